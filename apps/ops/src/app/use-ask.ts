import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { ApiProblem } from '../api/http.ts';

export type AskPhase = 'loading' | 'ready' | 'failed';

export interface Asked<T> {
  data: ShallowRef<T | undefined>;
  problem: ShallowRef<ApiProblem | undefined>;
  phase: Ref<AskPhase>;
  /** When what is shown was read, in epoch milliseconds. */
  readAt: Ref<number | undefined>;
  reload: () => Promise<void>;
}

/**
 * Asks for something and keeps the last answer: when asking again fails, `phase` is `failed` and `data` is what was read before.
 * A newer question makes the answer to an older one void.
 */
export function useAsk<T>(ask: (signal: AbortSignal) => Promise<T>): Asked<T> {
  const data = shallowRef<T>();
  const problem = shallowRef<ApiProblem>();
  const phase = ref<AskPhase>('loading');
  const readAt = ref<number>();
  let asking: AbortController | undefined;

  async function reload(): Promise<void> {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    if (data.value === undefined) phase.value = 'loading';
    try {
      const answer = await ask(mine.signal);
      if (mine.signal.aborted) return;
      data.value = answer;
      problem.value = undefined;
      readAt.value = Date.now();
      phase.value = 'ready';
    } catch (cause) {
      if (mine.signal.aborted) return;
      if (!(cause instanceof ApiProblem)) throw cause;
      problem.value = cause;
      phase.value = 'failed';
    }
  }

  onScopeDispose(() => asking?.abort());
  return { data, problem, phase, readAt, reload };
}
