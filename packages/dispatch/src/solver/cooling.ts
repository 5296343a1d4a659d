import type { Chance } from './chance.ts';
import type { Draft } from './draft.ts';
import type { SearchOptions } from './problem.ts';

/** First and last temperature in average legs of the plan. */
const HOT = 0.5;
const COLD = 0.01;
/** Where the budget is unknown, cooling comes in rounds, each twice as long as the one before. */
const FIRST_ROUND = 20_000;

/** How much worse a plan may get in one iteration: much at first, hardly anything in the end. */
export class Cooling {
  private temperature = 0;
  private readonly options: SearchOptions;
  private readonly leg: number;
  private roundEnd = FIRST_ROUND;
  private roundLength = FIRST_ROUND;

  constructor(draft: Draft, options: SearchOptions) {
    this.options = options;
    this.leg = averageLeg(draft);
  }

  /** Cools by the share of the budget that is spent. */
  update(iterations: number): void {
    this.temperature = this.leg * HOT * (COLD / HOT) ** this.spent(iterations);
  }

  /** Draws what the next plan may cost more than the current one. */
  allowance(chance: Chance): number {
    return -this.temperature * Math.log(chance.unit());
  }

  private spent(iterations: number): number {
    const { progress, iterations: limit } = this.options;
    if (progress !== undefined) return Math.min(1, Math.max(0, progress()));
    if (limit !== undefined) return iterations / limit;
    if (iterations >= this.roundEnd) {
      this.roundLength *= 2;
      this.roundEnd += this.roundLength;
    }
    return 1 - (this.roundEnd - iterations) / this.roundLength;
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
