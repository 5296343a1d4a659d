import type { CostLine } from '@gigafibre/contracts';

/** What a plan's money goes to, as the engine names it; each has its word. */
export const PRICE_KINDS = ['unserved', 'promise', 'lateness', 'overtime', 'travel', 'churn', 'territory', 'over-qualification', 'parts', 'on-call', 'waiting', 'fairness'] as const;

/** The word for a line of a price; a kind of a newer hub is told as « other ». */
export const priceKey = (kind: string): string => `board.price.kinds.${PRICE_KINDS.find((known) => known === kind) ?? 'other'}`;

/** A price with its sign: people ask whether it costs or saves. `money` writes cents. */
export function signedMoney(cents: number, money: (cents: number) => string): string {
  if (cents === 0) return money(0);
  return `${cents > 0 ? '+' : '−'}\u00a0${money(Math.abs(cents))}`;
}

/** The lines worth telling: those that cost or save something, the largest first. */
export const toldLines = (lines: readonly CostLine[]): CostLine[] => lines.filter(({ cents }) => cents !== 0).toSorted((one, other) => Math.abs(other.cents) - Math.abs(one.cents));
