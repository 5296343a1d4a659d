import { onScopeDispose, ref, shallowRef } from 'vue';
import type { PlanningRun, PlanningStart } from '@gigafibre/contracts';
import { ApiProblem } from '../../../api/http.ts';
import { readRun, startRun, stopRun } from '../../../api/planning.ts';

const LOOK_EVERY_MS = 350;
const isGoing = (run: PlanningRun | undefined): boolean => run?.state === 'queued' || run?.state === 'running';

/** One search of the engine, watched from its start to what it found. The board stays free all the while. */
export function useRun() {
  const run = shallowRef<PlanningRun>();
  const problem = shallowRef<ApiProblem>();
  const isStarting = ref(false);
  let timer: number | undefined;

  function failed(cause: unknown): void {
    if (!(cause instanceof ApiProblem)) throw cause;
    problem.value = cause;
  }

  function lookSoon(): void {
    window.clearTimeout(timer);
    if (isGoing(run.value)) timer = window.setTimeout(() => void look(), LOOK_EVERY_MS);
  }

  async function look(): Promise<void> {
    const watched = run.value?.id;
    if (watched === undefined) return;
    try {
      const seen = await readRun(watched);
      if (run.value?.id !== watched) return;
      run.value = seen;
      problem.value = undefined;
    } catch (cause) {
      failed(cause);
      if (cause instanceof ApiProblem && cause.retry === 'never') return;
    }
    lookSoon();
  }

  async function trying(ask: () => Promise<PlanningRun>): Promise<void> {
    try {
      run.value = await ask();
    } catch (cause) {
      failed(cause);
    } finally {
      isStarting.value = false;
    }
    lookSoon();
  }

  /** Watches a run from now on, whatever was watched before. */
  async function follow(ask: () => Promise<PlanningRun>): Promise<void> {
    window.clearTimeout(timer);
    isStarting.value = true;
    problem.value = undefined;
    run.value = undefined;
    await trying(ask);
  }
  const start = (asked: PlanningStart): Promise<void> => follow(() => startRun(asked));
  /** A run that is there already. */
  const show = (id: string): Promise<void> => follow(() => readRun(id));

  /** Stops the search; what it has found so far is the proposal. */
  async function stop(): Promise<void> {
    const watched = run.value?.id;
    if (watched === undefined) return;
    await trying(() => stopRun(watched));
  }

  function dismiss(): void {
    window.clearTimeout(timer);
    if (isGoing(run.value)) void stop();
    run.value = undefined;
    problem.value = undefined;
  }

  onScopeDispose(() => window.clearTimeout(timer));
  return { run, problem, isStarting, start, show, look, stop, dismiss };
}
