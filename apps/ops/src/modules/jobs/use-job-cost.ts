import { computed, ref, shallowRef, watch } from 'vue';
import type { JobCost } from '@gigafibre/contracts';
import { changeLabourCost, readJobCost } from '../../api/costs.ts';
import { ApiProblem } from '../../api/http.ts';
import { useSessionStore } from '../../stores/session.ts';

/** What a job cost, for those who may know; read again whenever the job's stamp is another. */
export function useJobCost(job: () => string, stamp: () => string) {
  const session = useSessionStore();
  const cost = shallowRef<JobCost>();
  const problem = shallowRef<ApiProblem>();
  const isSaving = ref(false);
  const maySee = computed(() => session.hasRole('dispatcher', 'accountant', 'admin'));

  async function doing(act: () => Promise<void>): Promise<boolean> {
    problem.value = undefined;
    try {
      await act();
      return true;
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      problem.value = cause;
      return false;
    }
  }
  const reload = (): Promise<boolean> =>
    doing(async () => {
      const asked = job();
      const answer = await readJobCost(asked);
      if (asked === job()) cost.value = answer;
    });
  /** @returns whether it was taken. */
  async function setHourly(hourlyCents: number): Promise<boolean> {
    isSaving.value = true;
    const isDone = await doing(async () => {
      await changeLabourCost({ hourlyCents, baseVersion: cost.value?.labour.version ?? 0 });
    });
    if (isDone) await reload();
    isSaving.value = false;
    return isDone;
  }
  watch([job, stamp, maySee], () => {
    if (maySee.value) void reload();
  }, { immediate: true });
  return { cost, problem, isSaving, maySee, mayChange: computed(() => session.hasRole('admin')), reload, setHourly };
}
