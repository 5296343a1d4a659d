import type { Chance } from './chance.ts';
import type { Draft } from './draft.ts';
import type { SearchOptions } from './problem.ts';

/** First and last temperature in average legs of the plan; a plan bred or given is not heated as much as one from nothing. */
const HOT = 1;
const WARM = 0.2;
const COLD = 0.03;
/** Where the budget is unknown, cooling comes in rounds, each twice as long as the one before. */
const FIRST_ROUND = 20_000;
/** An annealing of fewer iterations a task is not worth beginning; what is left over goes into longer and more annealings. */
const LEAST_PER_TASK = 1000;
const MOST_STARTS = 5;
/** Share of the budget for starts from nothing, when there are several; the rest is for their children. */
const STARTING_SHARE = 0.5;
const CHILDREN_PER_START = 2;

/** The options of one improvement of a draft that stands. */
export type ImproveOptions = Omit<SearchOptions, 'seed' | 'start'> & { readonly isWarm: boolean };

/** What an annealing begins with. */
export type Beginning = 'nothing' | 'child' | 'itself';

/**
 * Divides the budget into annealings and says how much worse a plan may get in one iteration: much at first, hardly anything in the end.
 * A short budget is one annealing; a long one is several from nothing, then shorter ones from their children.
 */
export class Cooling {
  private temperature = 0;
  private readonly options: ImproveOptions;
  private readonly taskCount: number;
  private readonly leg: number;
  /** Whether a plan is mended rather than made. */
  readonly isWarm: boolean;
  private starts = 0;
  private firstProgress = -1;
  private place = 0;
  private roundEnd = FIRST_ROUND;
  private roundLength = FIRST_ROUND;

  constructor(draft: Draft, options: ImproveOptions) {
    this.options = options;
    this.taskCount = draft.stops.taskCount;
    this.leg = averageLeg(draft);
    this.isWarm = options.isWarm || options.focus !== undefined;
  }

  /** Draws what the next plan may cost more than the current one. */
  allowance(chance: Chance): number {
    return -this.temperature * Math.log(chance.unit());
  }

  /** Price below which a loss is small: half an average leg. */
  get smallLoss(): number {
    return this.leg / 2;
  }

  /** Cools by the share of the budget that is spent; says what begins now, if anything does. */
  update(iterations: number): Beginning | undefined {
    const { progress, iterations: limit } = this.options;
    if (progress === undefined && limit === undefined) return this.endlessly(iterations);
    const spent = progress === undefined ? iterations / (limit ?? 1) : Math.min(1, Math.max(0, progress()));
    if (this.firstProgress < 0) this.firstProgress = spent;
    const share = (spent - this.firstProgress) / Math.max(1e-9, 1 - this.firstProgress);
    if (this.starts === 0 && share > 0.02) this.foresee(iterations / share);
    return this.within(share);
  }

  /** Makes plans for a budget of so many iterations. */
  private foresee(iterations: number): void {
    const worthwhile = Math.floor((iterations * STARTING_SHARE) / (LEAST_PER_TASK * this.taskCount));
    this.starts = worthwhile < 2 || this.isWarm ? 1 : Math.min(MOST_STARTS, worthwhile);
  }

  private within(share: number): Beginning | undefined {
    const starts = Math.max(1, this.starts);
    if (starts === 1) {
      this.cool(this.isWarm ? WARM : HOT, share);
      return undefined;
    }
    const isStarting = share < STARTING_SHARE;
    const at = isStarting ? (share / STARTING_SHARE) * starts : ((share - STARTING_SHARE) / (1 - STARTING_SHARE)) * starts * CHILDREN_PER_START;
    const place = Math.floor(at) + (isStarting ? 0 : starts);
    this.cool(isStarting ? HOT : WARM, at - Math.floor(at));
    if (place === this.place) return undefined;
    this.place = place;
    return isStarting ? 'nothing' : 'child';
  }

  private endlessly(iterations: number): Beginning | undefined {
    const isOver = iterations >= this.roundEnd;
    if (isOver) {
      this.roundLength *= 2;
      this.roundEnd += this.roundLength;
    }
    this.cool(this.isWarm ? WARM : HOT, 1 - (this.roundEnd - iterations) / this.roundLength);
    return isOver ? 'itself' : undefined;
  }

  private cool(from: number, share: number): void {
    this.temperature = this.leg * from * (COLD / from) ** share;
  }
}

function averageLeg(draft: Draft): number {
  const { taskCount } = draft.stops;
  let sum = 0;
  let legs = 0;
  for (let stop = 0; stop < taskCount; stop++) {
    if (draft.routeOf[stop]! < 0) continue;
    sum += draft.legPrice[stop]!;
    legs++;
  }
  return legs === 0 ? 1 : Math.max(1, sum / legs);
}
