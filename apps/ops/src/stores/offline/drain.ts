import { deliver, rowAfter } from './delivery.ts';
import { nextDue, sendable } from './lanes.ts';
import type { Patience } from './patience.ts';
import type { QueueParts } from './queue.ts';
import type { QueueRow } from './queue-ports.ts';
import { upgradeCommand } from './versions.ts';

/** How a drain ended. */
export interface Drained {
  /** Epoch milliseconds at which it is worth draining again; undefined when nothing waits. */
  readonly nextAt: number | undefined;
  /** The session has ended: nothing leaves before `resume`, nothing is deleted. */
  readonly signedOut: boolean;
}

/** The rows on their way at this moment, at most one of a lane. */
function createFlights(onChange: () => void) {
  const flights = new Map<number, { readonly lane: string; readonly landed: Promise<void> }>();
  let fault: unknown;
  let wake = (): void => undefined;
  return {
    has: (counter: number): boolean => flights.has(counter),
    isLaneBusy: (lane: string): boolean => [...flights.values()].some((flight) => flight.lane === lane),
    count: (): number => flights.size,
    wake: (): void => wake(),
    start(row: QueueRow, send: (row: QueueRow) => Promise<void>): void {
      const landed = send(row)
        .catch((cause: unknown) => {
          fault = cause;
        })
        .finally(() => {
          flights.delete(row.counter);
          onChange();
        });
      flights.set(row.counter, { lane: row.lane, landed });
      onChange();
    },
    /** The device's own store failed. What was sent stays queued and will be sent again. */
    hasFault: (): boolean => fault !== undefined,
    takeFault(): Error {
      const cause = fault;
      fault = undefined;
      return new Error('The queue could not be written', { cause });
    },
    /** Resolves when one of them has landed, or when there is new work. */
    async next(): Promise<void> {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([...[...flights.values()].map((flight) => flight.landed), woken]);
    },
  };
}

/**
 * The rows as the sender last read them, kept in step with what it changes itself. It alone settles rows that wait; whatever else
 * changes the store asks for another drain, which reads anew.
 */
function createView(read: () => Promise<QueueRow[]>) {
  let known: readonly QueueRow[] | undefined;
  return {
    forget(): void {
      known = undefined;
    },
    async rows(): Promise<readonly QueueRow[]> {
      known ??= (await read()).filter((row) => row.state !== 'acknowledged');
      return known;
    },
    take(counter: number, row: QueueRow | undefined): void {
      const isSettled = row === undefined || row.state === 'acknowledged';
      // Those that waited for it may now have the name of what it made.
      const isAwaited = isSettled && known?.some((each) => each.dependsOn.includes(counter));
      const before = known?.find((each) => each.counter === counter);
      if (isAwaited === true || (!isSettled && before?.command.id !== row.command.id)) known = undefined;
      // The store has the names of this device; here the real ones stand in their place.
      else known = known?.flatMap((each) => (each !== before ? [each] : isSettled ? [] : [{ ...row, command: each.command, lane: each.lane }]));
    },
  };
}

export interface Drain {
  readonly run: () => Promise<Drained>;
  readonly isSending: (counter: number) => boolean;
}

/** The one loop that takes rows to the hub. A row stops waiting only after the hub has acknowledged it. */
export function createDrain(parts: QueueParts, patience: Patience): Drain {
  const { technician, storage, sender, lock, clock, random, versions } = parts;
  const flights = createFlights(parts.onChange);
  const view = createView(() => storage.rows(technician));
  const turn: { running?: Promise<Drained> | undefined; isAsked: boolean } = { isAsked: false };
  const isAskedAgain = (): boolean => turn.isAsked;

  async function send(row: QueueRow): Promise<void> {
    const command = upgradeCommand(row.command, versions) ?? row.command;
    const verdict = await deliver(row.photos, command, sender, clock);
    patience.learn(verdict);
    // A person may have corrected or discarded the row meanwhile: only the very deed that was sent is settled.
    const lies = await storage.change(technician, row.counter, (now) => (now.command.id === row.command.id && now.state === 'waiting' ? rowAfter(now, verdict, clock(), random) : now));
    view.take(row.counter, lies);
  }

  async function untilNothingMoves(): Promise<Drained> {
    view.forget();
    for (;;) {
      if (turn.isAsked) view.forget();
      turn.isAsked = false;
      const rows = await view.rows();
      const room = flights.hasFault() ? 0 : Math.max(0, patience.lanesNow() - flights.count());
      const ready = sendable(rows, clock(), versions).filter((row) => !flights.isLaneBusy(row.lane));
      for (const row of ready.slice(0, room)) flights.start(row, send);
      if (flights.count() > 0) await flights.next();
      else if (flights.hasFault()) throw flights.takeFault();
      else if (!isAskedAgain()) {
        const due = nextDue(rows, versions);
        const signedOut = patience.isSignedOut();
        return { signedOut, nextAt: due === undefined || signedOut ? undefined : Math.max(due, patience.notBefore()) };
      }
    }
  }

  async function run(): Promise<Drained> {
    turn.isAsked = true;
    flights.wake();
    turn.running ??= lock.hold(untilNothingMoves).finally(() => {
      turn.running = undefined;
    });
    const ended = await turn.running;
    return isAskedAgain() ? run() : ended;
  }

  return { run, isSending: flights.has };
}
