import { ref } from 'vue';
import { ApiProblem } from '../api/http.ts';
import { useProblem } from './use-problem.ts';

/** Does one thing at a time, and says why it could not be done. */
export function useDeed() {
  const isBusy = ref(false);
  const problem = ref<string>();
  const say = useProblem();
  /** @returns what came of it; undefined when it was refused. */
  async function attempt<T>(deed: () => Promise<T>): Promise<T | undefined> {
    isBusy.value = true;
    problem.value = undefined;
    try {
      return await deed();
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      problem.value = say(cause);
      return undefined;
    } finally {
      isBusy.value = false;
    }
  }
  return { isBusy, problem, attempt };
}
