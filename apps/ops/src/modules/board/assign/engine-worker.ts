import type { Assignment, Explanation, Override, Plan } from '@gigafibre/dispatch';
import type { BoardScale } from '../board-scale.ts';
import { createEngine } from './engine.ts';

type Days = Pick<BoardScale, 'fromSeconds' | 'untilSeconds'>;

/** What the board asks of its engine. The plan comes along when it has changed since the last question. */
export interface EngineQuestion {
  readonly id: number;
  readonly plan?: { readonly plan: Plan; readonly days: Days };
  readonly ask: { readonly kind: 'rank'; readonly visit: string } | { readonly kind: 'best'; readonly visits: readonly string[] } | { readonly kind: 'price'; readonly assignment: Assignment };
}

/** One of them, by what was asked; `problem` when the engine could not answer. */
export interface EngineAnswer {
  readonly id: number;
  readonly ranked?: readonly Explanation[];
  readonly priced?: Override;
  readonly problem?: string;
}

const engine = createEngine();
let held: EngineQuestion['plan'];

function answer({ id, ask }: EngineQuestion): EngineAnswer {
  if (held === undefined) return { id, problem: 'no plan yet' };
  const { plan, days } = held;
  switch (ask.kind) {
    case 'rank': return { id, ranked: engine.rank(plan, days, ask.visit) };
    case 'best': return { id, ranked: ask.visits.flatMap((visit) => engine.rank(plan, days, visit).slice(0, 1)) };
    case 'price': return { id, priced: engine.price(plan, days, ask.assignment) };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<EngineQuestion>) => {
  held = data.plan ?? held;
  try {
    self.postMessage(answer(data));
  } catch (problem) {
    self.postMessage({ id: data.id, problem: String(problem) } satisfies EngineAnswer);
  }
});
