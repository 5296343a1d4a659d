import { endSeconds, isPlaced, type PlacedVisit, type Plan, type PlanTechnician, type PlanVisit } from './model.ts';
import { travelSeconds } from './travel.ts';

/** Two visits further apart than this belong to two days: the technician has slept at home in between. */
const NIGHT_SECONDS = 6 * 3600;

/** Everything one technician is to do, in order; what was cancelled or failed no longer takes his time. */
export type Tour = readonly PlacedVisit[];

const takesTime = (visit: PlanVisit): boolean => visit.status !== 'cancelled' && visit.status !== 'failed';
const byStart = (one: PlacedVisit, other: PlacedVisit): number => one.startSeconds - other.startSeconds || (one.name < other.name ? -1 : 1);

/** The tour of one technician, sorted by planned start. */
export function tourOf(plan: Plan, technician: string): Tour {
  return plan.visits.filter(isPlaced).filter((visit) => takesTime(visit) && visit.crew.includes(technician)).sort(byStart);
}

/** All tours at once, by technician; a crew's visit is in the tour of each of its members. */
export function toursOf(plan: Plan): ReadonlyMap<string, Tour> {
  const tours = new Map<string, PlacedVisit[]>(plan.technicians.map((technician) => [technician.name, []]));
  for (const visit of plan.visits) {
    if (isPlaced(visit) && takesTime(visit)) visit.crew.forEach((technician) => tours.get(technician)?.push(visit));
  }
  for (const tour of tours.values()) tour.sort(byStart);
  return tours;
}

/** The visits just before and after a time in a tour, on the same day. */
export function neighboursAt(tour: Tour, startSeconds: number, durationSeconds: number): { readonly before: PlacedVisit | undefined; readonly after: PlacedVisit | undefined } {
  const before = tour.findLast((visit) => visit.startSeconds <= startSeconds);
  const after = tour.find((visit) => visit.startSeconds > startSeconds);
  return {
    before: before !== undefined && startSeconds - endSeconds(before) < NIGHT_SECONDS ? before : undefined,
    after: after !== undefined && after.startSeconds - (startSeconds + durationSeconds) < NIGHT_SECONDS ? after : undefined,
  };
}

export interface TravelChange {
  /** Driving between the two neighbours without this visit. */
  readonly beforeSeconds: number;
  /** Driving to this visit and on to the next. */
  readonly afterSeconds: number;
  readonly addedSeconds: number;
}

const without = (tour: Tour, visit: string): Tour => tour.filter((each) => each.name !== visit);

/** What placing a visit does to the technician's driving, in seconds; a day begins and ends at his home where that is known. */
export function travelChange(visit: PlanVisit, technician: PlanTechnician, tour: Tour, startSeconds: number): TravelChange {
  const { before, after } = neighboursAt(without(tour, visit.name), startSeconds, visit.durationSeconds);
  const from = before === undefined ? technician.home : before.place;
  const to = after === undefined ? technician.home : after.place;
  const knowsFrom = before !== undefined || technician.home !== null;
  const knowsTo = after !== undefined || technician.home !== null;
  const isDayEmpty = before === undefined && after === undefined;
  const beforeSeconds = knowsFrom && knowsTo && !isDayEmpty ? travelSeconds(from, to) : 0;
  const afterSeconds = (knowsFrom ? travelSeconds(from, visit.place) : 0) + (knowsTo ? travelSeconds(visit.place, to) : 0);
  return { beforeSeconds, afterSeconds, addedSeconds: afterSeconds - beforeSeconds };
}

/** One drive of a tour. It is drawn as late as it may be: just before the visit it leads to. */
export interface TravelSegment {
  /** The visit he comes from; null from home. */
  readonly from: string | null;
  readonly to: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** Driving time; longer than the segment when there is not enough time. */
  readonly travelSeconds: number;
  /** By how much he arrives after the planned start; 0 when in time. */
  readonly lateSeconds: number;
}

/** The drives between the visits of a tour. The drive from home ends at the first visit's start and makes nobody late. */
export function tourWithTravel(tour: Tour, technician: PlanTechnician): readonly TravelSegment[] {
  return tour.flatMap((visit, index) => {
    const { before } = neighboursAt(tour.slice(0, index), visit.startSeconds, visit.durationSeconds);
    if (before === undefined && technician.home === null) return [];
    const drive = travelSeconds(before === undefined ? technician.home : before.place, visit.place);
    const leaves = before === undefined ? visit.startSeconds - drive : Math.max(endSeconds(before), visit.startSeconds - drive);
    const arrives = leaves + drive;
    return [{ from: before?.name ?? null, to: visit.name, startSeconds: leaves, endSeconds: Math.max(leaves, Math.min(arrives, visit.startSeconds)), travelSeconds: drive, lateSeconds: Math.max(0, arrives - visit.startSeconds) }];
  });
}
