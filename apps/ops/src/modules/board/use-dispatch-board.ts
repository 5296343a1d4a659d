import { computed } from 'vue';
import type { VisitCard } from '@gigafibre/contracts';
import { useNow } from '../../ui/use-now.ts';
import { useFailures } from './tray/use-failures.ts';
import { useTray } from './tray/use-tray.ts';
import { changesAlong } from './assign/changes-along.ts';
import { crewOf, type Choice } from './assign/choice.ts';
import { useAssign } from './assign/use-assign.ts';
import { useEngine } from './assign/use-engine.ts';
import { usePalette } from './palette/use-palette.ts';
import { useBeside } from './use-beside.ts';
import { useBoard } from './use-board.ts';
import { useBoardView } from './use-board-view.ts';
import { useCalendar } from './use-calendar.ts';
import { useDeskVerbs } from './use-desk-verbs.ts';
import { useHand } from './use-hand.ts';
import { useKeysHand } from './use-keys-hand.ts';
import { useMarquee } from './use-marquee.ts';
import { usePlan } from './use-plan.ts';
import { usePointer } from './use-pointer.ts';
import { usePresence } from './use-presence.ts';
import { useSelection } from './use-selection.ts';
import { useSentences } from './use-sentences.ts';
import { useTechLink } from './use-tech-link.ts';
import { useTimeline } from './use-timeline.ts';
import { leadOf } from './visit-facts.ts';
import { usePhones } from './phones/use-phones.ts';

/** The whole board: each part has its own file; here they are put together. */
export function useDispatchBoard() {
  const nowMs = useNow();
  const now = computed(() => Math.floor(nowMs.value / 1000));
  const viewing = useBoardView(() => now.value);
  const { view, days, scale } = viewing;
  const board = useBoard(days);
  const calendar = useCalendar(days);
  const plan = usePlan(board, view, now);
  const hand = useHand(plan, now);
  const presence = usePresence(hand, board);
  const palette = usePalette(board, viewing);
  const phones = usePhones();
  const sentences = useSentences(board, plan, hand);
  const { moves, toTell, place, unassign, join, leave, change, drop } = useDeskVerbs({ board, plan, hand, sentences });
  const isReady = computed(() => board.phase.value === 'ready');
  const timeline = useTimeline({ view, scale, now, isReady, keepZoom: (zoom) => viewing.change({ zoom }) });
  const tray = useTray(board, viewing, now);
  const selection = useSelection({ rows: plan.rows, tray: tray.visits, timeline });
  const engine = useEngine({ plan: () => plan.plan.value, scale: () => scale.value });
  const assign = useAssign(plan, engine, () => days.value);
  const failures = useFailures({ engine, plan: plan.plan, waiting: () => tray.visits.value.map(({ name }) => name) });
  const link = useTechLink();
  const beside = useBeside({ board, plan, sentences, viewing, now });
  const cardOf = (name: string | undefined): VisitCard | undefined => (name === undefined ? undefined : board.visits.get(name));
  const chosenCards = (): readonly VisitCard[] => [...selection.chosen].flatMap((name) => cardOf(name) ?? []);
  const chosenWith = (visit: VisitCard): readonly VisitCard[] => (selection.chosen.has(visit.name) ? chosenCards() : []);
  const keys = useKeysHand({ hand, plan, rows: plan.rows, timeline, chosenWith });
  const pointer = usePointer({ hand, timeline, rows: plan.rows, chosenWith, drop });
  const marquee = useMarquee({ timeline, rows: plan.rows, selection });

  /** A person and a time out of a ranking, with whoever comes along; what it breaks is said with it. */
  function take(visit: VisitCard, choice: Choice, helpers: readonly string[]): void {
    const { technician, violations, startSeconds } = choice;
    if (startSeconds === undefined) return;
    const [worst] = violations;
    const from = visit.status === 'unassigned' ? null : leadOf(visit);
    void place(visit, { technician, startSeconds, durationMinutes: visit.durationMinutes, from, crew: crewOf(technician, helpers, visit.crew) }, worst === undefined ? undefined : sentences.say(worst), changesAlong(choice, board.visits));
  }

  /** What « Assigner à… » ends with. */
  function choose(choice: Choice, helpers: readonly string[]): void {
    const visit = assign.visit.value;
    const startSeconds = choice.startSeconds ?? assign.startHere(choice.technician);
    assign.close();
    if (visit !== undefined) take(visit, { ...choice, startSeconds }, helpers);
  }

  const selectedCard = computed(() => cardOf(selection.selected.value));
  const openedCard = computed(() => cardOf(selection.opened.value));
  return { ...beside, engine, failures, viewing, board, calendar, plan, hand, sentences, moves, toTell, timeline, tray, selection, assign, link, techLink: link.send, keys, pointer, marquee, presence, palette, phones, chosenCards, now, drop, place, unassign, join, leave, change, take, choose, selectedCard, openedCard };
}

export type DispatchBoard = ReturnType<typeof useDispatchBoard>;
