import { checkPlacement, isHard, LUNCH_SLACK_SECONDS, travelSeconds, type Assignment, type Place, type PlanningProblem, type PlanTechnician, type PlanVisit } from '@gigafibre/dispatch';

/** Another solver's words for the same thing; a port of its vendor room has the same shape. */
export interface StartSolver {
  solve(question: StartQuestion, signal: AbortSignal): Promise<readonly { readonly visit: string; readonly technician: string; readonly startSeconds: number }[]>;
}

interface StartQuestion {
  readonly visits: readonly { name: string; place: number; serviceSeconds: number; from: number; until: number; priority: number; technicians: readonly number[] }[];
  readonly technicians: readonly { name: string; start: number | null; end: number | null; from: number; until: number; lunch: { from: number; until: number; seconds: number } | null }[];
  readonly seconds: readonly (readonly number[])[];
}

const PRIORITIES = { Low: 10, Medium: 30, High: 60, Urgent: 100 } as const;

/**
 * What another solver would do with the tray: only visits that nobody has and one person can do, for technicians whose day is
 * still empty, so that nothing of it depends on what that solver knows of our rules. Null when there is nothing to ask.
 */
function startQuestion(problem: PlanningProblem): StartQuestion | null {
  const { visits, technicians, horizon, nowSeconds } = problem;
  const busy = new Set(visits.filter(({ startSeconds }) => startSeconds !== null).flatMap(({ crew }) => crew));
  const free = technicians.filter(({ name, shifts, absences }) => !busy.has(name) && shifts.length === 1 && absences.length === 0);
  const waiting = visits.filter(({ status, crewSize, place, after }) => status === 'unassigned' && crewSize <= 1 && place !== null && (after ?? []).length === 0);
  if (free.length === 0 || waiting.length === 0) return null;
  const places = [...waiting.map(({ place }) => place), ...free.map(({ home }) => home)];
  const opens = Math.max(horizon.startSeconds, nowSeconds);
  return {
    visits: waiting.map((visit, at) => ({
      name: visit.name,
      place: at,
      serviceSeconds: visit.durationSeconds,
      from: Math.max(opens, visit.window?.startSeconds ?? opens),
      until: Math.max(opens, visit.window?.endSeconds ?? horizon.endSeconds),
      priority: PRIORITIES[visit.priority ?? 'Medium'],
      technicians: free.flatMap((technician, number) => (mayDo(visit, technician) ? [number] : [])),
    })),
    technicians: free.map((technician, at) => technicianOf(technician, waiting.length + at, opens)),
    seconds: tableOf(places, problem),
  };
}

function technicianOf({ name, home, shifts: [shift] }: PlanTechnician, place: number, opens: number): StartQuestion['technicians'][number] {
  const [from, until] = [Math.max(opens, shift?.startSeconds ?? opens), Math.max(opens, shift?.endSeconds ?? opens)];
  const lunch = shift?.lunch ?? null;
  const at = home === null ? null : place;
  return { name, start: at, end: at, from, until, lunch: lunch === null ? null : { from: lunch.startSeconds - LUNCH_SLACK_SECONDS, until: lunch.startSeconds + LUNCH_SLACK_SECONDS, seconds: lunch.endSeconds - lunch.startSeconds } };
}

const mayDo = (visit: PlanVisit, technician: PlanTechnician): boolean => {
  const startSeconds = technician.shifts[0]?.startSeconds ?? 0;
  return !checkPlacement({ visit: { ...visit, window: null }, technician, tour: [], startSeconds }).some((violation) => isHard(violation) && /skill/.test(violation.rule));
};

const tableOf = (places: readonly (Place | null)[], { travel }: PlanningProblem): number[][] => {
  const numbers = new Map((travel?.places ?? []).map(({ latitude, longitude }, at) => [`${latitude},${longitude}`, at]));
  const cell = (from: Place | null, to: Place | null): number => {
    const [row, column] = [from, to].map((place) => (place === null ? undefined : numbers.get(`${place.latitude},${place.longitude}`)));
    return (row === undefined || column === undefined ? undefined : travel?.seconds[row * (travel.places.length || 1) + column]) ?? travelSeconds(from, to);
  };
  return places.map((from) => places.map((to) => cell(from, to)));
};

/**
 * Asks the other solver, for as long as that is worth it.
 * @returns a plan to begin with; null when there was nothing to ask, or no answer.
 */
export async function askStart(problem: PlanningProblem, { solver, signal, onFault }: { solver: StartSolver; signal: AbortSignal; onFault: (error: unknown) => void }): Promise<Assignment[] | null> {
  const question = startQuestion(problem);
  if (question === null) return null;
  try {
    return withStart(problem, await solver.solve(question, signal));
  } catch (error) {
    onFault(error); // our own engine does without
    return null;
  }
}

/** The other solver's answer beside what stands. Whatever is not legal in it our engine leaves out. */
const withStart = (problem: PlanningProblem, found: Awaited<ReturnType<StartSolver['solve']>>): Assignment[] => [
  ...problem.visits.flatMap(({ name, crew, startSeconds }) => (startSeconds === null || crew.length === 0 ? [] : [{ visit: name, crew, startSeconds }])),
  ...found.map(({ visit, technician, startSeconds }) => ({ visit, crew: [technician], startSeconds })),
];
