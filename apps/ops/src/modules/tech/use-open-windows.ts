import { onMounted, ref, shallowRef } from 'vue';
import type { OpenWindows } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { readOpenWindows } from '../../api/field-work.ts';

/** The windows that could be promised next, as long as the hub can be asked; without it a wish is what there is to record. */
export function useOpenWindows(visit: () => string) {
  const windows = shallowRef<OpenWindows['windows']>([]);
  const phase = ref<'asking' | 'ready' | 'offline'>('asking');

  async function ask(): Promise<void> {
    phase.value = 'asking';
    try {
      windows.value = (await readOpenWindows(visit())).windows;
      phase.value = 'ready';
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      phase.value = 'offline';
    }
  }
  onMounted(() => void ask());
  return { windows, phase, ask };
}
