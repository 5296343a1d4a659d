import { shallowReactive, shallowRef } from 'vue';
import type { Board, TechnicianCard, VisitCard } from '@gigafibre/contracts';

const FLASH_MS = 2500;
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Puts what was read in place of what is shown, touching only what differs, so that nothing else is drawn anew. */
export function mergeCards(shown: Map<string, VisitCard>, read: readonly VisitCard[], isHeld: (visit: string) => boolean): string[] {
  const names = new Set(read.map(({ name }) => name));
  for (const name of shown.keys()) if (!names.has(name) && !isHeld(name)) shown.delete(name);
  const changed = read.filter((card) => !isHeld(card.name) && !isSame(shown.get(card.name), card));
  for (const card of changed) shown.set(card.name, card);
  return changed.map(({ name }) => name);
}

/**
 * The cards on the board. `held`: visits with a change of ours under way, which nobody else's reading may undo. `carried`: visits
 * in hand here; until they are let go neither they nor the rows move under the cursor, whatever is read.
 */
export function createBoardCards() {
  const technicians = shallowRef<readonly TechnicianCard[]>([]);
  const visits = shallowReactive(new Map<string, VisitCard>());
  const fresh = shallowReactive(new Set<string>());
  const held = new Set<string>();
  const carried = new Set<string>();
  /** What was read and not shown because it was kept; everything, when the whole board was read meanwhile. */
  const missed = { visits: new Set<string>(), isAll: false };
  const isKept = (visit: string): boolean => held.has(visit) || carried.has(visit);

  function flash(visit: string): void {
    fresh.add(visit);
    window.setTimeout(() => fresh.delete(visit), FLASH_MS);
  }

  let range = { from: '', until: '' };

  /** Shows one visit as it is now; it leaves the board when it is planned for another day. */
  function showOne(card: VisitCard): void {
    const shown = visits.get(card.name);
    const isStale = shown !== undefined && shown.modified > card.modified;
    if (isKept(card.name)) missed.visits.add(card.name);
    if (isKept(card.name) || isStale || isSame(shown, card)) return;
    const isHere = card.status === 'unassigned' || (card.plannedStart !== null && card.plannedStart >= range.from && card.plannedStart < range.until);
    if (!isHere) {
      visits.delete(card.name);
      return;
    }
    visits.set(card.name, card);
    flash(card.name);
  }

  function show(board: Board, isFirst: boolean): void {
    range = { from: board.from, until: board.until };
    if (carried.size > 0) missed.isAll = true;
    if (carried.size === 0 && !isSame(technicians.value, board.technicians)) technicians.value = board.technicians;
    const changed = mergeCards(visits, [...board.visits, ...board.unassigned], isKept);
    if (!isFirst) changed.forEach(flash);
  }

  /** What has to be read again now that nothing is in hand any more. */
  function takeMissed(): { readonly visits: readonly string[]; readonly isAll: boolean } {
    const taken = { visits: [...missed.visits], isAll: missed.isAll };
    missed.visits.clear();
    missed.isAll = false;
    return taken;
  }

  return { technicians, visits, fresh, held, carried, show, showOne, takeMissed };
}
