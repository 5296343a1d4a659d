import type { HubEvent } from '@gigafibre/contracts';
import type { Clock, Temporal } from '@gigafibre/kernel';
import { isWithinRange, type BoardBook, type DayRange } from '../board/index.ts';
import type { EventFeed } from '../../platform/event-feed.ts';
import type { BoardFacts, FactsKeeper } from './planning.ports.ts';

interface Parts {
  readonly book: Pick<BoardBook, 'technicians' | 'plannedIn' | 'unassigned' | 'named'>;
  readonly feed: Pick<EventFeed, 'head' | 'subscribe'>;
  readonly clock: Clock;
  /** Told when facts that somebody asked for lately have changed. */
  readonly onChanged: (range: DayRange, facts: BoardFacts) => void;
  readonly onFault: (error: unknown) => void;
}

interface Kept {
  readonly range: DayRange;
  reading: Promise<BoardFacts>;
  readonly stale: Set<string>;
  isAllStale: boolean;
  areTechniciansStale: boolean;
  readAt: Temporal.Instant;
  usedAt: Temporal.Instant;
}

const KEPT_RANGES = 6;
/** Whoever changed the ERP past the hub is seen after this long at the latest. */
const OLDEST_MINUTES = 5;
/** What nobody asked for in this long is no longer kept fresh ahead of the asking. */
const IDLE_MINUTES = 15;
/** From here on one reading of everything costs less than one of each. */
const MOST_PATCHED = 60;

/** Keeps the board's facts in memory and lets every event change only what it speaks of. */
export function createFactsKeeper({ book, feed, clock, onChanged, onFault }: Parts): FactsKeeper & { close(): void } {
  const kept = new Map<string, Kept>();
  const close = feed.subscribe((events) => {
    for (const each of kept.values()) {
      events.forEach((event) => mark(each, event));
      if (isUsed(each, clock())) void refresh(each).catch(onFault);
    }
  });

  const { load, patch } = createReadings(book, feed);
  const refresh = async (each: Kept): Promise<BoardFacts> => {
    const { reading: last } = each;
    const before = await last;
    if (each.reading !== last) return refresh(each);
    if (!isStale(each)) return before;
    const names = [...each.stale];
    const isAll = each.isAllStale || names.length > MOST_PATCHED;
    const reading = isAll ? load(each.range) : patch(each, before, { names, technicians: each.areTechniciansStale });
    clean(each);
    // a reading that fails leaves nothing to patch: the next one reads everything
    each.reading = reading.catch((error: unknown) => {
      kept.delete(keyOf(each.range));
      throw error;
    });
    if (isAll) each.readAt = clock();
    const facts = await each.reading;
    onChanged(each.range, facts);
    return facts;
  };
  const start = (range: DayRange): Kept => {
    const now = clock();
    const each: Kept = { range, reading: load(range), stale: new Set(), isAllStale: false, areTechniciansStale: false, readAt: now, usedAt: now };
    each.reading = each.reading.catch((error: unknown) => {
      kept.delete(keyOf(range));
      throw error;
    });
    kept.set(keyOf(range), each);
    const [oldest] = [...kept.values()].toSorted((one, other) => one.usedAt.epochMilliseconds - other.usedAt.epochMilliseconds);
    if (kept.size > KEPT_RANGES && oldest !== undefined) kept.delete(keyOf(oldest.range));
    return each;
  };
  return {
    read(range) {
      const each = kept.get(keyOf(range)) ?? start(range);
      const now = clock();
      each.usedAt = now;
      if (isOlder(each.readAt, now, OLDEST_MINUTES)) each.isAllStale = true;
      return refresh(each);
    },
    close,
  };
}

/** Reads everything of some days, or only what events made doubtful. */
function createReadings(book: Parts['book'], feed: Pick<EventFeed, 'head'>) {
  let version = 0;
  const nextVersion = (): number => (version += 1);
  const load = async (range: DayRange): Promise<BoardFacts> => {
    const seq = feed.head;
    const [technicians, planned, unassigned] = await Promise.all([book.technicians(range), book.plannedIn(range), book.unassigned()]);
    return { version: nextVersion(), seq, technicians, visits: [...planned, ...unassigned] };
  };
  const patch = async ({ range }: Kept, before: BoardFacts, { names, technicians }: { names: readonly string[]; technicians: boolean }): Promise<BoardFacts> => {
    const seq = feed.head;
    const [people, cards] = await Promise.all([technicians ? book.technicians(range) : before.technicians, names.length === 0 ? [] : book.named(names)]);
    const gone = new Set(names);
    const concerned = cards.filter((card) => card.status === 'unassigned' || isWithinRange(card, range));
    return { version: nextVersion(), seq, technicians: people, visits: [...before.visits.filter(({ name }) => !gone.has(name)), ...concerned] };
  };
  return { load, patch };
}

const keyOf = ({ from, days }: DayRange): string => `${from.toString()}/${days}`;
const isStale = (each: Kept): boolean => each.stale.size > 0 || each.isAllStale || each.areTechniciansStale;
const isOlder = (then: Temporal.Instant, now: Temporal.Instant, minutes: number): boolean => now.epochMilliseconds - then.epochMilliseconds > minutes * 60_000;
const isUsed = (each: Kept, now: Temporal.Instant): boolean => !isOlder(each.usedAt, now, IDLE_MINUTES);

function clean(each: Kept): void {
  each.stale.clear();
  each.isAllStale = false;
  each.areTechniciansStale = false;
}

/** What an event makes doubtful: the visit it names, everybody's days, or everything. */
function mark(each: Kept, { type, related }: HubEvent): void {
  if (related.visit !== undefined) each.stale.add(related.visit);
  else if (type.startsWith('technician.')) each.areTechniciansStale = true;
  else if (type.startsWith('job.') || type === 'customer.changed') each.isAllStale = true;
}
