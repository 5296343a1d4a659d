import { isUnderWay } from '../model.ts';
import type { PlanVisit } from '../model.ts';
import { addTour, addUnserved, costDifference, costOf, emptyLedger, hasNewPeople } from './ledger.ts';
import { onGrid, timeSlot, type Slot } from './places-in-tours.ts';
import type { PlanCost, PossiblePlace } from './plan.ts';
import type { Assignment } from './problem.ts';
import { softViolations } from './reasons.ts';
import type { Tours } from './tours.ts';

/** A visit in its place: each part in a tour, and who had to leave those tours for it. */
export interface Placement {
  readonly tours: Tours;
  readonly slots: readonly Slot[];
  readonly displaced: readonly PlanVisit[];
}

/** What the plan costs more with the visit in its place than without it. */
export function placementCost(before: Tours, visit: PlanVisit, { tours, slots, displaced }: Placement): PlanCost {
  const { prepared, clock } = tours;
  const [without, withIt] = [emptyLedger(), emptyLedger()];
  for (const slot of slots) {
    before.clock.load(before.sequences[slot.route] ?? []);
    before.clock.run(slot.route, { begins: before.begins, gridSeconds: 1, isHeld: true });
    addTour(without, prepared, slot.route, before.clock);
    timeSlot(tours, slot);
    addTour(withIt, prepared, slot.route, clock);
  }
  for (const each of displaced) addUnserved(withIt, each, prepared);
  if (hasNewPeople(visit, crewOf(tours, slots))) withIt.moved += 1;
  return costDifference(costOf(withIt), costOf(without));
}

export const crewOf = ({ prepared }: Tours, slots: readonly Slot[]): string[] => slots.map(({ route }) => prepared.frames[route]?.stretch.technician.name ?? '');

/** Whose start the placement changes, the visit itself left out. */
function retimedBy({ tours, slots }: Placement): Assignment[] {
  const { prepared, begins, clock } = tours;
  const changed = new Map<string, Assignment>();
  for (const slot of slots) {
    timeSlot(tours, slot);
    for (let i = 0; i < clock.count; i++) {
      const task = clock.stops[i] ?? 0;
      const begin = clock.begins[i] ?? 0;
      const visit = prepared.tasks[task]?.visit;
      if (visit === undefined || task === slot.task || begin === begins[task] || isUnderWay(visit)) continue;
      changed.set(visit.name, { visit: visit.name, crew: crewIn(tours, visit.name), startSeconds: begin + prepared.zeroSeconds });
    }
  }
  return [...changed.values()];
}

/** The people of a visit in the tours, the lead first. */
export const crewIn = ({ prepared, routeOf }: Pick<Tours, 'prepared' | 'routeOf'>, name: string): string[] =>
  (prepared.tasksOf.get(name) ?? []).flatMap((task) => prepared.frames[routeOf[task] ?? -1]?.stretch.technician.name ?? []);

/** A legal placement in words and money. */
export function possiblePlace(before: Tours, visit: PlanVisit, found: Placement, standingCents: number | null): PossiblePlace {
  const placement = { ...found, slots: found.slots.map((slot) => (found.slots.length > 1 ? slot : onGrid(found.tours, slot))) };
  const cost = placementCost(before, visit, placement);
  const { prepared } = found.tours;
  const [lead] = placement.slots;
  const begin = lead === undefined ? 0 : beginIn(found.tours, lead);
  const crew = crewOf(found.tours, placement.slots);
  return {
    kind: 'possible', visit: visit.name, technician: crew[0] ?? '', crew, startSeconds: begin + prepared.zeroSeconds, cost,
    differenceCents: standingCents === null ? null : cost.totalCents - standingCents,
    violations: lead === undefined ? [] : softViolations(prepared, lead, begin),
    retimed: retimedBy(placement), displaced: found.displaced.map(({ name }) => name),
  };
}

function beginIn(tours: Tours, slot: Slot): number {
  const clock = timeSlot(tours, slot);
  return clock.begins[clock.stops.subarray(0, clock.count).indexOf(slot.task)] ?? 0;
}
