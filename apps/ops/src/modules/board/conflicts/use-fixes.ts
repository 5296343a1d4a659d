import { onScopeDispose, shallowReactive } from 'vue';
import type { VisitCard } from '@gigafibre/contracts';
import { ApiProblem } from '../../../api/http.ts';
import { readPlaces } from '../../../api/planning.ts';
import { choiceFromHub, type Choice } from '../assign/choice.ts';

const MOST = 2;
const same = (card: VisitCard): string => `${card.name} ${card.modified}`;

/**
 * The best other places of visits in conflict, asked one after the other so that the hub has time for people; what was asked
 * of a card stays true as long as the card is the same.
 */
export function useFixes(days: () => { readonly date: string; readonly days: number }) {
  const found = shallowReactive(new Map<string, readonly Choice[]>());
  const waiting = new Map<string, VisitCard>();
  let isAsking = false;
  const stop = new AbortController();

  async function askOne(card: VisitCard): Promise<void> {
    try {
      const { date, days: count } = days();
      const { places } = await readPlaces(card.name, { from: date, days: count }, stop.signal);
      const better = places.filter(({ isPossible, plannedStart }) => isPossible && plannedStart !== null).map(choiceFromHub);
      found.set(same(card), better.filter((choice) => !isWhereItIs(card, choice)).slice(0, MOST));
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      found.set(same(card), []);
    }
  }

  async function askAll(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    for (let card = next(); card !== undefined && !stop.signal.aborted; card = next()) await askOne(card);
    isAsking = false;
  }

  function next(): VisitCard | undefined {
    const [first] = waiting.values();
    if (first !== undefined) waiting.delete(first.name);
    return first;
  }

  /** Wants fixes for these; those known already are not asked again. */
  function want(cards: readonly VisitCard[]): void {
    waiting.clear();
    for (const card of cards) if (!found.has(same(card))) waiting.set(card.name, card);
    void askAll();
  }

  const of = (card: VisitCard): readonly Choice[] | undefined => found.get(same(card));
  onScopeDispose(() => stop.abort());
  return { want, of };
}

const isWhereItIs = (card: VisitCard, { technician, crew, startSeconds }: Choice): boolean =>
  card.crew.some((member) => member.technician === technician) && card.crew.length >= crew.length && card.plannedStart !== null && Date.parse(card.plannedStart) / 1000 === startSeconds;
