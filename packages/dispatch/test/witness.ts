import type { Assignment, Change, Explanation, PlanningProblem, PlanTechnician, PlanVisit, Violation } from '../src/index.ts';
import { lockOf, workdays, type Lock } from '../src/planning/check/day.ts';

type FactsOf<R extends Violation['rule']> = Extract<Violation, { rule: R }>['facts'];
interface Asked {
  readonly problem: PlanningProblem;
  readonly assignments: readonly Assignment[];
  readonly visit: PlanVisit;
  readonly technician: PlanTechnician;
  readonly lock: Lock;
}
const heldBy = ({ technician }: Asked, name: string): PlanTechnician['skills'][number] | undefined => technician.skills.find(({ skill }) => skill === name);
const never = (): boolean => false;

/** Judges each reason anew from the problem and the plan, by other means than the engine's. */
const WITNESS: { [R in Violation['rule']]: (facts: FactsOf<R>, asked: Asked) => boolean } = {
  'missing-skill': ({ skill }, asked) => asked.visit.requiredSkills.some((each) => each.skill === skill) && heldBy(asked, skill) === undefined,
  'skill-level': ({ skill, level, requiredLevel }, asked) => heldBy(asked, skill)?.level === level && level < requiredLevel,
  'skill-expired': ({ skill, expiredSeconds }, asked) => heldBy(asked, skill)?.expiresSeconds === expiredSeconds && expiredSeconds < asked.problem.horizon.endSeconds + 86_400,
  untagged: (_facts, { technician }) => technician.skills.length === 0,
  'skills-unknown': (_facts, { visit }) => visit.requiredSkills.length === 0 && (visit.jobType ?? null) === null,
  'on-call': (_facts, { visit, technician }) => visit.priority !== 'Urgent' && technician.shifts.some(({ onCall }) => onCall),
  absence: ({ fromSeconds, untilSeconds }, { technician }) => technician.absences.some(({ startSeconds, endSeconds }) => startSeconds === fromSeconds && endSeconds === untilSeconds),
  pinned: ({ startSeconds }, { visit, lock }) => lock !== null && visit.startSeconds === startSeconds,
  frozen: ({ startSeconds, untilSeconds }, { lock, visit }) => lock !== null && visit.startSeconds === startSeconds && startSeconds < untilSeconds,
  'under-way-visit': ({ status }, { visit, lock }) => visit.status === status && lock !== null,
  precedence: ({ visit, endsSeconds, startSeconds }, { assignments }) => (endsSeconds === null ? !assignments.some((each) => each.visit === visit) : startSeconds < endsSeconds),
  'outside-window': ({ windowEndSeconds, startSeconds }, { visit }) => visit.window?.endSeconds === windowEndSeconds && startSeconds > windowEndSeconds,
  'outside-shift': ({ shiftEndSeconds, endSeconds }) => shiftEndSeconds === null || endSeconds > shiftEndSeconds,
  'next-late': ({ visit, lateSeconds }, { assignments, technician }) => lateSeconds > 0 && assignments.some((each) => each.visit === visit && each.crew.includes(technician.name)),
  lunch: ({ lunchStartSeconds }, { technician }) => technician.shifts.some(({ lunch }) => lunch?.startSeconds === lunchStartSeconds),
  'crew-size': ({ present, required }, { visit }) => present < required && required === visit.crewSize,
  'crew-apart': never, 'late-arrival': never, 'part-missing': never, 'past-start': never, 'running-late': never, 'sla-missed': never, overlap: never, overrun: never, overtime: never, territory: never,
};

export function isTrue(problem: PlanningProblem, assignments: readonly Assignment[], explanation: Explanation, violation: Violation): boolean {
  const visit = problem.visits.find((each) => each.name === explanation.visit)!;
  const technician = problem.technicians.find((each) => each.name === explanation.technician)!;
  const days = new Map(problem.technicians.map((each) => [each.name, workdays(each, problem.horizon)]));
  const judge = WITNESS[violation.rule] as (facts: Violation['facts'], asked: Asked) => boolean;
  return judge(violation.facts, { problem, assignments, visit, technician, lock: lockOf(visit, problem, days) });
}

type ChangeOf<K extends Change['kind']> = Extract<Change, { kind: K }>;
type Shift = PlanTechnician['shifts'][number];
const someone = (problem: PlanningProblem, name: string, to: (given: PlanTechnician) => Partial<PlanTechnician>): PlanningProblem => ({ ...problem, technicians: problem.technicians.map((each) => (each.name === name ? { ...each, ...to(each) } : each)) });
const something = (problem: PlanningProblem, name: string, to: (given: PlanVisit) => Partial<PlanVisit>): PlanningProblem => ({ ...problem, visits: problem.visits.map((each) => (each.name === name ? { ...each, ...to(each) } : each)) });
const oneShift = (shifts: readonly Shift[], isIt: (shift: Shift) => boolean, to: (shift: Shift) => Shift): Shift[] => shifts.map((each) => (isIt(each) ? to(each) : each));
const cannot = (): undefined => undefined;

const CHANGED: { [K in Change['kind']]: (problem: PlanningProblem, change: ChangeOf<K>) => PlanningProblem | undefined } = {
  'raise-skill': (problem, { technician, skill, level }) => someone(problem, technician, ({ skills }) => ({ skills: [...skills.filter((each) => each.skill !== skill), { skill, level, expiresSeconds: null }] })),
  'renew-skill': (problem, { technician, skill, untilSeconds }) => someone(problem, technician, ({ skills }) => ({ skills: skills.map((each) => (each.skill === skill ? { ...each, expiresSeconds: untilSeconds } : each)) })),
  'tag-technician': (problem, { technician }) => someone(problem, technician, ({ skills }) => ({ skills: [...skills, { skill: 'Habilitation', level: 1, expiresSeconds: null }] })),
  'name-job-type': (problem, { visit }) => something(problem, visit, () => ({ jobType: 'autre' })),
  'raise-priority': (problem, { visit }) => something(problem, visit, () => ({ priority: 'Urgent' })),
  'end-absence': (problem, { technician, fromSeconds, untilSeconds }) => someone(problem, technician, ({ absences }) => ({ absences: absences.filter((each) => each.startSeconds !== fromSeconds || each.endSeconds !== untilSeconds) })),
  'delay-absence': (problem, { technician, fromSeconds, untilSeconds, bySeconds }) => someone(problem, technician, ({ absences }) => ({ absences: absences.map((each) => (each.startSeconds === fromSeconds - bySeconds && each.endSeconds === untilSeconds ? { ...each, startSeconds: fromSeconds } : each)) })),
  'add-shift': (problem, { technician, fromSeconds, untilSeconds }) => someone(problem, technician, ({ shifts }) => ({ shifts: [...shifts, { startSeconds: fromSeconds, endSeconds: untilSeconds, lunch: null, onCall: false }] })),
  'extend-shift': (problem, { technician, untilSeconds, bySeconds }) => someone(problem, technician, ({ shifts }) => ({ shifts: oneShift(shifts, (each) => each.endSeconds === untilSeconds - bySeconds, (each) => ({ ...each, endSeconds: untilSeconds })) })),
  'widen-window': (problem, { visit, untilSeconds }) => something(problem, visit, ({ window }) => ({ window: window === null ? null : { ...window, endSeconds: untilSeconds } })),
  'delay-lunch': (problem, { technician, fromSeconds, bySeconds }) =>
    someone(problem, technician, ({ shifts }) => ({ shifts: oneShift(shifts, ({ lunch }) => lunch?.startSeconds === fromSeconds, (each) => ({ ...each, lunch: { startSeconds: fromSeconds + bySeconds, endSeconds: (each.lunch?.endSeconds ?? 0) + bySeconds } })) })),
  unpin: (problem, { visit }) => something(problem, visit, () => ({ pinned: false })),
  'complete-crew': cannot, 'delay-visit': cannot, 'place-first': cannot, displace: cannot,
};

/** The world with a change made; undefined for those that no other fact can be written down for. */
export function changed(problem: PlanningProblem, change: Change): PlanningProblem | undefined {
  const make = CHANGED[change.kind] as (problem: PlanningProblem, change: Change) => PlanningProblem | undefined;
  return make(problem, change);
}
