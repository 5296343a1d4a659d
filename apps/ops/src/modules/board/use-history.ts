import { computed, shallowRef } from 'vue';
import { afterDeeds, afterRedo, afterUndo, EMPTY_HISTORY, type BoardHistory, type HistoryEntry } from './history.ts';

export type Direction = 'undone' | 'redone';

// One dispatcher, one tab, one history: it outlives the page, so that a look at a ticket does not cost the undo.
const history = shallowRef<BoardHistory>(EMPTY_HISTORY);

/** What this dispatcher did in this tab and can take back. */
export function useHistory() {
  const next = (direction: Direction): HistoryEntry | undefined => (direction === 'undone' ? history.value.done : history.value.undone).at(-1);

  function did(deeds: HistoryEntry): void {
    history.value = afterDeeds(history.value, deeds);
  }
  function turned(direction: Direction, by: HistoryEntry, left: HistoryEntry): void {
    history.value = (direction === 'undone' ? afterUndo : afterRedo)(history.value, by, left);
  }
  const canUndo = computed(() => history.value.done.length > 0);
  const canRedo = computed(() => history.value.undone.length > 0);
  return { next, did, turned, canUndo, canRedo };
}
