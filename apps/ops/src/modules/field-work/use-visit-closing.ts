import { ref, shallowRef, watch } from 'vue';
import type { VisitClosing } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { readClosing } from '../../api/field-work.ts';

/** How one visit ended, read again whenever the visit's stamp is another. */
export function useVisitClosing(visit: () => string, stamp: () => string) {
  const closing = shallowRef<VisitClosing>();
  const isUnread = ref(false);

  async function read(asked: string): Promise<void> {
    try {
      const answer = await readClosing(asked);
      if (asked === visit()) closing.value = answer;
      isUnread.value = false;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      isUnread.value = true;
    }
  }
  watch([visit, stamp], () => void read(visit()), { immediate: true });
  return { closing, isUnread };
}
