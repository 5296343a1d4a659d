import { shallowRef } from 'vue';
import type { CostLine } from '@gigafibre/contracts';
import { linesOf } from './engine.ts';
import type { BoardEngine } from './use-engine.ts';

/** What it costs to keep somebody's own choice, whatever it breaks. */
export interface OverridePrice {
  readonly technician: string;
  readonly startSeconds: number;
  readonly cents: number;
  readonly lines: readonly CostLine[];
}

/** The price of a person who breaks a rule, so that keeping him is a decision and not an accident (M3). */
export function useOverride(engine: BoardEngine) {
  const price = shallowRef<OverridePrice>();
  let asked = 0;

  async function ask(visit: string, technician: string, startSeconds: number | undefined): Promise<void> {
    asked += 1;
    const mine = asked;
    price.value = undefined;
    if (startSeconds === undefined) return;
    const found = await engine.price({ visit, crew: [technician], startSeconds });
    if (mine === asked && found !== undefined) price.value = { technician, startSeconds, cents: Math.round(found.cost.totalCents), lines: linesOf(found.cost.split) };
  }
  return { price, ask };
}
