import type { Ref } from 'vue';
import { visitStatusAfter, type VisitCard } from '@gigafibre/contracts';
import { DENSITIES, type Density } from './board-scale.ts';
import type { DispatchBoard } from './use-dispatch-board.ts';
import { canPickUp } from './use-hand.ts';
import { useShortcuts, type Shortcuts } from './use-shortcuts.ts';

export interface BoardPanels {
  readonly isHelpOpen: Ref<boolean>;
  readonly toggleTray: () => void;
  readonly focusSearch: () => void;
  /** Opens the menu of the visit that has the focus. */
  readonly openMenu: () => boolean;
}

const isOnVisit = (): boolean => document.activeElement instanceof HTMLElement && document.activeElement.dataset['visit'] !== undefined;
const isMenuKey = ({ key, shiftKey }: KeyboardEvent): boolean => key === 'ContextMenu' || (key === 'F10' && shiftKey);
const isPick = ({ key }: KeyboardEvent): boolean => key === 'Enter' || key === ' ';

/** Keys that mean something for the visit in hand, and the ones that take one in hand. */
function handKeys({ hand, keys, drop, selection, selectedCard }: DispatchBoard) {
  function carry(event: KeyboardEvent): boolean {
    const held = hand.hand.value;
    if (held === undefined) return false;
    if (event.key === 'Escape') hand.release();
    else if (isPick(event)) {
      if (!event.ctrlKey || keys.join()) drop();
    } else if (event.key === 'Delete' || event.key.toLowerCase() === 'u') {
      hand.aim({ on: 'tray' });
      drop();
    } else return held.by === 'keys' && keys.onKey(event);
    return true;
  }

  function pickUp(event: KeyboardEvent): boolean {
    const visit = selectedCard.value;
    if (!isPick(event) || !isOnVisit() || visit === undefined) return false;
    keys.pickUp(visit);
    if (hand.hand.value === undefined) selection.opened.value = visit.name;
    return true;
  }

  return (event: KeyboardEvent): boolean => carry(event) || pickUp(event);
}

function deskKeys({ selection, viewing, moves, selectedCard, chosenCards, assign, unassign, change }: DispatchBoard): Shortcuts {
  const withSelected = (act: (visit: NonNullable<typeof selectedCard.value>) => void) => (): void => {
    if (selectedCard.value !== undefined) act(selectedCard.value);
  };
  /** The chosen visits; else the one that has the focus. */
  const atHand = (): readonly VisitCard[] => (selection.chosen.size > 0 ? chosenCards() : [selectedCard.value ?? []].flat());
  const sideways = (by: 1 | -1) => (): void => {
    if (isOnVisit()) selection.step(by);
    else viewing.goBy(by * viewing.view.value.days);
  };
  return {
    j: () => selection.step(1),
    k: () => selection.step(-1),
    ArrowDown: () => selection.stepRow(1),
    ArrowUp: () => selection.stepRow(-1),
    ArrowRight: sideways(1),
    ArrowLeft: sideways(-1),
    a: withSelected((visit) => {
      if (canPickUp(visit)) void assign.open(visit);
    }),
    u: () => void unassign(...atHand().filter(canPickUp)),
    p: () => void change('pin', ...atHand().filter(({ status }) => visitStatusAfter(status, 'unplan') !== undefined)),
    o: withSelected((visit) => {
      selection.opened.value = visit.name;
    }),
    'Ctrl+z': (event) => void (event.shiftKey ? moves.redo() : moves.undo()),
    'Ctrl+y': () => void moves.redo(),
  };
}

/** A full day of dispatch without a mouse (F16). */
export function useBoardKeys(desk: DispatchBoard, panels: BoardPanels): void {
  const { selection, viewing } = desk;
  const densities = Object.keys(DENSITIES) as Density[];
  const takeKey = handKeys(desk);
  useShortcuts(
    {
      ...deskKeys(desk),
      t: viewing.goToday,
      1: () => viewing.change({ days: 1 }),
      2: () => viewing.change({ days: 3 }),
      3: () => viewing.change({ days: 7 }),
      4: viewing.goToMonth,
      d: () => viewing.change({ density: densities[(densities.indexOf(viewing.view.value.density) + 1) % densities.length] ?? 'compact' }),
      b: panels.toggleTray,
      '/': panels.focusSearch,
      '?': () => {
        panels.isHelpOpen.value = true;
      },
      Escape: () => {
        if (selection.opened.value === undefined && selection.chosen.size === 0) selection.selected.value = undefined;
        selection.choose([]);
        selection.opened.value = undefined;
        desk.people.opened.value = undefined;
      },
    },
    (event) => (isMenuKey(event) && panels.openMenu()) || takeKey(event),
  );
}
