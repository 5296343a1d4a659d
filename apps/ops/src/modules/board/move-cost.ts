import { travelMeters, travelSeconds, type PlacedVisit, type PlanTechnician, type PlanVisit, type Tour } from '@gigafibre/dispatch';

type Place = PlanTechnician['home'];

/** How far somebody drives, by the embedded estimate. */
export interface Drive {
  readonly seconds: number;
  readonly meters: number;
}

/** The driving of every tour that a move touches, before it and after. */
export interface MoveCost {
  readonly before: Drive;
  readonly after: Drive;
}

/** A visit on its way to a person and a time; `from` is the person it is taken from, null when nobody loses it. */
export interface Moving {
  readonly visit: PlanVisit;
  readonly from: string | null;
  readonly technician: string;
  readonly startSeconds: number;
  readonly durationSeconds: number;
}

/** Two visits further apart than this belong to two days, with a night at home in between. */
const NIGHT_SECONDS = 6 * 3600;
const NOTHING: Drive = { seconds: 0, meters: 0 };
const sum = (one: Drive, other: Drive): Drive => ({ seconds: one.seconds + other.seconds, meters: one.meters + other.meters });
const leg = (from: Place, to: Place): Drive => ({ seconds: travelSeconds(from, to), meters: travelMeters(from, to) });
/** To or from home; nothing is known of it where the home is not. */
const homeLeg = (home: Place, place: Place): Drive => (home === null ? NOTHING : leg(home, place));

/** All the driving of a tour, each day from home and back. The tour must come by start. */
export function driveOf(tour: Tour, home: Place): Drive {
  let total = NOTHING;
  let before: PlacedVisit | undefined;
  for (const visit of tour) {
    const isSameDay = before !== undefined && visit.startSeconds - (before.startSeconds + before.durationSeconds) < NIGHT_SECONDS;
    if (before !== undefined && isSameDay) total = sum(total, leg(before.place, visit.place));
    else total = sum(sum(total, before === undefined ? NOTHING : homeLeg(home, before.place)), homeLeg(home, visit.place));
    before = visit;
  }
  return before === undefined ? total : sum(total, homeLeg(home, before.place));
}

/** A technician's tour as it would be once everything has moved. */
export function tourAfter(tour: Tour, technician: string, moving: readonly Moving[]): Tour {
  const leaving = new Set(moving.filter(({ from }) => from === technician).map(({ visit }) => visit.name));
  const arriving = moving.filter((each) => each.technician === technician);
  const arrivals = new Set(arriving.map(({ visit }) => visit.name));
  const rest = tour.filter(({ name }) => !leaving.has(name) && !arrivals.has(name));
  const placed = arriving.map(({ visit, startSeconds, durationSeconds }) => ({ ...visit, startSeconds, durationSeconds }));
  return [...rest, ...placed].toSorted((one, other) => one.startSeconds - other.startSeconds);
}

/** What a move does to the driving of everybody it touches: who gains a visit and who loses one. */
export function moveCost(moving: readonly Moving[], tours: ReadonlyMap<string, Tour>, people: ReadonlyMap<string, PlanTechnician>): MoveCost {
  const touched = new Set(moving.flatMap(({ from, technician }) => (from === null ? [technician] : [from, technician])));
  let cost: MoveCost = { before: NOTHING, after: NOTHING };
  for (const name of touched) {
    const home = people.get(name)?.home ?? null;
    const tour = tours.get(name) ?? [];
    cost = { before: sum(cost.before, driveOf(tour, home)), after: sum(cost.after, driveOf(tourAfter(tour, name, moving), home)) };
  }
  return cost;
}
