import { computed, ref, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import { ApiProblem } from '../../api/http.ts';
import type { ApiCode } from '../../api/http.ts';
import { dayWith, keepBegunFlows } from '../offline/index.ts';
import type { Phone, QueueItem } from '../offline/index.ts';
import { createReadPart } from './primed-part.ts';
import type { PartState } from './primed-part.ts';

/** One line of what makes the phone ready for a place without signal. */
export interface PrimedPart {
  readonly name: 'visits' | 'catalogue' | 'van' | 'map' | 'app';
  readonly state: PartState;
  /** Epoch milliseconds; undefined for what has no age, such as the app itself. */
  readonly readAt?: number | undefined;
}

/** What is not read from the hub but must lie on the device as well. */
export interface Shipped {
  readonly name: 'map' | 'app';
  readonly isReady: () => boolean;
  /** Fetches it, where that can be asked for. */
  readonly fetch: () => Promise<void>;
}

export interface DayEvents {
  /** A snapshot of this event position is in hand. */
  onSnapshot(seq: number): void;
  /** The hub answered, and does not know who we are. */
  onUnknown(): Promise<void>;
}

const SELDOM_MS = 3_600_000;

/** Asks the hub, and remembers what was wrong when it did not answer. */
function createAsking(events: Pick<DayEvents, 'onUnknown'>) {
  const trouble = ref<ApiCode>();
  /** @returns whether the hub answered. */
  async function tryTo(act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      trouble.value = undefined;
      return true;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      trouble.value = problem.code;
      if (problem.code === 'not_signed_in') await events.onUnknown();
      return false;
    }
  }
  return { tryTo, trouble };
}

/** The day as the technician sees it, the last snapshot and what was done since, and everything else that he needs without a network. */
export function createFieldDay(phone: Phone, items: ShallowRef<readonly QueueItem[]>, events: DayEvents) {
  const shipped = shallowRef<readonly Shipped[]>([]);
  const visits = createReadPart(phone, 'day', (day, technician) => day.technician.name === technician, (next, before) => keepBegunFlows(before, next, items.value.map((item) => item.command)));
  const catalogue = createReadPart(phone, 'catalogue', () => true);
  const van = createReadPart(phone, 'van', () => true);
  const counts = (item: QueueItem): boolean => item.state !== 'refused' && item.state !== 'parked';
  const snapshot = computed(() => visits.kept.value && { day: visits.kept.value.body, readAt: visits.kept.value.readAt });
  const day = computed(() => snapshot.value && dayWith(snapshot.value.day, items.value.filter(counts).map((item) => item.command)));

  const { tryTo, trouble } = createAsking(events);

  /** Asks the hub for the day. What is on screen stays there when no answer comes. */
  const refresh = async (): Promise<boolean> => {
    if (visits.isReading.value) return false;
    const didAnswer = await tryTo(() => visits.refresh());
    const seq = visits.kept.value?.seq;
    if (didAnswer && seq !== undefined) events.onSnapshot(seq);
    return didAnswer;
  };

  const isDue = (readAt: number | undefined): boolean => readAt === undefined || phone.clock() - readAt > SELDOM_MS || readAt > phone.clock();

  /** Brings everything onto the device, part by part: what has come stays when the rest does not. @param all also what was read within the hour. */
  async function prime(all = false): Promise<void> {
    const isThere = await refresh();
    for (const part of [catalogue, van]) if (isThere && (all || isDue(part.kept.value?.readAt))) await tryTo(() => part.refresh());
    for (const part of shipped.value) if (!part.isReady()) await part.fetch();
  }

  const parts = computed<readonly PrimedPart[]>(() => [
    { name: 'visits', state: visits.state.value, readAt: visits.kept.value?.readAt },
    { name: 'catalogue', state: catalogue.state.value, readAt: catalogue.kept.value?.readAt },
    { name: 'van', state: van.state.value, readAt: van.kept.value?.readAt },
    ...shipped.value.map(({ name, isReady }): PrimedPart => ({ name, state: isReady() ? 'ready' : 'missing' })),
  ]);
  /** Epoch milliseconds as of which nothing at all is lacking; undefined while something is. */
  const readyAt = computed(() => (parts.value.every(({ readAt, state, name }) => (name === 'map' || name === 'app' ? state === 'ready' : readAt !== undefined)) ? visits.kept.value?.readAt : undefined));

  return {
    snapshot,
    day,
    catalogue: computed(() => catalogue.kept.value?.body),
    vanParts: computed(() => van.kept.value?.body),
    parts,
    readyAt,
    isReading: visits.isReading,
    trouble,
    refresh,
    prime,
    /** Counts these in as well. */
    bring(parts: readonly Shipped[]): void {
      shipped.value = parts;
    },
    /** Resolves once the visits are in hand: nobody waits for a price list to see where to go. */
    async open(owner: string, begun?: Parameters<typeof visits.open>[1]): Promise<void> {
      await visits.open(owner, begun);
      void Promise.all([catalogue.open(owner), van.open(owner)]);
    },
    close(): void {
      for (const part of [visits, catalogue, van]) part.close();
      trouble.value = undefined;
    },
  };
}
