import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import type { HubEvent, VisitCard } from '@gigafibre/contracts';
import { readBoard, readVisit } from '../../api/board.ts';
import { followEvents, type EventFeed } from '../../api/events.ts';
import { ApiProblem } from '../../api/http.ts';
import { useConnectionStore } from '../../stores/connection.ts';
import { createBoardCards } from './board-cards.ts';
import { gathering } from './gathering.ts';
import { recallBoard, rememberBoard } from './board-memory.ts';

export type BoardPhase = 'loading' | 'ready' | 'failed';

export interface BoardDays {
  readonly date: string;
  readonly days: number;
}

const SETTLE_MS = 150;
const RETRY_MS = 5000;
/** Visits that change within so long are drawn together. */
const GATHER_MS = 200;

/** Follows the stream from a position of the log: what happens makes the board read itself again. */
function useBoardStream(refresh: (visit: string | undefined) => void) {
  const connection = useConnectionStore();
  const lastChange = new Map<string, HubEvent>();
  let feed: EventFeed | undefined;
  let wasOpen = true;

  function follow(after: number): void {
    feed ??= followEvents({
      after,
      onEvent(event) {
        if (event.related.visit !== undefined) lastChange.set(event.related.visit, event);
        if (/^(?:visit|job|technician|calendar)\./.test(event.type)) refresh(event.related.visit);
      },
      onState(open) {
        connection.streamIs(open);
        if (open && !wasOpen) refresh(undefined);
        wasOpen = open;
      },
    });
  }

  onScopeDispose(() => feed?.close());
  return { lastChange, follow };
}

/** One visit is read in an instant where the whole board takes a while; what fails is read with the whole. What comes close together is shown together. */
function useArrivals(showOne: (visit: VisitCard) => void, readAll: () => void): (visit: string) => Promise<void> {
  const arrivals = gathering<VisitCard>((several) => {
    for (const each of several) showOne(each);
  }, GATHER_MS);
  onScopeDispose(() => arrivals.close());
  return async (visit) => {
    try {
      arrivals.add(await readVisit(visit));
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      readAll();
    }
  };
}

/** The board as the hub has it, read again whenever the event stream says that something happened (R04: within 2 s). */
export function useBoard(days: Ref<BoardDays>) {
  const cards = createBoardCards();
  const phase = ref<BoardPhase>('loading');
  const asOf = ref<string>();
  const problem = shallowRef<ApiProblem>();
  let reading: AbortController | undefined;
  let timer: number | undefined;
  const stream = useBoardStream((visit) => (visit === undefined ? readSoon() : void readOne(visit)));

  const readOne = useArrivals(cards.showOne, () => readSoon());

  function failed(cause: unknown): void {
    if (!(cause instanceof ApiProblem)) throw cause;
    problem.value = cause;
    if (phase.value === 'loading') phase.value = 'failed';
    else if (cause.retry === 'later') readSoon(RETRY_MS);
  }

  async function read(isFirst = false): Promise<void> {
    reading?.abort();
    const mine = new AbortController();
    reading = mine;
    try {
      const board = await readBoard(days.value.date, days.value.days, mine.signal);
      if (mine.signal.aborted) return;
      cards.show(board, isFirst);
      rememberBoard(days.value, board);
      asOf.value = board.asOf;
      problem.value = undefined;
      phase.value = 'ready';
      stream.follow(board.seq);
    } catch (cause) {
      if (!mine.signal.aborted) failed(cause);
    }
  }

  function readSoon(waitMs: number = SETTLE_MS): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void read(), waitMs);
  }

  /** The hand is empty: what it kept from being shown is read, and nothing else. */
  function catchUp(): void {
    const { visits, isAll } = cards.takeMissed();
    if (isAll) readSoon();
    else for (const visit of visits) void readOne(visit);
  }

  /** Other days: what was shown is another day's. What was last known of these is shown while they are read. */
  function open(): void {
    const known = recallBoard(days.value);
    phase.value = known === undefined ? 'loading' : 'ready';
    cards.visits.clear();
    if (known !== undefined) cards.show(known, true);
    asOf.value = known?.asOf;
    void read(true);
  }

  watch(() => [days.value.date, days.value.days] as const, open, { immediate: true });
  onScopeDispose(() => {
    reading?.abort();
    window.clearTimeout(timer);
  });

  const unassigned = computed(() => [...cards.visits.values()].filter(({ status }) => status === 'unassigned'));
  return { ...cards, unassigned, lastChange: stream.lastChange, phase, asOf, problem, read, readSoon: () => readSoon(), catchUp, open };
}

export type BoardState = ReturnType<typeof useBoard>;
