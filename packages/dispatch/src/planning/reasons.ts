import { worstFirst, broken, type Violation } from '../rules.ts';
import { missingParts } from './prices.ts';
import type { Change } from './plan.ts';
import { timeSlot, type Slot } from './places-in-tours.ts';
import type { Prepared } from './prepare.ts';
import type { Stretch } from './stretches.ts';
import { awaitedAt, type Tours } from './tours.ts';
import { absencesOf, type PlanVisit } from '../model.ts';
import { isForeign } from '../placement.ts';

/** What stands in the way, and all that would have to change. */
export interface Reasons {
  readonly violations: readonly Violation[];
  readonly changes: readonly Change[];
  /** No list of changes would be enough. */
  readonly isHopeless?: boolean;
}

const NONE: Reasons = { violations: [], changes: [] };

export const joined = (...reasons: readonly Reasons[]): Reasons => ({
  violations: worstFirst(reasons.flatMap(({ violations }) => violations)),
  changes: reasons.flatMap(({ changes }) => changes),
  isHopeless: reasons.some(({ isHopeless }) => isHopeless),
});

/** What would make a barrier go away. */
export function changeFor(violation: Violation, visit: PlanVisit, stretch: { readonly technician: string; readonly latestSeconds: number }): Change[] {
  const { technician, latestSeconds } = stretch;
  switch (violation.rule) {
    case 'missing-skill':
    case 'skill-level':
      return [{ kind: 'raise-skill', technician, skill: violation.facts.skill, level: violation.facts.requiredLevel }];
    case 'skill-expired':
      return [{ kind: 'renew-skill', technician, skill: violation.facts.skill, untilSeconds: latestSeconds }];
    case 'untagged':
      return [{ kind: 'tag-technician', technician }];
    case 'skills-unknown':
      return [{ kind: 'name-job-type', visit: visit.name }];
    case 'on-call':
      return [{ kind: 'raise-priority', visit: visit.name }];
    case 'pinned':
      return [{ kind: 'unpin', visit: visit.name }];
    default:
      return [];
  }
}

export const barrierReasons = (barriers: readonly Violation[], visit: PlanVisit, stretch: { readonly technician: string; readonly latestSeconds: number }): Reasons => ({
  violations: barriers,
  changes: barriers.flatMap((each) => changeFor(each, visit, stretch)),
});

interface Stop {
  readonly task: number;
  readonly begin: number;
  readonly travelSeconds: number;
}

function stopsOf(tours: Tours, slot: Slot): Stop[] {
  const { prepared } = tours;
  const { travel, nodeCount, startNode, taskNode } = prepared.routing;
  const clock = timeSlot(tours, slot);
  let node = startNode[slot.route] ?? 0;
  return Array.from(clock.stops.subarray(0, clock.count), (task, index) => {
    const next = taskNode[task] ?? 0;
    const stop = { task, begin: clock.begins[index] ?? 0, travelSeconds: travel[node * nodeCount + next] ?? 0 };
    node = next;
    return stop;
  });
}

/** The visit asked about begins too late for its window, or for the one that waits for it. */
function ownLateness(tours: Tours, slot: Slot, stop: Stop, close: number): Reasons {
  const { prepared } = tours;
  const visit = prepared.tasks[stop.task]?.visit;
  if (visit === undefined) return NONE;
  const startSeconds = stop.begin + prepared.zeroSeconds;
  const windowEnd = visit.window?.endSeconds ?? null;
  const bySeconds = stop.begin - close;
  if (windowEnd !== null && visit.window !== null && close + prepared.zeroSeconds >= windowEnd) {
    return {
      violations: [broken('outside-window', { windowStartSeconds: visit.window.startSeconds, windowEndSeconds: windowEnd, startSeconds })],
      changes: [{ kind: 'widen-window', visit: visit.name, untilSeconds: startSeconds, bySeconds: startSeconds - windowEnd }],
    };
  }
  const waiting = prepared.followers.get(visit.name)?.find((name) => (prepared.tasksOf.get(name) ?? []).some((task) => (tours.begins[task] ?? -1) === awaitedAt(tours, visit.name, slot.route)));
  return {
    violations: [broken('precedence', { visit: visit.name, endsSeconds: startSeconds + visit.durationSeconds, startSeconds: startSeconds + visit.durationSeconds - bySeconds })],
    changes: waiting === undefined ? [] : [{ kind: 'delay-visit', visit: waiting, bySeconds }],
  };
}

/** Another visit of the tour would begin too late. */
function otherLateness(tours: Tours, stop: Stop, close: number): Reasons {
  const { prepared } = tours;
  const visit = prepared.tasks[stop.task]?.visit;
  if (visit === undefined) return NONE;
  const arrivesSeconds = stop.begin + prepared.zeroSeconds;
  const bySeconds = stop.begin - close;
  const violations = [broken('next-late', { visit: visit.name, travelSeconds: stop.travelSeconds, arrivesSeconds, lateSeconds: bySeconds })];
  const windowEnd = visit.window?.endSeconds ?? null;
  const widening: Change[] = windowEnd !== null && arrivesSeconds > windowEnd ? [{ kind: 'widen-window', visit: visit.name, untilSeconds: arrivesSeconds, bySeconds: arrivesSeconds - windowEnd }] : [];
  if (prepared.standings.get(visit.name) === 'pinned') return { violations, changes: [{ kind: 'unpin', visit: visit.name }, ...widening] };
  const isWindow = windowEnd !== null && windowEnd - prepared.zeroSeconds <= close;
  return { violations, changes: isWindow ? widening : [{ kind: 'delay-visit', visit: visit.name, bySeconds }, ...widening] };
}

function endReasons(stretch: Stretch, span: { startSeconds: number; endSeconds: number; overSeconds: number }): Reasons {
  const { technician, shift } = stretch;
  const absence = absencesOf(technician).find((each) => each.startSeconds >= stretch.endSeconds && each.startSeconds <= stretch.latestSeconds);
  if (absence !== undefined) {
    return {
      violations: [broken('absence', { reason: absence.reason, fromSeconds: absence.startSeconds, untilSeconds: absence.endSeconds })],
      changes: [{ kind: 'delay-absence', technician: technician.name, fromSeconds: absence.startSeconds + span.overSeconds, untilSeconds: absence.endSeconds, bySeconds: span.overSeconds }],
    };
  }
  // where the next shift cuts overtime short, only the shift itself can give
  const isCut = stretch.latestSeconds < shift.endSeconds + (technician.overtimeSeconds ?? 0);
  const untilSeconds = isCut ? span.endSeconds : shift.endSeconds + span.overSeconds;
  return {
    violations: [broken('outside-shift', { shiftStartSeconds: shift.startSeconds, shiftEndSeconds: stretch.latestSeconds, startSeconds: span.startSeconds, endSeconds: span.endSeconds })],
    changes: [{ kind: 'extend-shift', technician: technician.name, untilSeconds, bySeconds: untilSeconds - shift.endSeconds }],
    // one shift cannot be stretched into the next
    isHopeless: technician.shifts.some((each) => each.startSeconds >= shift.endSeconds && each.startSeconds < untilSeconds),
  };
}

/** Why a place that overruns is not legal, with every figure, and what would have to give. */
export function overrunReasons(tours: Tours, slot: Slot): Reasons {
  const { prepared, bounds } = tours;
  const frame = prepared.frames[slot.route];
  if (frame === undefined || slot.excessSeconds === 0) return NONE;
  const stops = stopsOf(tours, slot);
  const { clock } = tours;
  const late = stops.flatMap((stop) => {
    const close = bounds.close[stop.task] ?? 0;
    if (stop.begin <= close) return [];
    return [stop.task === slot.task ? ownLateness(tours, slot, stop, close) : otherLateness(tours, stop, close)];
  });
  const overSeconds = clock.endSeconds - (bounds.routeClose[slot.route] ?? 0);
  const last = stops.at(-1);
  const end = overSeconds <= 0 || last === undefined ? NONE : endReasons(frame.stretch, { startSeconds: last.begin + prepared.zeroSeconds, endSeconds: clock.endSeconds + prepared.zeroSeconds, overSeconds });
  return joined(...late, end, lunchReasons(prepared, slot.route, clock.lunchDelaySeconds));
}

function lunchReasons({ frames }: Prepared, route: number, delaySeconds: number): Reasons {
  const frame = frames[route];
  const lunch = frame?.stretch.shift.lunch;
  if (delaySeconds === 0 || frame === undefined || lunch === undefined || lunch === null) return NONE;
  return {
    violations: [broken('lunch', { lunchStartSeconds: lunch.startSeconds, lunchEndSeconds: lunch.endSeconds })],
    changes: [{ kind: 'delay-lunch', technician: frame.stretch.technician.name, fromSeconds: lunch.startSeconds, bySeconds: delaySeconds }],
  };
}

/** Soft rules that a legal place breaks; their prices are in its cost. */
export function softViolations(prepared: Prepared, slot: Slot, begin: number): Violation[] {
  const { visit, slot: part } = prepared.tasks[slot.task] ?? {};
  const frame = prepared.frames[slot.route];
  if (visit === undefined || frame === undefined || part !== 0) return [];
  const { technician, endSeconds: shiftEndSeconds, endsWithShift } = frame.stretch;
  const startSeconds = begin + prepared.zeroSeconds;
  const endSeconds = startSeconds + (prepared.routing.service[slot.route * prepared.tasks.length + slot.task] ?? 0);
  const soft: Violation[] = missingParts(visit, technician).map((facts) => broken('part-missing', facts));
  if (isForeign(visit, technician)) soft.push(broken('territory', { zone: visit.zone, technicianZone: technician.zone }));
  if (visit.slaDueSeconds !== null && startSeconds > visit.slaDueSeconds) soft.push(broken('sla-missed', { dueSeconds: visit.slaDueSeconds, startSeconds }));
  if (endsWithShift && endSeconds > shiftEndSeconds) soft.push(broken('overtime', { shiftEndSeconds, endSeconds }));
  return worstFirst(soft);
}
