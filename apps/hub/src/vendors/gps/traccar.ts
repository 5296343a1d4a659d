import type { Clock } from '@gigafibre/kernel';
import type { FeedState, Fix, GpsFeed } from './gps.port.ts';
import { fixOf, readDevices, readMessage, readPositions, type TraccarDevice, type TraccarPosition } from './traccar-wire.ts';

/** Milliseconds. */
export interface TraccarPace {
  /** Between two questions while the socket is down. */
  readonly pollMs: number;
  /** Between two questions while it is up: for what it may have missed. */
  readonly checkMs: number;
  /** Before the first try to get the socket back; doubled after each, up to the longest. */
  readonly rejoinMs: number;
  readonly longestRejoinMs: number;
  /** A socket that says nothing for so long is dead: Traccar keeps it open with `{}`. */
  readonly silenceMs: number;
  readonly answerMs: number;
}

export const TRACCAR_PACE: TraccarPace = { pollMs: 5000, checkMs: 30_000, rejoinMs: 1000, longestRejoinMs: 60_000, silenceMs: 120_000, answerMs: 10_000 };

export interface TraccarOptions {
  readonly origin: string;
  readonly token: string;
  readonly clock: Clock;
  /** Told once each time the way to Traccar breaks; the token is in no message. */
  readonly onFault: (error: Error) => void;
  readonly onState?: (state: FeedState) => void;
  readonly pace?: Partial<TraccarPace>;
}

/** How many ids are remembered to hand nothing out twice; the database is the second guard. */
const REMEMBERED = 20_000;

/** Traccar's REST interface, as far as we need it. */
function createRest({ origin, token }: TraccarOptions, answerMs: number) {
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${origin}/api/${path}`, { headers: { authorization: `Bearer ${token}`, accept: 'application/json' }, signal: AbortSignal.timeout(answerMs), redirect: 'error' });
    if (!answer.ok) throw new Error(`Traccar answered ${answer.status} to /api/${path.split('?')[0] ?? ''}`);
    return answer.json();
  };
  return {
    devices: async (): Promise<readonly TraccarDevice[]> => readDevices(await ask('devices')),
    lastPositions: async (): Promise<readonly TraccarPosition[]> => readPositions(await ask('positions')),
    positionsOf: async (deviceId: number, from: string, to: string): Promise<readonly TraccarPosition[]> =>
      readPositions(await ask(`positions?${new URLSearchParams({ deviceId: String(deviceId), from, to }).toString()}`)),
  };
}

/** Hands each position out once, oldest first, under the device's own name. */
function createSieve(onFixes: (fixes: readonly Fix[]) => void) {
  const names = new Map<number, string>();
  const lastAt = new Map<number, string>();
  const seen = new Set<number>();
  return {
    lastAt,
    know(devices: readonly TraccarDevice[]): void {
      for (const { id, uniqueId } of devices) names.set(id, uniqueId);
    },
    knowsAll: (positions: readonly TraccarPosition[]): boolean => positions.every(({ deviceId }) => names.has(deviceId)),
    take(positions: readonly TraccarPosition[]): void {
      const fresh = positions.filter(({ id, deviceId, valid }) => valid && names.has(deviceId) && !seen.has(id));
      if (seen.size > REMEMBERED) seen.clear();
      const fixes = fresh.map((position) => {
        seen.add(position.id);
        return { deviceId: position.deviceId, fix: fixOf(position, names.get(position.deviceId) ?? '') };
      });
      fixes.sort((one, other) => (one.fix.at < other.fix.at ? -1 : 1));
      for (const { deviceId, fix } of fixes) if (fix.at > (lastAt.get(deviceId) ?? '')) lastAt.set(deviceId, fix.at);
      if (fixes.length > 0) onFixes(fixes.map(({ fix }) => fix));
    },
  };
}
type Sieve = ReturnType<typeof createSieve>;

/** The socket: it comes back by itself, later and later. */
function keepSocket(address: string, pace: TraccarPace, told: { readonly onMessage: (text: unknown) => void; readonly onOpen: () => void; readonly onDown: () => void }) {
  const state = { isClosed: false, waitMs: pace.rejoinMs };
  let socket: WebSocket | undefined;
  let rejoin: NodeJS.Timeout | undefined;
  let silence: NodeJS.Timeout | undefined;

  const join = (): void => {
    const mine = new WebSocket(address);
    socket = mine;
    const listen = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => mine.close(), pace.silenceMs).unref();
    };
    listen();
    mine.addEventListener('open', () => {
      state.waitMs = pace.rejoinMs;
      told.onOpen();
    });
    mine.addEventListener('message', ({ data }) => {
      listen();
      told.onMessage(data);
    });
    // a failed connection says `error`, and always `close` after it
    mine.addEventListener('error', () => undefined);
    mine.addEventListener('close', () => {
      clearTimeout(silence);
      if (state.isClosed) return;
      told.onDown();
      rejoin = setTimeout(join, state.waitMs).unref();
      state.waitMs = Math.min(state.waitMs * 2, pace.longestRejoinMs);
    });
  };
  return {
    join,
    close(): void {
      state.isClosed = true;
      clearTimeout(rejoin);
      clearTimeout(silence);
      socket?.close();
    },
  };
}

/** Asks for the last positions at a pace, and for the devices when one is unknown. */
function createReader(rest: ReturnType<typeof createRest>, sieve: () => Sieve) {
  const unknown = new Set<number>();
  async function take(positions: readonly TraccarPosition[]): Promise<void> {
    const strangers = positions.filter(({ deviceId }) => !unknown.has(deviceId));
    if (!sieve().knowsAll(strangers)) {
      sieve().know(await rest.devices());
      for (const position of strangers) if (!sieve().knowsAll([position])) unknown.add(position.deviceId);
    }
    sieve().take(positions);
  }
  return {
    take,
    poll: async (): Promise<void> => take(await rest.lastPositions()),
    /** What a broken socket kept from us, device by device. */
    async fill(now: string): Promise<void> {
      for (const [deviceId, from] of sieve().lastAt) await take(await rest.positionsOf(deviceId, from, now));
    },
  };
}

type Reader = ReturnType<typeof createReader>;

/** Does one thing at a time, so that positions are handed out in their order, and says how the way to Traccar is. */
function createTurns({ onFault, onState }: TraccarOptions) {
  const line = { feed: 'lost' as FeedState, isUp: false, isClosed: false, hasComplained: false };
  let work: Promise<void> = Promise.resolve();
  const become = (next: FeedState): void => {
    if (line.feed === next || line.isClosed) return;
    line.feed = next;
    onState?.(next);
  };
  return {
    line,
    take(act: () => Promise<void>): void {
      work = work.then(async () => {
        if (line.isClosed) return;
        try {
          await act();
          line.hasComplained = false;
          become(line.isUp ? 'live' : 'polling');
        } catch (error) {
          if (!line.hasComplained) onFault(error as Error);
          line.hasComplained = true;
          become(line.isUp ? 'live' : 'lost');
        }
      });
    },
    async end(): Promise<void> {
      line.isClosed = true;
      await work;
    },
  };
}

/** A Traccar server: its socket while that holds, questions over REST while it does not, and nothing twice. */
export function openTraccar(options: TraccarOptions): GpsFeed {
  const pace = { ...TRACCAR_PACE, ...options.pace };
  const turns = createTurns(options);
  const { line } = turns;
  let sieve: Sieve = createSieve(() => undefined);
  const reader: Reader = createReader(createRest(options, pace.answerMs), () => sieve);
  let timer: NodeJS.Timeout | undefined;
  let isBehind = false;

  /** A socket that came back has missed what was measured meanwhile. */
  const look = async (): Promise<void> => {
    if (line.isUp && isBehind) await reader.fill(options.clock().round('second').toString());
    else await reader.poll();
    isBehind &&= !line.isUp;
  };
  const askAgain = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      turns.take(look);
      askAgain();
    }, line.isUp ? pace.checkMs : pace.pollMs).unref();
  };
  const turned = (isUp: boolean): void => {
    line.isUp = isUp;
    isBehind ||= !isUp;
    turns.take(look);
    askAgain();
  };
  const socket = keepSocket(`${options.origin.replace(/^http/, 'ws')}/api/socket?token=${encodeURIComponent(options.token)}`, pace, {
    onMessage: (text) => {
      turns.take(async () => {
        const { devices, positions } = readMessage(text);
        sieve.know(devices);
        await reader.take(positions);
      });
    },
    onOpen: () => turned(true),
    onDown: () => turned(false),
  });
  return {
    source: 'tracker',
    state: () => line.feed,
    start(onFixes) {
      sieve = createSieve(onFixes);
      turns.take(look);
      socket.join();
      askAgain();
    },
    async close() {
      clearTimeout(timer);
      socket.close();
      await turns.end();
    },
  };
}
