import { onScopeDispose, shallowRef } from 'vue';
import type { CostLine, VisitCard } from '@gigafibre/contracts';
import { ApiProblem } from '../../../api/http.ts';
import { readExplanation } from '../../../api/planning.ts';

/** Beside the person the visit has now: what another one changes, line by line. */
export interface Difference {
  readonly technician: string;
  readonly than: string;
  readonly cents: number;
  readonly lines: readonly CostLine[];
}

const REST_MS = 120;

/** « Pourquoi pas X ? » for the person that is looked at; only a visit that somebody has can be compared. */
export function useWhy(days: () => { readonly date: string; readonly days: number }) {
  const difference = shallowRef<Difference>();
  let asking: AbortController | undefined;
  let timer: number | undefined;

  async function read(visit: string, technician: string): Promise<void> {
    const mine = new AbortController();
    asking = mine;
    try {
      const { date, days: count } = days();
      const { current, differenceCents, differences } = await readExplanation(visit, technician, { from: date, days: count }, mine.signal);
      if (!mine.signal.aborted && current !== null && differenceCents !== null) difference.value = { technician, than: current.displayName, cents: differenceCents, lines: differences };
    } catch (cause) {
      // The list says enough by itself when the comparison does not come.
      if (!(cause instanceof ApiProblem)) throw cause;
    }
  }

  function ask(card: VisitCard | undefined, technician: string): void {
    asking?.abort();
    window.clearTimeout(timer);
    difference.value = undefined;
    if (card === undefined || card.crew.length === 0 || card.crew.some((member) => member.technician === technician)) return;
    timer = window.setTimeout(() => void read(card.name, technician), REST_MS);
  }

  onScopeDispose(() => {
    asking?.abort();
    window.clearTimeout(timer);
  });
  return { difference, ask };
}
