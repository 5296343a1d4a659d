import { onScopeDispose, watch } from 'vue';
import { isVisitUnderWay } from '@gigafibre/contracts';
import { judgeUpdates, weighUpdate } from '../../app/service-worker.ts';
import { holdUnsaved } from '../../app/unsaved.ts';
import { canRead, openStrictStore } from '../../stores/field/index.ts';
import { useFieldDay } from './use-field-day.ts';

/** A new version of the app is taken between visits, never during one, and only if it reads the work that waits here (R46). */
export function useHoldDuringVisit(): void {
  const { field, visits } = useFieldDay();
  const queue = openStrictStore('gf-queue');
  judgeUpdates((spoken) => canRead(queue, spoken));
  watch(() => field.queue.items.length, () => void weighUpdate());
  let letGo: (() => void) | undefined;
  const release = (): void => {
    letGo?.();
    letGo = undefined;
  };
  watch(
    () => visits.value.some((found) => isVisitUnderWay(found.visit.status)),
    (isUnderWay) => {
      release();
      if (isUnderWay) letGo = holdUnsaved();
    },
    { immediate: true },
  );
  onScopeDispose(release);
}
