import type { Ref } from 'vue';
import type { VisitCard } from '@gigafibre/contracts';
import type { Landing } from './carrying.ts';
import { joinLanding } from './drag-landing.ts';
import type { HandState } from './use-hand.ts';
import type { BoardRow } from './use-plan.ts';

interface HelpParts {
  readonly hand: HandState;
  readonly rows: Readonly<Ref<readonly BoardRow[]>>;
  readonly aim: (landing: Landing) => void;
}

/** Calling somebody to a crew by the keyboard: the arrows go from one person to the next, Enter takes him (F2). */
export function useKeysHelp({ hand, rows, aim }: HelpParts) {
  /** The first row, from one onwards, where somebody could come to help. */
  function helpFrom(visit: VisitCard, row: number, by: 1 | -1): Landing {
    const ahead = by === 1 ? rows.value.slice(row) : rows.value.slice(0, row + 1).toReversed();
    return ahead.map(({ technician }) => joinLanding(visit, technician.name)).find(({ on }) => on === 'row') ?? { on: 'nothing' };
  }

  function callHelp(visit: VisitCard): void {
    const row = rows.value.findIndex(({ visits }) => visits.some(({ name }) => name === visit.name));
    const from = rows.value[row]?.technician.name;
    if (from === undefined) return;
    hand.take(visit, { by: 'keys', mode: 'join', from, landing: { on: 'nothing' } });
    const below = helpFrom(visit, row + 1, 1);
    aim(below.on === 'row' ? below : helpFrom(visit, row - 1, -1));
  }

  function moveHelp(visit: VisitCard, by: 1 | -1): void {
    const landing = hand.hand.value?.landing;
    if (landing?.on !== 'row') return;
    const next = helpFrom(visit, rows.value.findIndex(({ technician }) => technician.name === landing.technician) + by, by);
    if (next.on === 'row') aim(next);
  }

  /** Turns a move into a call for help: the person under it joins at the visit's own time. @returns whether there is anything to drop. */
  function join(): boolean {
    const held = hand.hand.value;
    if (held?.landing.on !== 'row' || held.from === null) return false;
    aim(joinLanding(held.visit, held.landing.technician));
    return hand.hand.value?.landing.on === 'row';
  }

  return { callHelp, moveHelp, join };
}
