import type { PlanTechnician, PlanVisit } from '../model.ts';
import type { Change } from './plan.ts';
import type { PlanningProblem } from './problem.ts';

const withVisit = (problem: PlanningProblem, name: string, to: (given: PlanVisit) => PlanVisit): PlanningProblem => ({ ...problem, visits: problem.visits.map((each) => (each.name === name ? to(each) : each)) });
const withTechnician = (problem: PlanningProblem, name: string, to: (given: PlanTechnician) => PlanTechnician): PlanningProblem => ({ ...problem, technicians: problem.technicians.map((each) => (each.name === name ? to(each) : each)) });

type OfTechnician = Extract<Change, { technician: string }>;

function changedTechnician(given: PlanTechnician, change: OfTechnician): PlanTechnician {
  const shifts = (isIt: (shift: PlanTechnician['shifts'][number]) => boolean, to: (shift: PlanTechnician['shifts'][number]) => PlanTechnician['shifts'][number]): PlanTechnician => ({ ...given, shifts: given.shifts.map((each) => (isIt(each) ? to(each) : each)) });
  switch (change.kind) {
    case 'raise-skill':
      return { ...given, skills: [...given.skills.filter(({ skill }) => skill !== change.skill), { skill: change.skill, level: change.level, expiresSeconds: null }] };
    case 'renew-skill':
      return { ...given, skills: given.skills.map((each) => (each.skill === change.skill ? { ...each, expiresSeconds: change.untilSeconds } : each)) };
    case 'tag-technician':
      return { ...given, skills: [...given.skills, { skill: '', level: 1, expiresSeconds: null }] };
    case 'end-absence':
      return { ...given, absences: given.absences.filter(({ startSeconds, endSeconds }) => startSeconds !== change.fromSeconds || endSeconds !== change.untilSeconds) };
    case 'delay-absence':
      return { ...given, absences: given.absences.map((each) => (each.startSeconds === change.fromSeconds - change.bySeconds && each.endSeconds === change.untilSeconds ? { ...each, startSeconds: change.fromSeconds } : each)) };
    case 'add-shift':
      return { ...given, shifts: [...given.shifts, { startSeconds: change.fromSeconds, endSeconds: change.untilSeconds, lunch: null, onCall: false }] };
    case 'extend-shift':
      return shifts(({ endSeconds }) => endSeconds === change.untilSeconds - change.bySeconds, (shift) => ({ ...shift, endSeconds: change.untilSeconds }));
    case 'delay-lunch':
      return shifts(({ lunch }) => lunch?.startSeconds === change.fromSeconds, (shift) => (shift.lunch === null ? shift : { ...shift, lunch: { startSeconds: shift.lunch.startSeconds + change.bySeconds, endSeconds: shift.lunch.endSeconds + change.bySeconds } }));
  }
}

/**
 * The problem as it would be after a change. Undefined for what no fact can be written down for: who else joins a crew, or where
 * another visit goes.
 */
export function supposeChange(problem: PlanningProblem, change: Change): PlanningProblem | undefined {
  if ('technician' in change) return withTechnician(problem, change.technician, (given) => changedTechnician(given, change));
  switch (change.kind) {
    case 'name-job-type':
      return withVisit(problem, change.visit, (given) => ({ ...given, jobType: '' }));
    case 'raise-priority':
      return withVisit(problem, change.visit, (given) => ({ ...given, priority: 'Urgent' }));
    case 'widen-window':
      return withVisit(problem, change.visit, (given) => (given.window === null ? given : { ...given, window: { ...given.window, endSeconds: change.untilSeconds } }));
    case 'unpin':
      return withVisit(problem, change.visit, (given) => ({ ...given, pinned: false }));
    default:
      return undefined;
  }
}

/** What the change is about, and what it has made of it: a later change of the same thing takes it from there. */
function path(change: Change): { of: string; from: string; to: string } {
  const of = [change.kind, 'technician' in change ? change.technician : change.visit, 'skill' in change ? change.skill : ''].join(' ');
  switch (change.kind) {
    case 'delay-absence':
      return { of: `${of} ${change.untilSeconds}`, from: String(change.fromSeconds - change.bySeconds), to: String(change.fromSeconds) };
    case 'delay-lunch':
      return { of, from: String(change.fromSeconds), to: String(change.fromSeconds + change.bySeconds) };
    case 'extend-shift':
    case 'widen-window':
      return { of, from: String(change.untilSeconds - change.bySeconds), to: String(change.untilSeconds) };
    case 'end-absence':
    case 'add-shift':
      return { of, from: `${change.fromSeconds} ${change.untilSeconds}`, to: '' };
    default:
      return { of, from: '', to: '' };
  }
}

function goneOn(known: Change, change: Change): Change {
  if (!('bySeconds' in known) || !('bySeconds' in change)) return change;
  const bySeconds = known.bySeconds + change.bySeconds;
  return known.kind === 'delay-lunch' ? { ...known, bySeconds } : { ...change, bySeconds };
}

/** Two lists of changes as one: the second goes on where the first ends. */
export function mergedChanges(first: readonly Change[], then: readonly Change[]): Change[] {
  let merged = [...first];
  for (const change of then) {
    const goesOn = (known: Change): boolean => path(known).of === path(change).of && path(known).to === path(change).from;
    merged = merged.some(goesOn) ? merged.map((known) => (goesOn(known) ? goneOn(known, change) : known)) : [...merged, change];
  }
  return merged;
}
