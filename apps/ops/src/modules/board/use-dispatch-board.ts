import { computed } from 'vue';
import type { VisitCard } from '@gigafibre/contracts';
import { useNow } from '../../ui/use-now.ts';
import { useTray } from './tray/use-tray.ts';
import { useAssign } from './use-assign.ts';
import { useBoard } from './use-board.ts';
import { useBoardView } from './use-board-view.ts';
import { useDeskVerbs } from './use-desk-verbs.ts';
import { useHand } from './use-hand.ts';
import { useKeysHand } from './use-keys-hand.ts';
import { usePlan } from './use-plan.ts';
import { usePointer } from './use-pointer.ts';
import { useSelection } from './use-selection.ts';
import { useSentences } from './use-sentences.ts';
import { useTechLink } from './use-tech-link.ts';
import { useTimeline } from './use-timeline.ts';
import { leadOf } from './visit-facts.ts';

/** The whole board: each part has its own file; here they are put together. */
export function useDispatchBoard() {
  const nowMs = useNow();
  const now = computed(() => Math.floor(nowMs.value / 1000));
  const viewing = useBoardView(() => now.value);
  const { view, scale } = viewing;
  const days = computed(() => ({ date: view.value.date, days: view.value.days }));
  const board = useBoard(days);
  const plan = usePlan(board, view, now);
  const hand = useHand(plan, now);
  const sentences = useSentences(board, plan, hand);
  const { moves, place, unassign, drop } = useDeskVerbs({ board, plan, hand, sentences });
  const isReady = computed(() => board.phase.value === 'ready');
  const timeline = useTimeline({ view, scale, isReady, keepZoom: (zoom) => viewing.change({ zoom }) });
  const tray = useTray(board, viewing, now);
  const selection = useSelection({ rows: plan.rows, tray: tray.visits, timeline });
  const assign = useAssign(plan, () => days.value);
  const techLink = useTechLink();
  const keys = useKeysHand({ hand, plan, rows: plan.rows, timeline });
  const pointer = usePointer({ hand, timeline, rows: plan.rows, drop });

  function choose(technician: string, startSeconds: number): void {
    const visit = assign.visit.value;
    if (visit === undefined) return;
    const [worst] = assign.choices.value.find((choice) => choice.technician === technician)?.violations ?? [];
    assign.close();
    const from = visit.status === 'unassigned' ? null : leadOf(visit);
    void place(visit, { technician, startSeconds, durationMinutes: visit.durationMinutes, from }, worst === undefined ? undefined : sentences.say(worst));
  }

  const cardOf = (name: string | undefined): VisitCard | undefined => (name === undefined ? undefined : board.visits.get(name));
  const selectedCard = computed(() => cardOf(selection.selected.value));
  const openedCard = computed(() => cardOf(selection.opened.value));
  return { viewing, board, plan, hand, sentences, moves, timeline, tray, selection, assign, techLink, keys, pointer, now, drop, unassign, choose, selectedCard, openedCard };
}

export type DispatchBoard = ReturnType<typeof useDispatchBoard>;
