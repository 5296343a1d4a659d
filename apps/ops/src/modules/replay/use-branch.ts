import { onScopeDispose, ref, shallowRef } from 'vue';
import type { Branch, BranchQuestion } from '@gigafibre/dispatch';
import type { BranchAnswer } from './branch-worker.ts';

export type BranchPhase = 'idle' | 'running' | 'ready' | 'failed';

/** Asks the engine, in a worker of its own; a new question makes the former's answer worthless. */
export function useBranch() {
  const phase = ref<BranchPhase>('idle');
  const branch = shallowRef<Branch>();
  const asked = shallowRef<BranchQuestion>();
  const seconds = ref(0);
  let worker: Worker | undefined;

  function stop(): void {
    worker?.terminate();
    worker = undefined;
  }
  function take({ branch: found, milliseconds }: BranchAnswer): void {
    seconds.value = milliseconds / 1000;
    branch.value = found;
    phase.value = found === undefined ? 'failed' : 'ready';
    stop();
  }
  function ask(question: BranchQuestion): void {
    stop();
    phase.value = 'running';
    asked.value = question;
    const mine = new Worker(new URL('./branch-worker.ts', import.meta.url), { type: 'module' });
    worker = mine;
    mine.addEventListener('message', ({ data }: MessageEvent<BranchAnswer>) => take(data));
    mine.addEventListener('error', () => {
      phase.value = 'failed';
      stop();
    });
    mine.postMessage(question);
  }
  onScopeDispose(stop);
  return { phase, branch, asked, seconds, ask };
}
