import { computed, shallowRef } from 'vue';
import { afterDeed, afterRedo, afterUndo, EMPTY_HISTORY, without, type BoardHistory, type HistoryEntry } from './history.ts';

export type Direction = 'undone' | 'redone';

// One dispatcher, one tab, one history: it outlives the page, so that a look at a ticket does not cost the undo.
const history = shallowRef<BoardHistory>(EMPTY_HISTORY);

/** What this dispatcher did in this tab and can take back. */
export function useHistory() {
  const next = (direction: Direction): HistoryEntry | undefined => (direction === 'undone' ? history.value.done : history.value.undone).at(-1);

  function did(visit: string, command: string): void {
    history.value = afterDeed(history.value, { visit, command });
  }
  function turned(direction: Direction, command: string): void {
    history.value = direction === 'undone' ? afterUndo(history.value, command) : afterRedo(history.value, command);
  }
  function forget(command: string): void {
    history.value = without(history.value, command);
  }
  const canUndo = computed(() => history.value.done.length > 0);
  const canRedo = computed(() => history.value.undone.length > 0);
  return { next, did, turned, forget, canUndo, canRedo };
}
