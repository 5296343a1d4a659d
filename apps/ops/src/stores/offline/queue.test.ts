import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { localNameOf } from './local-names.ts';
import { createDeviceClock, createFakeHub, freshStorage, json, openQueue, refusal } from './queue.fixtures.ts';
import type { Reply, Sender, StoredCommand } from './queue-ports.ts';
import { COMMAND_VERSIONS } from './versions.ts';

const note = (visit: string, text: string) => ({ visit, text });
const HASH = 'a'.repeat(64);

/** A sender that answers by the command's text, and honestly where the table has no answer. */
function scripted(hub: ReturnType<typeof createFakeHub>, script: Record<string, Reply[]>): Sender {
  return {
    command: async (command: StoredCommand) => script[command.payload['text'] as string | undefined ?? command.type]?.shift() ?? hub.take(command),
    photo: async () => ({ kind: 'held' }),
  };
}

describe('the command queue (R39)', () => {
  it('keeps what was done while there is no network and sends it in order once there is', async () => {
    const hub = createFakeHub();
    let online = false;
    const { queue, clock } = openQueue({ hub, sender: { command: async (command) => (online ? hub.take(command) : { kind: 'silence' }), photo: async () => ({ kind: 'held' }) } });
    await queue.enqueue('visit.depart', { visit: 'VIS-1' });
    await queue.enqueue('visit.arrive', { visit: 'VIS-1' });
    const ended = await queue.drain();
    expect(ended.nextAt).toBeGreaterThan(clock.now());
    expect((await queue.items()).map((item) => [item.state, item.trouble])).toEqual([['waiting', 'no-answer'], ['waiting', undefined]]);
    online = true;
    await queue.drain();
    expect(hub.effects).toEqual([]);
    queue.resume();
    await queue.drain();
    expect(hub.texts()).toEqual(['visit.depart', 'visit.arrive']);
    expect((await queue.items()).map((item) => item.state)).toEqual(['acknowledged', 'acknowledged']);
  });

  it('keeps an acknowledged command until a snapshot has seen its effect', async () => {
    const { queue } = openQueue();
    await queue.enqueue('visit.depart', { visit: 'VIS-1' });
    await queue.drain();
    await queue.forget(0);
    expect(await queue.items()).toHaveLength(1);
    await queue.forget(1);
    expect(await queue.items()).toEqual([]);
  });

  it('stops the lane of a refused command, with the hub’s reason, and lets the other visits go on', async () => {
    const hub = createFakeHub();
    const { queue } = openQueue({ hub, sender: scripted(hub, { first: [refusal('visit_transition_refused')] }) });
    await queue.enqueue('visit.note', note('VIS-1', 'first'));
    await queue.enqueue('visit.note', note('VIS-1', 'second'));
    await queue.enqueue('visit.note', note('VIS-2', 'elsewhere'));
    const ended = await queue.drain();
    expect(hub.texts()).toEqual(['elsewhere']);
    expect(ended.nextAt).toBeUndefined();
    const [first, second] = await queue.items();
    expect([first?.state, first?.refusal?.code, second?.state]).toEqual(['refused', 'visit_transition_refused', 'waiting']);
  });

  it('sends a corrected command as a new deed in its old place', async () => {
    const hub = createFakeHub();
    const { queue } = openQueue({ hub, sender: scripted(hub, { wrong: [refusal('invalid_request')] }) });
    const wrong = await queue.enqueue('visit.note', note('VIS-1', 'wrong'));
    await queue.enqueue('visit.note', note('VIS-1', 'after'));
    await queue.drain();
    await queue.correct(wrong.counter, note('VIS-1', 'right'));
    await queue.drain();
    expect(hub.texts()).toEqual(['right', 'after']);
    expect(hub.effects[0]?.id).not.toBe(wrong.command.id);
  });

  it('tells dispatch of a command that was given up, in the same place, and goes on', async () => {
    const hub = createFakeHub();
    const { queue } = openQueue({ hub, sender: scripted(hub, { 'visit.complete': [refusal('proof_missing')] }) });
    const refused = await queue.enqueue('visit.complete', { visit: 'VIS-1', steps: [] });
    await queue.enqueue('visit.note', note('VIS-1', 'after'));
    await queue.drain();
    await queue.discard(refused.counter, { type: 'visit.note', payload: note('VIS-1', 'Abandonné : photo impossible') });
    await queue.drain();
    expect(hub.texts()).toEqual(['Abandonné : photo impossible', 'after']);
  });

  it('takes a captive portal’s page for no answer, whatever its status', async () => {
    const hub = createFakeHub();
    const portal = (status: number): Reply => json(status, '<html>Connexion au Wi-Fi</html>', 'text/html');
    const { queue, clock } = openQueue({ hub, sender: scripted(hub, { kept: [portal(200), portal(302), portal(403), json(200, { status: 'ok' })] }) });
    await queue.enqueue('visit.note', note('VIS-1', 'kept'));
    for (let round = 0; round < 4; round += 1) {
      await queue.drain();
      expect((await queue.items()).map((item) => [item.state, item.trouble])).toEqual([['waiting', 'not-the-hub']]);
      clock.advance(600_000);
    }
    await openQueue({ hub }).queue.drain();
    await queue.drain();
    expect(hub.texts()).toEqual(['kept']);
  });

  it('pauses as a whole when the session has ended, deletes nothing, and goes on after the next sign-in', async () => {
    const hub = createFakeHub();
    const { queue, clock } = openQueue({ hub, sender: scripted(hub, { one: [refusal('not_signed_in')] }) });
    await queue.enqueue('visit.note', note('VIS-1', 'one'));
    await queue.enqueue('visit.note', note('VIS-1', 'two'));
    expect((await queue.drain()).signedOut).toBe(true);
    clock.advance(86_400_000);
    await queue.drain();
    expect(hub.effects).toEqual([]);
    queue.resume();
    await queue.drain();
    expect(hub.texts()).toEqual(['one', 'two']);
  });

  it('waits as long as the hub asks for', async () => {
    const hub = createFakeHub();
    const busy: Reply = { kind: 'answer', status: 429, contentType: 'application/problem+json', retryAfter: '120', body: {} };
    const { queue, clock } = openQueue({ hub, sender: scripted(hub, { slow: [busy] }) });
    await queue.enqueue('visit.note', note('VIS-1', 'slow'));
    expect((await queue.drain()).nextAt).toBe(clock.now() + 120_000);
    clock.advance(119_000);
    await queue.drain();
    expect(hub.effects).toEqual([]);
    clock.advance(1000);
    await queue.drain();
    expect(hub.texts()).toEqual(['slow']);
  });

  it('asks at most once in five seconds after five failures, however many visits wait', async () => {
    const clock = createDeviceClock();
    const asked: number[] = [];
    const { queue } = openQueue({
      clock: clock.now,
      sender: { command: async () => (asked.push(clock.now()), { kind: 'silence' }), photo: async () => ({ kind: 'held' }) },
    });
    for (const visit of ['VIS-1', 'VIS-2', 'VIS-3', 'VIS-4', 'VIS-5']) await queue.enqueue('visit.depart', { visit });
    for (let second = 0; second < 1800; second += 1) {
      await queue.drain();
      clock.advance(1000);
    }
    const pauses = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
    expect(Math.min(...pauses.slice(9))).toBeGreaterThanOrEqual(5000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(301_000);
  });

  it('delivers a photo before the command that speaks of it', async () => {
    const order: string[] = [];
    const hub = createFakeHub();
    const { queue } = openQueue({
      hub,
      sender: {
        photo: async (sha256) => (order.push(`photo ${sha256.slice(0, 2)}`), json(200, { sha256, bytes: 1, mediaType: 'image/jpeg' })),
        command: async (command) => (order.push(command.type), hub.take(command)),
      },
    });
    await queue.enqueue('visit.step', { visit: 'VIS-1', record: { step: 'after', done: true, photo: HASH, at: '2026-11-23T14:00:00Z' } });
    await queue.drain();
    expect(order).toEqual(['photo aa', 'visit.step']);
  });

  it('keeps the order of what is done to one device across visits', async () => {
    const hub = createFakeHub();
    const { queue, clock } = openQueue({ hub, sender: scripted(hub, { 'equipment.register': [json(500, {})] }) });
    await queue.enqueue('equipment.register', { visit: 'VIS-1', serial: 'TPLG1A2B3C4D', category: 'ONT' });
    await queue.enqueue('equipment.link', { visit: 'VIS-2', serial: 'TPLG1A2B3C4D' });
    await queue.drain();
    expect(hub.effects).toEqual([]);
    clock.advance(60_000);
    await queue.drain();
    expect(hub.texts()).toEqual(['equipment.register', 'equipment.link']);
  });

  it('never shows or sends what another technician left on the same phone', async () => {
    const storage = freshStorage();
    const hub = createFakeHub();
    const first = openQueue({ storage, hub, sender: { command: async () => ({ kind: 'silence' }), photo: async () => ({ kind: 'held' }) } });
    await first.queue.enqueue('visit.depart', { visit: 'VIS-1' });
    const second = openQueue({ storage, hub, technician: 'TECH-002' });
    await second.queue.drain();
    expect(await second.queue.items()).toEqual([]);
    expect(hub.effects).toEqual([]);
    await openQueue({ storage, hub }).queue.drain();
    expect(hub.texts()).toEqual(['visit.depart']);
  });

  it('brings a command of an older release to the form of this one, and parks one of a newer release', async () => {
    const storage = freshStorage();
    const hub = createFakeHub();
    const old = openQueue({ storage, hub });
    await old.queue.enqueue('visit.note', note('VIS-1', 'ancien'));
    const newer = openQueue({ storage, hub, versions: { ...COMMAND_VERSIONS, 'visit.depart': { current: 9, upgrade: {} } } });
    await newer.queue.enqueue('visit.depart', { visit: 'VIS-2' });
    const now = openQueue({ storage, hub, versions: { ...COMMAND_VERSIONS, 'visit.note': { current: 2, upgrade: { 1: (payload) => ({ ...payload, text: `${payload['text'] as string} (v2)` }) } } } });
    await now.queue.drain();
    expect(hub.effects.map((command) => [command.v, command.payload['text']])).toEqual([[2, 'ancien (v2)']]);
    expect((await now.queue.items()).map((item) => item.state)).toEqual(['acknowledged', 'parked']);
  });

  it('takes a command that was sent before the app was updated for the same deed', async () => {
    const storage = freshStorage();
    const hub = createFakeHub();
    const lost = openQueue({ storage, hub, sender: { command: async (command) => (hub.take(command), { kind: 'silence' }), photo: async () => ({ kind: 'held' }) } });
    const kept = await lost.queue.enqueue('visit.note', note('VIS-1', 'une fois'));
    await lost.queue.drain();
    const updated = openQueue({ storage, hub, versions: { ...COMMAND_VERSIONS, 'visit.note': { current: 2, upgrade: { 1: (payload) => ({ ...payload, tone: 'plain' }) } } } });
    await updated.queue.drain();
    expect(hub.effects.map(({ id, v }) => [id, v])).toEqual([[kept.command.id, 1]]);
    expect((await updated.queue.items()).map((item) => item.state)).toEqual(['acknowledged']);
  });

  it('waits for the name of what this phone made before it sends what speaks of it, over a restart too', async () => {
    const storage = freshStorage();
    const hub = createFakeHub();
    const named: Sender = { command: async (command) => (hub.take(command), json(200, { id: command.id, type: command.type, subject: { doctype: 'Dispatch Visit', name: 'VIS-77' }, seq: hub.effects.length, replayed: false })), photo: async () => ({ kind: 'held' }) };
    const offline = openQueue({ storage, hub, sender: { ...named, command: async (command) => (command.type === 'visit.add' ? { kind: 'silence' } : named.command(command)) } });
    const made = await offline.queue.enqueue('visit.add', { job: 'JOB-1', durationMinutes: 60 });
    const local = localNameOf(made.command.id);
    await offline.queue.enqueue('visit.note', note(local, 'à rappeler'));
    await offline.queue.drain();
    expect(hub.effects).toEqual([]);
    const later = openQueue({ storage, hub, sender: named });
    await later.queue.drain();
    await later.queue.forget(hub.effects.length);
    await later.queue.enqueue('visit.note', note(local, 'toujours'));
    await later.queue.drain();
    expect(hub.effects.map(({ type, payload }) => [type, payload['visit']])).toEqual([['visit.add', undefined], ['visit.note', 'VIS-77'], ['visit.note', 'VIS-77']]);
  });

  it('refuses by itself what speaks of something that was given up, and lets a person point it elsewhere', async () => {
    const hub = createFakeHub();
    const { queue } = openQueue({ hub, sender: scripted(hub, { 'visit.add': [refusal('job_over')] }) });
    const made = await queue.enqueue('visit.add', { job: 'JOB-1', durationMinutes: 60 });
    const orphan = await queue.enqueue('visit.note', note(localNameOf(made.command.id), 'à rappeler'));
    await queue.drain();
    await queue.discard(made.counter);
    expect((await queue.items()).map((item) => [item.state, item.refusal?.code])).toEqual([['refused', 'local_orphan']]);
    await queue.drain();
    expect(hub.effects).toEqual([]);
    await queue.correct(orphan.counter, note('VIS-1', 'à rappeler'));
    await queue.drain();
    expect(hub.texts()).toEqual(['à rappeler']);
  });

  it('does not wait for a day because the clock was set back by one', async () => {
    const hub = createFakeHub();
    const { queue, clock } = openQueue({ hub, sender: scripted(hub, { one: [json(500, {}), { kind: 'silence' }] }) });
    await queue.enqueue('visit.note', note('VIS-1', 'one'));
    await queue.drain();
    clock.advance(-86_400_000);
    await queue.drain();
    clock.advance(-86_400_000);
    await queue.drain();
    expect(hub.texts()).toEqual(['one']);
  });

  it('says with each command how far the device’s clock was off when it was done', async () => {
    const hub = createFakeHub();
    const { queue } = openQueue({ hub, offsetMs: () => -31_536_000_000 });
    await queue.enqueue('visit.note', note('VIS-1', 'an'));
    await queue.drain();
    expect(hub.effects[0]?.offsetMs).toBe(-31_536_000_000);
  });

  it('neither corrects nor discards what may be on its way', async () => {
    const hub = createFakeHub();
    const { queue } = openQueue({ hub, sender: scripted(hub, { sent: [{ kind: 'silence' }] }) });
    const sent = await queue.enqueue('visit.note', note('VIS-1', 'sent'));
    await queue.drain();
    await queue.correct(sent.counter, note('VIS-1', 'other'));
    await queue.discard(sent.counter);
    expect((await queue.items()).map((item) => item.command.payload['text'])).toEqual(['sent']);
  });

  it('sends once from several tabs that drain at the same moment', async () => {
    const storage = freshStorage();
    const hub = createFakeHub();
    let arrived = 0;
    let turn: Promise<unknown> = Promise.resolve();
    const lock = {
      hold<T>(work: () => Promise<T>): Promise<T> {
        const mine = turn.then(work);
        turn = mine;
        return mine;
      },
    };
    const sender: Sender = { command: async (command) => ((arrived += 1), hub.take(command)), photo: async () => ({ kind: 'held' }) };
    const tabs = [1, 2, 3].map(() => openQueue({ storage, hub, lock, sender }).queue);
    for (const [index, tab] of tabs.entries()) await tab.enqueue('visit.note', note('VIS-1', String(index)));
    await Promise.all(tabs.map((tab) => tab.drain()));
    expect(hub.texts()).toEqual(['0', '1', '2']);
    expect(arrived).toBe(3);
  });

  it('says that a command could not be kept when the device has no room, and keeps the earlier ones', async () => {
    const storage = freshStorage();
    let isFull = false;
    const full = { ...storage, append: (...args: Parameters<typeof storage.append>) => (isFull ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : storage.append(...args)) };
    const { queue } = openQueue({ storage: full });
    await queue.enqueue('visit.depart', { visit: 'VIS-1' });
    isFull = true;
    await expect(queue.enqueue('visit.arrive', { visit: 'VIS-1' })).rejects.toThrow('full');
    expect((await queue.items()).map((item) => item.command.type)).toEqual(['visit.depart']);
  });
});
