import { onScopeDispose, watch } from 'vue';
import { isVisitUnderWay } from '@gigafibre/contracts';
import { holdUnsaved } from '../../app/unsaved.ts';
import { useFieldDay } from './use-field-day.ts';

/** A new version of the app is taken between visits, never during one (R46). */
export function useHoldDuringVisit(): void {
  const { visits } = useFieldDay();
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
