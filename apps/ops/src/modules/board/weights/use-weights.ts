import { computed, ref, shallowRef } from 'vue';
import type { PlanningWeights, WeightsInForce } from '@gigafibre/contracts';
import { ApiProblem } from '../../../api/http.ts';
import { changeWeights, readWeights } from '../../../api/planning.ts';
import { useSessionStore } from '../../../stores/session.ts';

/** What soft rules cost: everybody who plans sees them, an admin sets them. */
export function useWeights() {
  const session = useSessionStore();
  const canChange = computed(() => session.hasRole('admin'));
  const isOpen = ref(false);
  const inForce = shallowRef<WeightsInForce>();
  const problem = shallowRef<ApiProblem>();
  const isSaving = ref(false);

  async function doing(act: () => Promise<WeightsInForce>): Promise<boolean> {
    problem.value = undefined;
    try {
      inForce.value = await act();
      return true;
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      problem.value = cause;
      return false;
    }
  }

  async function open(): Promise<void> {
    isOpen.value = true;
    await doing(() => readWeights());
  }

  async function save(weights: PlanningWeights): Promise<void> {
    const base = inForce.value;
    if (base === undefined) return;
    isSaving.value = true;
    const isDone = await doing(() => changeWeights({ weights, baseVersion: base.version }));
    isSaving.value = false;
    isOpen.value = !isDone;
  }

  return { canChange, isOpen, inForce, problem, isSaving, open, save };
}
