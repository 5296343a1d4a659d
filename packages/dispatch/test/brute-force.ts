import { checkPlan, type Assignment, type PlanningProblem } from '../src/index.ts';
import { beginOf, lunchOf, minutesNeeded, overAt, standingsOf, workdays, type Standing, type Workday } from '../src/planning/check/day.ts';
import { followDay } from '../src/planning/check/tour.ts';

interface Scene {
  readonly problem: PlanningProblem;
  readonly day: Workday;
  readonly standings: readonly Standing[];
  /** Who is in the technician's day. */
  readonly here: readonly Standing[];
}

const heldAt = ({ lock, visit, start }: Standing): number | null => (lock === 'pinned' || (visit.crewSize > 1 && start > 0) ? start : null);

function readyFor(problem: PlanningProblem, others: readonly Standing[], { visit }: Standing): number {
  const ends = (visit.after ?? []).flatMap((name) => others.filter((each) => each.visit.name === name)).map((before) => {
    const who = problem.technicians.find((each) => each.name === before.crew[0])!;
    return before.lock === 'begun' ? overAt(before.visit, problem.nowSeconds) : before.start + minutesNeeded(before.visit, who);
  });
  return Math.max(0, ...ends);
}

/** The starts of an order of visits, as early as can be, with lunch before the stop number `gap`; undefined when a crew or a pin would have to wait. */
function startsOf({ problem, day, standings, here }: Scene, order: readonly Standing[], gap: number): Assignment[] | undefined {
  const fixed = here.filter((each) => !order.includes(each));
  const legs = followDay(day, [...fixed, ...order.map((each, index) => ({ ...each, lock: null, start: day.from + index }))], problem);
  const lunch = lunchOf(day, legs.freeAt);
  // in one tour the order alone sees to who comes first
  const elsewhere = standings.filter((each) => !order.includes(each));
  const starts: Assignment[] = [];
  let leaves = legs.freeAt;
  for (const [index, each] of order.entries()) {
    const arrives = leaves + (legs.stops[index]?.leg.felt ?? 0);
    const rested = gap === index && lunch !== null ? Math.max(arrives, lunch.earliest) + lunch.length : arrives;
    const held = heldAt(each);
    const start = Math.max(rested, held ?? each.visit.window?.startSeconds ?? 0, readyFor(problem, elsewhere, each));
    if (held !== null && start > held) return undefined;
    leaves = start + minutesNeeded(each.visit, day.who);
    starts.push({ visit: each.visit.name, crew: each.crew, startSeconds: start });
  }
  return starts;
}

const isHere = ({ crew, start, lock, visit }: Standing, day: Workday, now: number): boolean =>
  crew.includes(day.who.name) && (lock === null ? day.from <= start && start < day.last : beginOf(visit) < day.last && overAt(visit, now) > day.from);

/** Every way to put the visit into one workday: each place, with lunch in each gap. */
function* waysInto(scene: Scene, newcomer: Standing): Generator<Assignment[]> {
  const rest = followDay(scene.day, scene.here, scene.problem).stops.map(({ at }) => at);
  for (let position = 0; position <= rest.length; position++) {
    const order = rest.toSpliced(position, 0, newcomer);
    for (let gap = -1; gap <= order.length; gap++) {
      const starts = startsOf(scene, order, gap);
      if (starts !== undefined) yield starts;
    }
  }
}

/** The cheapest of all legal places with one technician in cents, found by trying every place of every day with lunch in every gap; null when none is legal. */
export function bruteForce(problem: PlanningProblem, assignments: readonly Assignment[], name: string, technician: string): number | null {
  const base = assignments.filter((each) => each.visit !== name);
  const crews = new Map(base.map(({ visit, crew }) => [visit, crew]));
  const days = new Map(problem.technicians.map((each) => [each.name, workdays(each, problem.horizon)]));
  const standings = standingsOf(problem, base, days);
  const visit = problem.visits.find((each) => each.name === name)!;
  const known = new Set(checkPlan(problem, { assignments }).faults.map((fault) => `${fault.visit} ${fault.violation.rule}`));
  let best: number | null = null;
  for (const day of days.get(technician) ?? []) {
    const scene = { problem, day, standings, here: standings.filter((each) => isHere(each, day, problem.nowSeconds)) };
    for (const starts of waysInto(scene, { visit, crew: [technician], start: 0, lock: null })) {
      const named = new Set(starts.map((start) => start.visit));
      const after = [...base.filter((each) => !named.has(each.visit)), ...starts.map((start) => ({ ...start, crew: crews.get(start.visit) ?? start.crew }))];
      const audit = checkPlan(problem, { assignments: after });
      if (audit.faults.every((fault) => fault.isInherited || known.has(`${fault.visit} ${fault.violation.rule}`))) best = Math.min(best ?? Number.POSITIVE_INFINITY, audit.cost.totalCents);
    }
  }
  const without = { ...problem, visits: problem.visits.filter((each) => each.name !== name) };
  return best === null ? null : best - checkPlan(without, { assignments: base }).cost.totalCents;
}
