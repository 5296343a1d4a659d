import type { Priority } from '../model.ts';

/** What each thing costs, in whole cents, never negative. An admin sets and sees them; hard rules have no price. */
export interface PlanningWeights {
  /** Driving one kilometre, and being on the road one minute. */
  readonly perKilometer: number;
  readonly perTravelMinute: number;
  /** Beginning one minute after the SLA deadline, by priority. */
  readonly perLateMinute: Readonly<Record<Priority, number>>;
  /** Working one minute after the shift. */
  readonly perOvertimeMinute: number;
  /** Each level held above what a visit asks for. */
  readonly perSpareLevel: number;
  /** A visit that goes to other people than published: planned, or confirmed to the customer. */
  readonly moved: { readonly planned: number; readonly confirmed: number };
  /** A visit that leaves its published day. */
  readonly movedDay: number;
  /** A promised arrival window that is not kept, or left without anybody. */
  readonly brokenPromise: number;
  /** A visit done by somebody of another zone. */
  readonly foreignZone: number;
  /** Each part that is not in the van. */
  readonly missingPart: number;
  /** Calling somebody who is on call. */
  readonly callOut: number;
  /** Each day a visit waits within the days planned, by priority. */
  readonly perDayWaited: Readonly<Record<Priority, number>>;
  /** An hour given to somebody who had twice the usual load lately; in proportion below, nothing under the average. */
  readonly perUnfairHour: number;
  /** A visit left without anybody, by priority. */
  readonly unserved: Readonly<Record<Priority, number>>;
}

/**
 * A van at 62 ¢ a kilometre and a technician at 45 $ an hour; overtime at time and a half on top of that. Another territory
 * is worth a quarter of an hour of driving, as on the board; a visit moved from the person it was published for, twenty minutes.
 */
export const DEFAULT_WEIGHTS: PlanningWeights = {
  perKilometer: 62,
  perTravelMinute: 75,
  perLateMinute: { Low: 20, Medium: 40, High: 100, Urgent: 300 },
  perOvertimeMinute: 115,
  perSpareLevel: 150,
  moved: { planned: 1500, confirmed: 3000 },
  movedDay: 4000,
  brokenPromise: 15_000,
  foreignZone: 2000,
  missingPart: 4000,
  callOut: 12_000,
  perDayWaited: { Low: 100, Medium: 400, High: 2500, Urgent: 10_000 },
  perUnfairHour: 600,
  unserved: { Low: 30_000, Medium: 60_000, High: 150_000, Urgent: 500_000 },
};
