import type { VisitCard } from '@gigafibre/contracts';
import type { DispatchBoard } from './use-dispatch-board.ts';

/** Presses and clicks on bars and cards, caught once for all of them. */
export function useDeskEvents({ board, selection, pointer }: DispatchBoard) {
  function visitUnder(event: Event): { visit: VisitCard; row: string | null } | undefined {
    const bar = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-visit]') : null;
    const visit = bar === null ? undefined : board.visits.get(bar.dataset['visit'] ?? '');
    return bar === null || visit === undefined ? undefined : { visit, row: bar.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null };
  }

  function onPress(event: PointerEvent): void {
    const found = visitUnder(event);
    if (found === undefined) return;
    void selection.select(found.visit, false);
    pointer.start(event, found.visit, found.row);
  }

  function onClick(event: MouseEvent): void {
    const found = visitUnder(event);
    if (pointer.endedDrag()) return;
    if (found === undefined) {
      if (event.target instanceof Element && event.target.closest('button') === null) selection.opened.value = undefined;
      return;
    }
    selection.selected.value = found.visit.name;
    selection.opened.value = found.visit.name;
  }

  /** The focus came by Tab: that visit is the one the keys speak of. */
  function onFocus(event: FocusEvent): void {
    const found = visitUnder(event);
    if (found !== undefined) selection.selected.value = found.visit.name;
  }

  return { onPress, onClick, onFocus };
}
