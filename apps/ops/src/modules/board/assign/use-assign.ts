import { ref, shallowRef } from 'vue';
import type { VisitCard } from '@gigafibre/contracts';
import { rankPlacements } from '@gigafibre/dispatch';
import { ApiProblem } from '../../../api/http.ts';
import { readPlaces } from '../../../api/planning.ts';
import { planVisitOf } from '../plans.ts';
import type { BoardPlan } from '../use-plan.ts';
import { choiceFromHere, choiceFromHub, type Choice } from './choice.ts';
import { choiceFromEngine } from './engine.ts';
import type { BoardEngine } from './use-engine.ts';

/** After this long the list ranked here is shown; the hub's takes its place when it comes. */
const PATIENCE_MS = 700;

/** « Assigner à… »: who could take the visit and when, as the hub ranks and prices them; ranked here while it does not answer. */
export function useAssign(plan: BoardPlan, engine: BoardEngine, days: () => { readonly date: string; readonly days: number }) {
  const visit = shallowRef<VisitCard>();
  const choices = shallowRef<readonly Choice[]>([]);
  const isLoading = ref(false);
  /** The list was made here, at the house's usual prices. */
  const isEstimate = ref(false);
  let asked: AbortController | undefined;

  /** The engine beside the screen answers with prices of the house; should even that fail, the plain ranking does without. */
  async function rankHere(card: VisitCard, signal: AbortSignal): Promise<void> {
    const names = new Map(plan.allRows.value.map(({ technician }) => [technician.name, technician.displayName]));
    const ranked = await engine.rank(card.name).then(
      (found) => found.map((each) => choiceFromEngine(each, names.get(each.technician) ?? each.technician)),
      () => rankPlacements(planVisitOf(card), plan.plan.value).map((each) => choiceFromHere(each, names.get(each.technician) ?? each.technician)),
    );
    if (signal.aborted || visit.value?.name !== card.name || (choices.value.length > 0 && !isEstimate.value)) return;
    choices.value = ranked;
    isEstimate.value = true;
  }

  /** The least bad time with somebody for whom nobody found a good one. */
  function startHere(technician: string): number | undefined {
    const people = plan.plan.value.technicians.filter(({ name }) => name === technician);
    return visit.value === undefined ? undefined : rankPlacements(planVisitOf(visit.value), { ...plan.plan.value, technicians: people })[0]?.startSeconds;
  }

  async function rankAtHub(card: VisitCard, signal: AbortSignal): Promise<void> {
    const { date, days: count } = days();
    const { places } = await readPlaces(card.name, { from: date, days: count }, signal);
    if (signal.aborted) return;
    choices.value = places.map(choiceFromHub);
    isEstimate.value = false;
  }

  async function open(card: VisitCard): Promise<void> {
    asked?.abort();
    const mine = new AbortController();
    asked = mine;
    visit.value = card;
    choices.value = [];
    isEstimate.value = false;
    isLoading.value = true;
    const waiting = window.setTimeout(() => void rankHere(card, mine.signal), PATIENCE_MS);
    try {
      await rankAtHub(card, mine.signal);
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      if (!mine.signal.aborted) await rankHere(card, mine.signal);
    } finally {
      window.clearTimeout(waiting);
      if (asked === mine) isLoading.value = false;
    }
  }

  function close(): void {
    asked?.abort();
    visit.value = undefined;
  }

  return { visit, choices, isLoading, isEstimate, open, startHere, close };
}

export type AssignState = ReturnType<typeof useAssign>;
