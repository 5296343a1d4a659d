import { onMounted, ref, shallowRef } from 'vue';
import type { VisitSlots } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { readSlots } from '../../api/field-work.ts';

/** The windows that could be promised next, as long as the hub can be asked; without it a wish is what there is to record. */
export function useSlots(visit: () => string) {
  const slots = shallowRef<VisitSlots['slots']>([]);
  const phase = ref<'asking' | 'ready' | 'offline'>('asking');

  async function ask(): Promise<void> {
    phase.value = 'asking';
    try {
      slots.value = (await readSlots(visit())).slots;
      phase.value = 'ready';
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      phase.value = 'offline';
    }
  }
  onMounted(() => void ask());
  return { slots, phase, ask };
}
