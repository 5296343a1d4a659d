import { Problem } from '@gigafibre/contracts';
import type { EventType } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import type { EventLog, NewEvent } from '../../platform/event-log.ts';
import type { Picture } from '../../vendors/vision/vision.port.ts';
import type { Intake } from '../intake/index.ts';
import type { PictureShelf } from './picture-shelf.ts';
import type { createReading } from './reading.service.ts';
import { titleOf } from './reading-title.ts';
import type { ReadingOutcome, ReadingRecord, ReadingStore } from './vision.ports.ts';

const PATIENCE_MS = 120_000;
const LEASE_MS = 180_000;
const LOOK_EVERY_MS = 5000;
const MOST_ATTEMPTS = 3;

export interface RunnerParts {
  readonly store: ReadingStore;
  readonly shelf: PictureShelf;
  readonly intake: Pick<Intake, 'pixels'>;
  readonly read: ReturnType<typeof createReading>;
  readonly events: Pick<EventLog, 'append'>;
  readonly clock: Clock;
  /** Readings at the same time: a reading takes a core. */
  readonly workers: number;
  readonly onFault: (error: unknown) => void;
}

/** Works through the readings that wait, a few at a time, so that reading never slows the hub. */
export interface ReadingRunner {
  nudge(): void;
  /** Fulfilled when nothing waits and nothing is being read here. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export function createReadingRunner(parts: RunnerParts): ReadingRunner {
  const running = new Set<Promise<void>>();
  const closing = new AbortController();
  const work = async (): Promise<void> => {
    try {
      for (let reading = await claim(parts, closing.signal); reading !== undefined; reading = await claim(parts, closing.signal)) await readOne(parts, reading, closing.signal);
    } catch (error) {
      if (!closing.signal.aborted) parts.onFault(error);
    }
  };
  const nudge = (): void => {
    if (closing.signal.aborted || running.size >= parts.workers) return;
    const own = work().finally(() => running.delete(own));
    running.add(own);
  };
  const timer = setInterval(nudge, LOOK_EVERY_MS).unref();
  return {
    nudge,
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    async close() {
      clearInterval(timer);
      closing.abort(new DOMException('The hub is closing', 'AbortError'));
      await Promise.all(running);
    },
  };
}

async function claim({ store, clock }: RunnerParts, closing: AbortSignal): Promise<ReadingRecord | undefined> {
  return closing.aborted ? undefined : store.claim(clock(), clock().add({ milliseconds: LEASE_MS }));
}

async function readOne(parts: RunnerParts, reading: ReadingRecord, closing: AbortSignal): Promise<void> {
  const outcome = await outcomeOf(parts, reading, closing);
  if (closing.aborted) return; // another hub, or this one later, takes it up when the lease is over
  await parts.store.finish(reading, outcome, parts.clock());
  if ('problem' in outcome) await tell(parts, 'reading.failed', reading, { code: outcome.problem.code });
  else await tell(parts, 'reading.read', reading, { source: outcome.source, title: titleOf(outcome.result) });
}

async function outcomeOf(parts: RunnerParts, reading: ReadingRecord, closing: AbortSignal): Promise<ReadingOutcome> {
  const signal = AbortSignal.any([closing, AbortSignal.timeout(PATIENCE_MS)]);
  if (reading.attempts > MOST_ATTEMPTS) return failure('media_excessive', { reason: 'time' });
  try {
    const pages = await picturesOf(parts, reading);
    let told = Promise.resolve(); // one after the other: progress never goes back
    const onPage = (done: number): void => void (told = told.then(async () => report(parts, reading, done)).catch(parts.onFault));
    const outcome = await parts.read(reading, pages, { signal, onPage });
    await told;
    return outcome;
  } catch (error) {
    if (error instanceof Problem) return failure(error.code, error.details.facts ?? {});
    if (signal.aborted) return failure('media_excessive', { reason: 'time' });
    parts.onFault(error);
    return failure('internal', {});
  }
}

const failure = (code: string, facts: Readonly<Record<string, unknown>>): ReadingOutcome => ({ problem: { code, facts } });

async function picturesOf({ shelf, intake }: RunnerParts, { sha256, sizes }: ReadingRecord): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const index of sizes.keys()) {
    const page = await shelf.page(sha256, index);
    if (page === undefined) throw new Problem('not_found', { facts: { page: index } });
    const { data, width, height } = await intake.pixels(page.jpeg);
    pictures.push({ data, width, height, channels: 3, ...(page.words === undefined ? {} : { words: page.words }) });
  }
  return pictures;
}

async function report(parts: RunnerParts, reading: ReadingRecord, done: number): Promise<void> {
  await parts.store.progress(reading.id, done);
  if (done < reading.sizes.length) await tell(parts, 'reading.progressed', reading, { done });
}

const tell = ({ events }: RunnerParts, type: EventType, reading: ReadingRecord, facts: NewEvent['facts']): Promise<number> => events.append([eventOf(type, reading, facts)]);

/** What happens to a reading is told to whoever asked for it, and to the office. */
export const eventOf = (type: EventType, { id, kind, createdBy, visit, sizes, fileName }: ReadingRecord, facts: NewEvent['facts'] = {}): NewEvent => ({
  type,
  actor: createdBy,
  subject: { doctype: 'Reading', name: id },
  related: visit === null ? {} : { visit },
  facts: { kind, pages: sizes.length, fileName, ...facts },
});
