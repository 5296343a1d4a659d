import { onScopeDispose, ref, shallowRef } from 'vue';
import type { ChainFaultLine } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { readChain, verifyChain } from '../../api/people.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useReadAge } from '../../app/use-read-age.ts';

export type ChainPhase = 'idle' | 'looking' | 'done' | 'failed';

/** The chain of the audit trail, and a look at all of it, stretch by stretch. */
export function useChain() {
  const asked = useAsk((signal) => readChain(signal));
  void asked.reload();
  const phase = ref<ChainPhase>('idle');
  const reached = ref(0);
  const faults = shallowRef<readonly ChainFaultLine[]>([]);
  const problem = shallowRef<ApiProblem>();
  const looking = new AbortController();
  onScopeDispose(() => looking.abort());

  async function lookOn(after: number): Promise<void> {
    const stretch = await verifyChain(after, looking.signal);
    reached.value = stretch.reached;
    faults.value = [...faults.value, ...stretch.faults];
    if (!stretch.isEnd) await lookOn(stretch.reached);
  }
  async function verify(): Promise<void> {
    phase.value = 'looking';
    reached.value = 0;
    faults.value = [];
    problem.value = undefined;
    try {
      await asked.reload();
      await lookOn(0);
      phase.value = 'done';
    } catch (cause) {
      if (looking.signal.aborted) return;
      if (!(cause instanceof ApiProblem)) throw cause;
      problem.value = cause;
      phase.value = 'failed';
    }
  }
  return { phase, reached, faults, problem, verify, state: asked.data, askPhase: asked.phase, reload: asked.reload, ...useReadAge(asked) };
}
