import { FORBIDDEN } from '../solver/problem.ts';
import { at } from './numbers.ts';
import { GRID_SECONDS, slotAt, standingUnits, type Slot } from './places-in-tours.ts';
import { AS_EARLY_AS_POSSIBLE, type Wishes } from './tour-clock.ts';
import { awaitedAt, type Tours } from './tours.ts';

/** Common starts of a crew are tried this far apart. */
const CREW_STEP_SECONDS = 900;

/** A crew that can begin together, the lead first. */
export interface CrewPlace {
  readonly beginSeconds: number;
  readonly slots: readonly Slot[];
  readonly units: number;
}

/** The cheapest legal place in one tour for a task that has to begin at one very time. */
function slotAtTime(tours: Tours, task: number, route: number, begin: number): Slot | undefined {
  const { prepared, sequences, bounds, begins } = tours;
  const isBarred = (prepared.fees[route * prepared.tasks.length + task] ?? FORBIDDEN) >= FORBIDDEN;
  if (isBarred || begin < at(prepared.routing.routeEarliest, route) || begin > at(bounds.routeClose, route)) return undefined;
  const sequence = sequences[route] ?? [];
  const found = sequence.findIndex((other) => at(begins, other) >= begin);
  const position = found < 0 ? sequence.length : found;
  const [open, close] = [at(bounds.open, task), at(bounds.close, task)];
  bounds.open[task] = bounds.close[task] = begin;
  const base = standingUnits(tours, route);
  const slots = ([{ begins, gridSeconds: 1 }, AS_EARLY_AS_POSSIBLE] satisfies Wishes[]).map((wishes) => slotAt(tours, { task, route, position }, base, { wishes, worthwhile: 0 }));
  bounds.open[task] = open;
  bounds.close[task] = close;
  const [kept, early] = slots.filter(({ excessSeconds }) => excessSeconds === 0);
  return early !== undefined && kept !== undefined && early.units < kept.units ? early : kept;
}

function commonBegins(tours: Tours, lead: number): number[] {
  const { bounds, prepared } = tours;
  const { routeEarliest } = prepared.routing;
  const [open, close] = [at(bounds.open, lead), at(bounds.close, lead)];
  const begins = new Set<number>();
  prepared.frames.forEach((_, route) => {
    const from = Math.max(open, at(routeEarliest, route));
    const until = Math.min(close, at(bounds.routeClose, route));
    if (from <= until) begins.add(Math.ceil(from / GRID_SECONDS) * GRID_SECONDS);
    for (let begin = Math.ceil(from / CREW_STEP_SECONDS) * CREW_STEP_SECONDS; begin <= until; begin += CREW_STEP_SECONDS) begins.add(begin);
  });
  return [...begins].filter((begin) => begin >= open && begin <= close).sort((a, b) => a - b);
}

interface Offer {
  readonly technician: string;
  readonly slot: Slot;
}

/** Everybody who can take a part at that time, the cheapest first; one offer a person. */
function offersAt(tours: Tours, task: number, begin: number): Offer[] {
  const best = new Map<string, Slot>();
  tours.prepared.frames.forEach(({ stretch }, route) => {
    const slot = slotAtTime(tours, task, route, begin);
    const known = best.get(stretch.technician.name);
    if (slot !== undefined && (known === undefined || slot.units < known.units)) best.set(stretch.technician.name, slot);
  });
  return [...best].map(([technician, slot]) => ({ technician, slot })).sort((a, b) => a.slot.units - b.slot.units || (a.technician < b.technician ? -1 : 1));
}

/** The rest of a crew that costs least beside a lead; undefined when there are too few people. */
function joinedBy(lead: Offer, helpers: readonly (readonly Offer[])[]): CrewPlace['slots'] | undefined {
  const taken = new Set([lead.technician]);
  const slots = [lead.slot];
  for (const offers of helpers) {
    const free = offers.find(({ technician }) => !taken.has(technician));
    if (free === undefined) return undefined;
    taken.add(free.technician);
    slots.push(free.slot);
  }
  return slots;
}

function cheaperCrew(best: CrewPlace | undefined, beginSeconds: number, slots: CrewPlace['slots'] | undefined): CrewPlace | undefined {
  if (slots === undefined) return best;
  const units = slots.reduce((sum, slot) => sum + slot.units, 0);
  return best === undefined || units < best.units ? { beginSeconds, slots, units } : best;
}

/** Whoever waits for the crew limits when it may begin. */
function limitCrew({ prepared, bounds, ...tours }: Tours, visit: string, lead: number): void {
  const awaited = awaitedAt({ prepared, bounds, ...tours }, visit, -1);
  const latest = at(prepared.routing.latest, lead);
  bounds.close[lead] = awaited === null ? latest : Math.min(latest, awaited - (prepared.visits.get(visit)?.durationSeconds ?? 0));
}

/**
 * The cheapest people and common start for a crew, everything else staying in its tour: starts every quarter of an hour are tried,
 * each part in its place by the clock.
 *
 * @param leads who may lead; everybody with the skills when left out.
 */
export function bestCrew(tours: Tours, visit: string, leads?: ReadonlySet<string>): CrewPlace | undefined {
  const tasks = tours.prepared.tasksOf.get(visit) ?? [];
  const [lead, ...rest] = tasks;
  if (lead === undefined) return undefined;
  limitCrew(tours, visit, lead);
  let best: CrewPlace | undefined;
  for (const begin of commonBegins(tours, lead)) {
    const leading = offersAt(tours, lead, begin).filter(({ technician }) => leads?.has(technician) ?? true);
    if (leading.length === 0) continue;
    const helpers = rest.map((task) => offersAt(tours, task, begin));
    for (const offer of leading) best = cheaperCrew(best, begin, joinedBy(offer, helpers));
  }
  return best;
}

/** How many people, the lead among them, can begin together at best; 0 when the lead cannot. */
export function crewShortage(tours: Tours, visit: string, lead: string): number {
  const [first, ...rest] = tours.prepared.tasksOf.get(visit) ?? [];
  if (first === undefined) return 0;
  limitCrew(tours, visit, first);
  const present = commonBegins(tours, first).map((begin) => {
    if (!offersAt(tours, first, begin).some(({ technician }) => technician === lead)) return 0;
    const helpers = rest.slice(0, 1).flatMap((task) => offersAt(tours, task, begin)).filter(({ technician }) => technician !== lead);
    return 1 + Math.min(rest.length, helpers.length);
  });
  return Math.max(0, ...present);
}
