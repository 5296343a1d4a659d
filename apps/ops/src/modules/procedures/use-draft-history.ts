import { computed, ref, shallowRef } from 'vue';
import type { ProcedureDraft } from './draft-edits.ts';

const EMPTY: ProcedureDraft = { title: { fr: '', en: '' }, steps: [] };
const MOST = 200;

/** What is being written, with everything it was before. Changes of the same place one after the other count as one. */
export function useDraftHistory() {
  const past = shallowRef<readonly ProcedureDraft[]>([EMPTY]);
  const at = ref(0);
  const saved = shallowRef<ProcedureDraft>(EMPTY);
  let place = '';

  const draft = computed(() => past.value[at.value] ?? EMPTY);
  const canUndo = computed(() => at.value > 0);
  const canRedo = computed(() => at.value < past.value.length - 1);
  const isUnsaved = computed(() => draft.value !== saved.value && JSON.stringify(draft.value) !== JSON.stringify(saved.value));

  function start(next: ProcedureDraft): void {
    past.value = [next];
    at.value = 0;
    saved.value = next;
    place = '';
  }
  /** @param where the field that is typed in; changes of one field in a row are undone together. */
  function change(next: ProcedureDraft, where: string): void {
    const isSamePlace = where === place && at.value === past.value.length - 1 && at.value > 0;
    const kept = past.value.slice(0, isSamePlace ? at.value : at.value + 1).slice(-MOST);
    past.value = [...kept, next];
    at.value = past.value.length - 1;
    place = where;
  }
  function step(by: number): void {
    at.value = Math.min(past.value.length - 1, Math.max(0, at.value + by));
    place = '';
  }
  return { draft, canUndo, canRedo, isUnsaved, start, change, undo: () => step(-1), redo: () => step(1), settle: (what: ProcedureDraft) => (saved.value = what) };
}
