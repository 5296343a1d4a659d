import type { HubEvent, LiveSignal } from '@gigafibre/contracts';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEventLog } from '../src/platform/event-log.ts';
import type { NewEvent } from '../src/platform/event-log.ts';
import { openLiveSignals } from '../src/platform/live-signals.ts';
import { openBeside, openTestHub } from './harness.ts';
import type { TestHub } from './harness.ts';

const remi = { kind: 'staff', user: 'repartition@demo.gigafibre.ca', displayName: 'Rémi Lavoie' } as const;
const planned = (visit: string, technicians: string[] = [], more: Partial<NewEvent> = {}): NewEvent => ({ type: 'visit.planned', actor: remi, subject: { doctype: 'Dispatch Visit', name: visit }, related: { visit, technicians }, facts: {}, ...more });
const COMMAND = '01932f0e-7b1a-7c3d-8e4f-5a6b7c8d9e0f';

let hub: TestHub;
let streams: AbortController;
beforeEach(async () => {
  hub = await openTestHub();
  streams = new AbortController();
});
afterEach(async () => {
  streams.abort();
  await hub.close();
});

const logOf = ({ database, clock }: TestHub) => createEventLog(database.db, clock.now);

async function address({ app }: TestHub): Promise<string> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

/** Follows the stream as a browser would and reads until `count` events have come. */
async function follow(on: TestHub, headers: Record<string, string>, query = ''): Promise<{ take(count: number): Promise<HubEvent[]>; ended(): Promise<true> }> {
  const response = await fetch(`${await address(on)}/v1/events${query}`, { headers, signal: streams.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = (await reader.read()).value ?? '';
  const events: HubEvent[] = [];
  const sift = (): void => {
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    events.push(...parts.flatMap((part) => part.split('\n').filter((line) => line.startsWith('data: ')).map((line) => JSON.parse(line.slice(6)) as HubEvent)));
  };
  return {
    async take(count) {
      for (sift(); events.length < count; sift()) text += (await reader.read()).value ?? '';
      return events.splice(0, count);
    },
    async ended() {
      for (;;) if ((await reader.read()).done) return true;
    },
  };
}

describe('the event log', () => {
  it('numbers events in the order of their commits, so that a reader never misses a late one', async () => {
    const log = logOf(hub);
    const second = await openBeside(hub);
    const other = logOf(second);
    const seen: number[] = [];
    const reading = (async () => {
      for (let last = 0; seen.length < 60; last = seen.at(-1) ?? last) seen.push(...(await log.after(last, 100)).map(({ seq }) => seq));
    })();
    await Promise.all(Array.from({ length: 60 }, (_, at) => (at % 2 ? log : other).append([planned(`VIS-${at}`)])));
    await reading;
    expect(seen).toHaveLength(60);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    await second.close();
  });

  it('keeps one command’s event once, however often it is written', async () => {
    const log = logOf(hub);
    const numbers = await Promise.all([1, 2, 3].map(() => log.append([planned('VIS-1', [], { command: COMMAND })])));
    expect(new Set(numbers).size).toBe(1);
    expect((await log.ofCommand(COMMAND)).map(({ type, subject }) => [type, subject.name])).toEqual([['visit.planned', 'VIS-1']]);
  });

  it('stands or falls with the transaction it is written in', async () => {
    const log = logOf(hub);
    const failing = hub.database.db.transaction().execute(async (transaction) => {
      await log.append([planned('VIS-1')], transaction);
      throw new Error('the deed failed');
    });
    await expect(failing).rejects.toThrow('the deed failed');
    expect(await log.head()).toBe(0);
  });

  it('refuses to change or forget what happened', async () => {
    await logOf(hub).append([planned('VIS-1')]);
    await expect(hub.database.pool.query('delete from events')).rejects.toThrow('append-only');
    await expect(hub.database.pool.query("update events set type = 'visit.done'")).rejects.toThrow('append-only');
  });

  it('finds what concerns a document, newest first, with when it was done and when we learnt of it', async () => {
    const log = logOf(hub);
    await log.append([planned('VIS-1', ['TECH-001'], { doneAt: '2026-03-10T13:00:00Z' }), planned('VIS-2'), planned('VIS-1')]);
    const about = await log.about({ visit: 'VIS-1' });
    expect(about.map(({ seq, doneAt, at }) => [seq, doneAt, at])).toEqual([
      [3, '2026-03-10T14:00:00Z', '2026-03-10T14:00:00Z'],
      [1, '2026-03-10T13:00:00Z', '2026-03-10T14:00:00Z'],
    ]);
  });
});

describe('following events', () => {
  it('shows a board what another hub on the same database writes', async () => {
    const other = await openBeside(hub);
    const stream = await follow(hub, await hub.as('dispatcher'));
    await logOf(other).append([planned('VIS-7')]);
    expect((await stream.take(1)).map(({ subject }) => subject.name)).toEqual(['VIS-7']);
    await other.close();
  });

  it('resumes after the last event seen, with nothing lost and nothing twice', async () => {
    const log = logOf(hub);
    for (let at = 1; at <= 450; at += 1) await log.append([planned(`VIS-${at}`)]);
    const headers = await hub.as('dispatcher');
    const resumed = await follow(hub, { ...headers, 'last-event-id': '3' });
    const asked = await follow(hub, headers, '?after=448');
    await log.append([planned('VIS-451')]);
    expect((await resumed.take(448)).map(({ seq }) => seq)).toEqual(Array.from({ length: 448 }, (_, at) => at + 4));
    expect((await asked.take(3)).map(({ seq }) => seq)).toEqual([449, 450, 451]);
  });

  it('shows a technician only what concerns him', async () => {
    const stream = await follow(hub, await hub.as('technician'));
    await logOf(hub).append([planned('VIS-1', ['TECH-002']), planned('VIS-2', ['TECH-001']), planned('VIS-3', ['TECH-002', 'TECH-001'])]);
    expect((await stream.take(2)).map(({ subject }) => subject.name)).toEqual(['VIS-2', 'VIS-3']);
  });

  it('tells staff what is true for a moment, from whichever hub, and keeps it nowhere', async () => {
    const other = await openBeside(hub);
    const [desk, phone] = [await follow(hub, await hub.as('dispatcher')), await follow(hub, await hub.as('technician'))];
    const signal: LiveSignal = { topic: 'planning', run: { id: COMMAND, state: 'running', by: { user: remi.user, displayName: remi.displayName }, progress: null } };
    await openLiveSignals(other.database.db, { on: () => undefined }).publish(signal);
    await logOf(other).append([planned('VIS-8', ['TECH-001'])]);
    expect(await desk.take(2)).toMatchObject([signal, { seq: 1 }]);
    expect(await phone.take(1)).toMatchObject([{ seq: 1 }]);
    expect(await (await follow(hub, await hub.as('dispatcher'), '?after=0')).take(1)).toMatchObject([{ seq: 1 }]);
    await other.close();
  });

  it('tells the other desks at once which visits a dispatcher has in hand, and keeps it nowhere (R05)', async () => {
    const headers = await hub.as('dispatcher');
    const report = { desk: '01932f0e-7b1a-7c3d-8e4f-5a6b7c8d9e0f', visits: ['VIS-1'] };
    const tell = async (as: Record<string, string>, payload: object): Promise<number> => (await hub.app.inject({ method: 'POST', url: '/v1/board/hand', headers: as, payload })).statusCode;
    const other = await follow(hub, await hub.as('agent'));
    expect(await tell(headers, report)).toBe(204);
    expect(await other.take(1)).toMatchObject([{ topic: 'hand', ...report, by: expect.any(String) as string }]);
    expect(await logOf(hub).head()).toBe(0);
    expect(await tell(await hub.as('technician'), report)).toBe(403);
    expect(await tell(headers, { ...report, visits: Array.from({ length: 41 }, (_, at) => `VIS-${String(at)}`) })).toBe(400);
  });

  it('keeps to itself by what a command is known again', async () => {
    const stream = await follow(hub, await hub.as('dispatcher'));
    await logOf(hub).append([planned('VIS-1', [], { facts: { fingerprint: 'abc', modified: '2026-03-10 10:00:00.000001' } })]);
    expect((await stream.take(1)).map(({ facts }) => facts)).toEqual([{ modified: '2026-03-10 10:00:00.000001' }]);
  });

  it('lets go of a listener whose session ends', async () => {
    const headers = await hub.as('dispatcher');
    const stream = await follow(hub, headers);
    const signedOut = await hub.app.inject({ method: 'DELETE', url: '/v1/session', headers });
    expect(signedOut.statusCode).toBe(204);
    expect(await stream.ended()).toBe(true);
  });

  it('buffers nothing for a listener who does not read, and gives him everything once he does', async () => {
    const log = logOf(hub);
    const { cookie } = await hub.as('dispatcher');
    const url = new URL(await address(hub));
    const socket = connect(Number(url.port), url.hostname);
    socket.pause();
    socket.write(`GET /v1/events?after=0 HTTP/1.1\r\nhost: ${url.host}\r\ncookie: ${cookie}\r\n\r\n`);
    const bulk = 'x'.repeat(100_000);
    for (let at = 1; at <= 120; at += 1) await log.append([planned(`VIS-${at}`, [], { facts: { bulk } })]);
    await log.append([planned('VIS-LAST')]);
    let seen = '';
    socket.on('data', (piece: Buffer) => (seen = (seen + piece.toString()).slice(-4000)));
    socket.resume();
    while (!seen.includes('VIS-LAST')) await once(socket, 'data');
    socket.destroy();
    expect(seen).toContain('id: 121');
  });

  it('survives the loss of its database connection', async () => {
    const stream = await follow(hub, await hub.as('dispatcher'));
    await hub.database.pool.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gigafibre-hub-listen' and datname = current_database()");
    await logOf(hub).append([planned('VIS-9')]);
    expect((await stream.take(1)).map(({ subject }) => subject.name)).toEqual(['VIS-9']);
  });
});
