import { checkPlan, costOfPlan, type Assignment, type DayPlan, type PlanFault, type PlanningProblem, type Unassigned } from '@gigafibre/dispatch';

/**
 * The plan without the lines that break a hard rule, by a judge that shares no code with the engine. Whoever's line is dropped stays
 * where the published plan has him, and is told among those left out with the rules it would have broken.
 *
 * @param published where everybody stands now; what that breaks already is no line's doing.
 */
export function auditPlan(problem: PlanningProblem, published: readonly Assignment[], found: DayPlan): DayPlan {
  const standing = new Map(published.map((each) => [each.visit, each]));
  const known = new Set(checkPlan(problem, { assignments: published }).faults.map(textOf));
  const told = new Map<string, Unassigned>();
  let assignments = found.assignments;
  for (;;) {
    const changed = assignments.filter((each) => !isSame(each, standing.get(each.visit)));
    const faults = checkPlan(problem, { assignments }).faults.filter((fault) => !fault.isInherited && !known.has(textOf(fault)));
    const bad = new Map(faults.flatMap((fault) => linesBehind(fault, changed).map((line) => [line.visit, fault] as const)));
    if (bad.size === 0) break;
    for (const [visit, { technician, violation }] of bad) told.set(visit, { visit, technician, violations: [violation], remedy: [], dearPlace: null });
    assignments = assignments.flatMap((each) => (bad.has(each.visit) ? (standing.get(each.visit) ?? []) : each));
  }
  if (told.size === 0) return found;
  return { ...found, assignments, unassigned: [...found.unassigned.filter(({ visit }) => !told.has(visit)), ...told.values()], cost: costOfPlan(problem, { assignments }) };
}

/** The lines to drop for a fault: its own, or where that visit is not moved, those that come into the same person's day. */
function linesBehind({ visit, technician }: PlanFault, changed: readonly Assignment[]): Assignment[] {
  const own = changed.filter((line) => line.visit === visit);
  return own.length > 0 ? own : changed.filter(({ crew }) => technician !== null && crew.includes(technician));
}

const textOf = ({ visit, technician, violation }: PlanFault): string => `${visit} ${technician ?? ''} ${violation.rule}`;

const isSame = (one: Assignment, other: Assignment | undefined): boolean =>
  other !== undefined && one.startSeconds === other.startSeconds && one.crew.length === other.crew.length && one.crew.every((name, at) => name === other.crew[at]);
