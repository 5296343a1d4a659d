import { onScopeDispose, shallowReactive, watch } from 'vue';
import type { HandReport } from '@gigafibre/contracts';
import { tellHand } from '../../api/board.ts';
import { newCommandId } from '../../api/commands.ts';
import { followLive } from '../../api/events.ts';
import { ApiProblem } from '../../api/http.ts';
import { makeSame } from './same-set.ts';
import type { BoardState } from './use-board.ts';
import type { HandState } from './use-hand.ts';

/** A hand that says nothing for this long has let go, or its desk is gone. */
const FORGET_MS = 8000;
const REPEAT_MS = 3000;
const MOST = 40;

/** Visits in the hands of other desks, with the names of who holds them. */
export function createBusyVisits(forgetMs = FORGET_MS) {
  const busy = shallowReactive(new Map<string, string>());
  const desks = new Map<string, { readonly visits: readonly string[]; readonly timer: number }>();

  function letGo(desk: string): void {
    const known = desks.get(desk);
    desks.delete(desk);
    window.clearTimeout(known?.timer);
    const still = new Set([...desks.values()].flatMap(({ visits }) => visits));
    for (const visit of known?.visits ?? []) if (!still.has(visit)) busy.delete(visit);
  }

  /** What another desk holds now takes the place of what it held before. */
  function hear({ desk, visits, by }: HandReport & { readonly by: string }): void {
    letGo(desk);
    if (visits.length === 0) return;
    desks.set(desk, { visits, timer: window.setTimeout(() => letGo(desk), forgetMs) });
    for (const visit of visits) busy.set(visit, by.split(' ')[0] ?? by);
  }

  return { busy, hear, forgetAll: () => [...desks.keys()].forEach(letGo) };
}

/** Says at the other desks what is in hand here, and knows what is in theirs (R05). */
export function usePresence(hand: HandState, board: BoardState) {
  const desk = newCommandId();
  const others = createBusyVisits();
  const feed = followLive((signal) => {
    if (signal.topic === 'hand' && signal.desk !== desk) others.hear(signal);
  });
  let repeating: number | undefined;

  /** The others can do without: they see the move itself when it is made. */
  async function tell(visits: readonly string[]): Promise<void> {
    try {
      await tellHand({ desk, visits: visits.slice(0, MOST) });
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
    }
  }

  watch(
    () => (hand.hand.value === undefined ? '' : [hand.hand.value.visit, ...hand.hand.value.others].map(({ name }) => name).join(' ')),
    (names) => {
      const visits = names === '' ? [] : names.split(' ');
      window.clearInterval(repeating);
      makeSame(board.carried, new Set(visits));
      void tell(visits);
      if (visits.length === 0) board.catchUp();
      else repeating = window.setInterval(() => void tell(visits), REPEAT_MS);
    },
  );
  onScopeDispose(() => {
    window.clearInterval(repeating);
    others.forgetAll();
    feed.close();
  });
  return { busy: others.busy };
}
