import { computed, ref, type Ref } from 'vue';
import { foldText } from '@gigafibre/kernel';
import { secondsOf } from '@gigafibre/dispatch';
import type { VisitCard } from '@gigafibre/contracts';
import type { BoardState } from '../use-board.ts';
import type { BoardViewState } from '../use-board-view.ts';
import { inTrayOrder, mentions, sectionsOf, type TrayOrder } from './tray-order.ts';

export interface TrayCounts {
  readonly all: number;
  readonly late: number;
  /** Due within four hours. */
  readonly soon: number;
  readonly urgent: number;
}

export const SOON_SECONDS = 4 * 3600;

/** What nobody has yet, in the order and the groups asked for. */
export function useTray(board: BoardState, { view, change }: BoardViewState, now: Readonly<Ref<number>>) {
  /** What is looked for in the tray alone. */
  const text = ref('');
  const folded = computed(() => [foldText(view.value.text), foldText(text.value)] as const);
  const isWanted = (visit: VisitCard): boolean => (view.value.zone === '' || visit.place.zone === view.value.zone) && folded.value.every((each) => mentions(visit, each));
  const sorted = computed(() => inTrayOrder(board.unassigned.value.filter(isWanted), view.value.sort));
  const sections = computed(() => sectionsOf(sorted.value, view.value.isGrouped));
  /** In the order in which they are seen, so that J and K follow the eye. */
  const visits = computed(() => sections.value.flatMap((section) => section.visits));
  const counts = computed<TrayCounts>(() => {
    const left = visits.value.flatMap(({ slaDue }) => (slaDue === null ? [] : [secondsOf(slaDue) - now.value]));
    return {
      all: visits.value.length,
      late: left.filter((seconds) => seconds < 0).length,
      soon: left.filter((seconds) => seconds >= 0 && seconds < SOON_SECONDS).length,
      urgent: visits.value.filter(({ priority }) => priority === 'Urgent').length,
    };
  });
  const order = computed<TrayOrder>({ get: () => view.value.sort, set: (sort) => change({ sort }) });
  const isGrouped = computed<boolean>({ get: () => view.value.isGrouped, set: (grouped) => change({ isGrouped: grouped }) });
  return { text, visits, sections, counts, order, isGrouped };
}

export type TrayState = ReturnType<typeof useTray>;
