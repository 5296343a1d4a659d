import { ref, shallowRef } from 'vue';
import type { VisitCard } from '@gigafibre/contracts';
import { rankPlacements, RULES, secondsOf, type Violation } from '@gigafibre/dispatch';
import { readPlacements } from '../../api/board.ts';
import { ApiProblem } from '../../api/http.ts';
import { planVisitOf } from './plans.ts';
import type { BoardPlan } from './use-plan.ts';

/** A person and a time to choose, best first. */
export interface Choice {
  readonly technician: string;
  readonly displayName: string;
  readonly startSeconds: number;
  readonly addedTravelSeconds: number;
  readonly violations: readonly Violation[];
}

/** « Assigner à… »: who could take the visit and when, as the hub ranks them; ranked here when it does not answer. */
export function useAssign(plan: BoardPlan, days: () => { readonly date: string; readonly days: number }) {
  const visit = shallowRef<VisitCard>();
  const choices = shallowRef<readonly Choice[]>([]);
  const isLoading = ref(false);
  let asked: AbortController | undefined;

  function rankHere(card: VisitCard): Choice[] {
    const names = new Map(plan.allRows.value.map(({ technician }) => [technician.name, technician.displayName]));
    return rankPlacements(planVisitOf(card), plan.plan.value).map((ranked) => ({ ...ranked, displayName: names.get(ranked.technician) ?? ranked.technician }));
  }

  async function rankAtHub(card: VisitCard, signal: AbortSignal): Promise<Choice[]> {
    const asked = days();
    const { placements } = await readPlacements(card.name, asked.date, asked.days, signal);
    return placements.map(({ technician, displayName, plannedStart, addedTravelMinutes, violations }) => ({
      technician,
      displayName,
      startSeconds: secondsOf(plannedStart),
      addedTravelSeconds: addedTravelMinutes * 60,
      violations: violations.filter(({ rule }) => RULES.some((known) => known === rule)) as unknown as readonly Violation[],
    }));
  }

  async function open(card: VisitCard): Promise<void> {
    asked?.abort();
    const mine = new AbortController();
    asked = mine;
    visit.value = card;
    choices.value = [];
    isLoading.value = true;
    try {
      const ranked = await rankAtHub(card, mine.signal);
      if (!mine.signal.aborted) choices.value = ranked;
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      if (!mine.signal.aborted) choices.value = rankHere(card);
    } finally {
      if (asked === mine) isLoading.value = false;
    }
  }

  function close(): void {
    asked?.abort();
    visit.value = undefined;
  }

  return { visit, choices, isLoading, open, close };
}
