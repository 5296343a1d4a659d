import { ref } from 'vue';
import type { SANDBOX_TURNS } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { simulateDelivery } from '../../api/office.ts';
import { useProblem } from '../../app/use-problem.ts';

/** Plays the vendor for one message at a time; the screen hears of the outcome as it would of a real one. */
export function useSimulation() {
  const isBusy = ref(false);
  const problem = ref<string>();
  const say = useProblem();
  async function play(id: string, turn: (typeof SANDBOX_TURNS)[number]): Promise<void> {
    isBusy.value = true;
    problem.value = undefined;
    try {
      await simulateDelivery(id, turn);
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      problem.value = say(cause);
    } finally {
      isBusy.value = false;
    }
  }
  return { isBusy, problem, play };
}
