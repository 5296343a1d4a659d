import type { Place } from '../../place.ts';
import type { PlanningProblem } from '../problem.ts';
import { beginOf, driving, lunchOf, minutesNeeded, overAt, type Standing, type Workday } from './day.ts';

/** One drive of a checked tour. A drive that takes none of the shift costs money all the same. */
export interface Leg {
  readonly seconds: number;
  readonly meters: number;
  /** What it takes of the shift. */
  readonly felt: number;
}

export interface CheckedStop {
  readonly at: Standing;
  readonly leg: Leg;
  /** When the technician can be there. */
  readonly reachable: number;
  readonly ends: number;
}

/** A workday as a plan fills it, from the moment planning has a say. */
export interface CheckedTour {
  readonly day: Workday;
  readonly freeAt: number;
  readonly stops: readonly CheckedStop[];
  readonly wayBack: Leg;
  /** When everything is over, lunch after the last visit included where it has to be. */
  readonly over: number;
  /** The end that overtime, or what is pinned, allows. */
  readonly mayLastUntil: number;
  readonly missesLunch: boolean;
  /** When he is home again from what is locked here; he works nowhere else before. 0 when nothing is. */
  readonly homeFromLocked: number;
}

interface Whereabouts {
  readonly freeAt: number;
  readonly place: Place | null;
  /** Still where the day begins. */
  readonly isHome: boolean;
}

interface Filled {
  readonly stops: readonly CheckedStop[];
  readonly wayBack: Leg;
  readonly leaves: number;
}

const NO_DRIVE: Leg = { seconds: 0, meters: 0, felt: 0 };
const byStart = (a: Standing, b: Standing): number => a.start - b.start || (a.visit.name < b.visit.name ? -1 : 1);
const isBegun = ({ lock }: Standing): boolean => lock === 'begun' || lock === 'frozen';

/** One technician on one workday, walking through what he is given. */
class Walker {
  private readonly day: Workday;
  private readonly problem: PlanningProblem;
  private readonly firstIsFelt: boolean;
  private readonly drive: ReturnType<typeof driving>;

  constructor(day: Workday, problem: PlanningProblem, hasBegun: boolean) {
    this.day = day;
    this.problem = problem;
    this.drive = driving(problem);
    this.firstIsFelt = day.shift.includesDrives === true || (!hasBegun && problem.nowSeconds >= day.from);
  }

  private leg(from: Place | null, to: Place | null, isFelt: boolean): Leg {
    const taken = this.drive.seconds(from, to);
    return { seconds: taken, meters: this.drive.meters(from, to), felt: isFelt ? taken : 0 };
  }

  to(from: Whereabouts, place: Place | null): Leg {
    if (!from.isHome) return this.leg(from.place, place, true);
    // a home that nobody knows is no way from anywhere
    return from.place === null ? NO_DRIVE : this.leg(from.place, place, this.firstIsFelt);
  }

  /** The way to where the day ends. */
  back(from: Whereabouts): Leg {
    const { who, shift } = this.day;
    const end = who.endPlace === undefined ? who.home : who.endPlace;
    if (end === null || (from.isHome && (from.place === null || !this.firstIsFelt))) return NO_DRIVE;
    return this.leg(from.place, end, shift.includesDrives === true);
  }

  /** Where something locked leaves him. */
  pass(from: Whereabouts, { visit, lock }: Standing): Whereabouts {
    const { nowSeconds } = this.problem;
    if (lock === 'begun') return { freeAt: Math.max(from.freeAt, overAt(visit, nowSeconds)), place: visit.place, isHome: false };
    const begins = Math.max(visit.startSeconds ?? 0, from.freeAt + this.to(from, visit.place).felt);
    return { freeAt: begins + minutesNeeded(visit, this.day.who), place: visit.place, isHome: false };
  }

  /** The pins that can be met in time, and where he is before the first of them; those before happen when they happen. */
  meet(from: Whereabouts, pinned: readonly Standing[]): { anchor: Whereabouts; met: Standing[] } {
    let [anchor, state, met]: [Whereabouts, Whereabouts, Standing[]] = [from, from, []];
    for (const pin of pinned) {
      const isMet = pin.start >= this.day.from && pin.start >= state.freeAt + this.to(state, pin.visit.place).felt;
      state = this.pass(state, pin);
      if (isMet) met.push(pin);
      else [anchor, met] = [state, []];
    }
    return { anchor, met };
  }

  /** Visits at their planned times, one after the other. */
  fill(anchor: Whereabouts, visits: readonly Standing[]): Filled {
    let at = anchor;
    const stops = visits.map((standing) => {
      const leg = this.to(at, standing.visit.place);
      const ends = standing.start + minutesNeeded(standing.visit, this.day.who);
      const stop = { at: standing, leg, reachable: at.freeAt + leg.felt, ends };
      at = { freeAt: ends, place: standing.visit.place, isHome: false };
      return stop;
    });
    return { stops, wayBack: this.back(at), leaves: at.freeAt };
  }
}

/** Whether lunch fits into a filled day, and when the day is over with it. */
function lunchIn(day: Workday, freeAt: number, filled: Filled, mayLastUntil: number): { fits: boolean; over: number } {
  const { stops, wayBack, leaves } = filled;
  const home = leaves + wayBack.felt;
  const lunch = lunchOf(day, freeAt);
  if (lunch === null || home <= lunch.latest) return { fits: true, over: home };
  const isBetween = stops.some(({ leg, at }, index) => {
    const before = stops[index - 1]?.ends ?? freeAt;
    return before <= lunch.latest && Math.max(before + leg.felt, lunch.earliest) + lunch.length <= at.start;
  });
  if (isBetween) return { fits: true, over: home };
  const late = Math.max(home, lunch.earliest) + lunch.length;
  return leaves <= lunch.latest && late <= mayLastUntil ? { fits: true, over: late } : { fits: false, over: home };
}

/** Follows one workday through a plan, of somebody whom earlier workdays keep until then. */
export function followDay(day: Workday, here: readonly Standing[], problem: PlanningProblem, keptUntil = 0): CheckedTour {
  const begun = here.filter(isBegun).sort((a, b) => beginOf(a.visit) - beginOf(b.visit) || (a.visit.name < b.visit.name ? -1 : 1));
  const walker = new Walker(day, problem, begun.length > 0);
  const first: Whereabouts = { freeAt: Math.max(day.from, problem.nowSeconds, keptUntil), place: day.who.home, isHome: true };
  const { anchor, met } = walker.meet(begun.reduce((at, standing) => walker.pass(at, standing), first), here.filter(({ lock }) => lock === 'pinned').sort(byStart));
  const { freeAt } = anchor;
  const pinsOnly = walker.fill(anchor, met);
  const mayLastUntil = Math.max(day.last, met.length === 0 ? 0 : pinsOnly.leaves + pinsOnly.wayBack.felt);
  const filled = walker.fill(anchor, [...here.filter(({ lock }) => lock === null), ...met].sort(byStart));
  const isKept = begun.length > 0 || here.some(({ lock }) => lock === 'pinned');
  const homeFromLocked = isKept ? pinsOnly.leaves + pinsOnly.wayBack.felt : 0;
  const tour = { day, freeAt, stops: filled.stops, wayBack: filled.wayBack, mayLastUntil, homeFromLocked };
  // what is locked may leave no room for lunch; nobody then counts it as missed
  if (!lunchIn(day, freeAt, pinsOnly, mayLastUntil).fits || filled.stops.length === 0) return { ...tour, over: filled.leaves + filled.wayBack.felt, missesLunch: false };
  const { fits, over } = lunchIn(day, freeAt, filled, mayLastUntil);
  return { ...tour, over, missesLunch: !fits };
}
