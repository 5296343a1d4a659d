import type { VisitCard } from '@gigafibre/contracts';
import type { DispatchBoard } from './use-dispatch-board.ts';

const isAdding = (event: MouseEvent): boolean => event.ctrlKey || event.metaKey;

/** Presses and clicks on bars and cards, caught once for all of them. */
export function useDeskEvents({ board, selection, pointer, marquee, people }: DispatchBoard) {
  function visitUnder(event: Event): { visit: VisitCard; row: string | null } | undefined {
    const bar = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-visit]') : null;
    const visit = bar === null ? undefined : board.visits.get(bar.dataset['visit'] ?? '');
    return bar === null || visit === undefined ? undefined : { visit, row: bar.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null };
  }

  function onPress(event: PointerEvent): void {
    const found = visitUnder(event);
    if (found === undefined) {
      marquee.start(event);
      return;
    }
    if (!isAdding(event) && !event.shiftKey) {
      if (!selection.chosen.has(found.visit.name)) selection.choose([]);
      void selection.select(found.visit, false);
    }
    pointer.start(event, found.visit, found.row);
  }

  /** A name on the left: whose it is, and its day. */
  function openPerson(event: MouseEvent): boolean {
    const label = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-person]') : null;
    if (label === null) return false;
    selection.opened.value = undefined;
    people.opened.value = label.dataset['person'];
    return true;
  }

  /** A click beside everything lets go of what was chosen. */
  function onBeside(event: MouseEvent): void {
    if (!(event.target instanceof Element) || event.target.closest('button') !== null) return;
    selection.opened.value = undefined;
    people.opened.value = undefined;
    selection.choose([]);
  }

  function onClick(event: MouseEvent): void {
    const found = visitUnder(event);
    if (pointer.endedDrag() || marquee.endedFrame() || openPerson(event)) return;
    if (found === undefined) onBeside(event);
    else if (isAdding(event)) selection.toggle(found.visit.name);
    else if (event.shiftKey) selection.extendTo(found.visit.name);
    else {
      selection.choose([]);
      selection.selected.value = found.visit.name;
      selection.opened.value = found.visit.name;
    }
  }

  /** The focus came by Tab: that visit is the one the keys speak of. */
  function onFocus(event: FocusEvent): void {
    const found = visitUnder(event);
    if (found !== undefined && selection.chosen.size === 0) selection.selected.value = found.visit.name;
  }

  return { onPress, onClick, onFocus };
}
