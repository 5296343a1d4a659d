import { onScopeDispose } from 'vue';
import type { Assignment, Explanation, Override, Plan } from '@gigafibre/dispatch';
import type { BoardScale } from '../board-scale.ts';
import type { EngineAnswer, EngineQuestion } from './engine-worker.ts';

interface EngineParts {
  readonly plan: () => Plan;
  readonly scale: () => BoardScale;
}

/** The engine beside the screen, in a worker of its own so that the board never stutters; opened with the first question. */
export function useEngine({ plan, scale }: EngineParts) {
  const waiting = new Map<number, { resolve: (answer: EngineAnswer) => void; reject: (problem: Error) => void }>();
  let worker: Worker | undefined;
  let sent: Plan | undefined;
  let id = 0;

  function opened(): Worker {
    if (worker !== undefined) return worker;
    worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<EngineAnswer>) => {
      const asker = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.problem === undefined) asker?.resolve(data);
      else asker?.reject(new Error(data.problem));
    });
    return worker;
  }

  function ask(question: EngineQuestion['ask']): Promise<EngineAnswer> {
    id += 1;
    const now = plan();
    const { fromSeconds, untilSeconds } = scale();
    const message: EngineQuestion = { id, ask: question, ...(sent === now ? {} : { plan: { plan: now, days: { fromSeconds, untilSeconds } } }) };
    sent = now;
    return new Promise((resolve, reject) => {
      waiting.set(message.id, { resolve, reject });
      opened().postMessage(message);
    });
  }

  onScopeDispose(() => worker?.terminate());
  return {
    /** Everybody for a visit, the best first. */
    rank: async (visit: string): Promise<readonly Explanation[]> => (await ask({ kind: 'rank', visit })).ranked ?? [],
    /** The best place of each of these visits, or what is most in its way. */
    best: async (visits: readonly string[]): Promise<readonly Explanation[]> => (await ask({ kind: 'best', visits })).ranked ?? [],
    /** What a person's own choice costs. */
    price: async (assignment: Assignment): Promise<Override | undefined> => (await ask({ kind: 'price', assignment })).priced,
  };
}

export type BoardEngine = ReturnType<typeof useEngine>;
