import type { OutboxMessage, Release, Releases } from '@gigafibre/contracts';
import { mulberry32 } from '@gigafibre/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCourier, createOutbox, createReleases, POLICY_SETTINGS } from '../src/modules/outbound/index.ts';
import type { OutboundTables } from '../src/modules/outbound/index.ts';
import { createEventLog } from '../src/platform/event-log.ts';
import { LiveGrant } from '../src/vendors/messaging/live-grant.ts';
import { openTestHub, openTestOutbox, type TestHub } from './harness.ts';
import { ACCOUNTS, makeGrants } from './outbound/grants.ts';

let hub: TestHub;
type Headers = Awaited<ReturnType<TestHub['as']>>;
let [agathe, remi, agatheElsewhere]: Headers[] = [];
beforeAll(async () => {
  hub = await openTestHub();
  const person = (user: string, displayName: string, role: 'agent' | 'dispatcher' | 'admin') => hub.as(role, { user, displayName, hours: 24 * 400 });
  agathe = await person('agent@demo.gigafibre.ca', 'Agathe Roy', 'agent');
  agatheElsewhere = await person('Agent@demo.gigafibre.ca', 'Agathe Roy', 'admin');
  remi = await person('repartition@demo.gigafibre.ca', 'Rémi Lavoie', 'dispatcher');
});
afterAll(() => hub.close());
const table = () => hub.database.db.$extendTables<OutboundTables>();
beforeEach(async () => {
  await table().deleteFrom('message_releases').execute();
  await table().deleteFrom('outbox').execute();
});

let about = 0;
const captured = (): Promise<OutboxMessage> =>
  openTestOutbox(hub).enqueue({
    channel: 'sms', to: '+15145550187', toName: 'Chloé', template: 'visit-free', language: 'fr', body: `Gigafibre : bonjour ${(about += 1)}.`, about: { doctype: 'Dispatch Visit', name: `VIS-${about}` }, related: {},
    by: { kind: 'staff', user: 'agent@demo.gigafibre.ca', displayName: 'Agathe Roy' },
  });
type Verb = 'ask' | 'approve' | 'withdraw';
async function give(id: string, verb: Verb, headers: Headers | undefined) {
  const url = `/v1/outbox/${id}/releases`;
  const request = { ask: { method: 'POST', url, payload: { why: 'le client attend' } }, approve: { method: 'PUT', url: `${url}/approved` }, withdraw: { method: 'DELETE', url } } as const;
  const answer = await hub.app.inject({ ...request[verb], headers: headers! });
  return { status: answer.statusCode, body: answer.json<Releases & { code?: string }>() };
}
const releasesOf = async (id: string): Promise<Release[]> => (await hub.app.inject({ url: `/v1/outbox/${id}/releases`, headers: remi! })).json<Releases>().releases;
const eventsOf = async (id: string) => (await createEventLog(hub.database.db, hub.clock.now).after(0, 100_000)).filter(({ subject }) => subject.name === id).map(({ type, actor }) => [type, actor.user]);

describe('a message is released by two people (M13)', () => {
  it('one asks and says why, another lets it go, and both are in the log', async () => {
    const { id } = await captured();
    expect((await give(id, 'ask', agathe)).body.releases).toMatchObject([{ state: 'asked', askedByName: 'Agathe Roy', why: 'le client attend', approvedBy: null }]);
    expect((await give(id, 'approve', remi)).body.releases).toMatchObject([{ state: 'approved', approvedByName: 'Rémi Lavoie' }]);
    expect((await eventsOf(id)).slice(1)).toEqual([['release.asked', 'agent@demo.gigafibre.ca'], ['release.approved', 'repartition@demo.gigafibre.ca'], ['message.captured', 'repartition@demo.gigafibre.ca']]);
  });

  it('refuses the person who asked, whatever session or role he comes with', async () => {
    const { id } = await captured();
    await give(id, 'ask', agathe);
    for (const headers of [agathe, agatheElsewhere]) expect(await give(id, 'approve', headers)).toMatchObject({ status: 409, body: { code: 'release_needs_another' } });
    expect((await releasesOf(id))[0]?.state).toBe('asked');
  });

  it('never lets one person be both, over a hundred races of his two sessions with a colleague', async () => {
    const random = mulberry32(20_261_123);
    const people = [agathe, agatheElsewhere, agathe, agatheElsewhere, remi];
    const verbs: readonly Verb[] = ['ask', 'approve', 'approve', 'withdraw'];
    for (let race = 0; race < 100; race += 1) {
      const { id } = await captured();
      await Promise.all(Array.from({ length: 6 }, () => give(id, verbs[Math.floor(random() * 4)]!, people[Math.floor(random() * 5)])));
    }
    const rows = await table().selectFrom('message_releases').select(['asked_by', 'approved_by', 'state']).execute();
    expect(rows.filter(({ asked_by: one, approved_by: other }) => one.toLowerCase() === other?.toLowerCase())).toEqual([]);
    expect(rows.filter(({ state }) => state === 'approved').length).toBeGreaterThan(0);
  });

  it('is so in the database itself, should the program ever forget', async () => {
    const { id } = await captured();
    await give(id, 'ask', agathe);
    const forget = table().updateTable('message_releases').set({ state: 'approved', approved_by: 'AGENT@demo.gigafibre.ca', approved_at: hub.clock.now().toString() }).where('message', '=', id).execute();
    await expect(forget).rejects.toThrow(/check constraint/);
  });

  it('ends with the day, with its withdrawal, and with the message', async () => {
    const { id } = await captured();
    await give(id, 'ask', agathe);
    hub.clock.advance({ hours: 24 });
    expect([(await releasesOf(id))[0]?.state, (await give(id, 'approve', remi)).body.code]).toEqual(['expired', 'release_over']);
    await give(id, 'ask', agathe);
    await give(id, 'withdraw', agathe);
    expect((await give(id, 'approve', remi)).body.code).toBe('release_over');
    await table().updateTable('outbox').set({ state: 'cancelled' }).where('id', '=', id).execute();
    expect((await give(id, 'ask', agathe)).body.code).toBe('release_over');
  });

  it('is asked once, however many ask', async () => {
    const { id } = await captured();
    await Promise.all([give(id, 'ask', agathe), give(id, 'ask', remi), give(id, 'ask', agathe)]);
    expect((await releasesOf(id)).length).toBe(1);
  });

  it('is the office’s: a technician neither asks nor releases', async () => {
    const { id } = await captured();
    const technician = await hub.as('technician');
    for (const verb of ['ask', 'approve', 'withdraw'] as const) expect((await give(id, verb, technician)).status).toBe(403);
  });
});

describe('a released message passes the same door', () => {
  const START = '2026-07-06T15:00:00Z';
  async function liveDoor() {
    const seconds = Date.parse(START) / 1000;
    const book = await makeGrants(seconds);
    const grant = await LiveGrant.claim({ mode: 'live', environment: 'production', grant: book.grants[0]!.text, publicKey: book.publicKey, accounts: ACCOUNTS }, seconds);
    const { db } = hub.database;
    const clock = hub.clock.now;
    const sent: string[] = [];
    const vendor = { channel: 'sms' as const, send: ({ body }: { body: string }) => Promise.resolve({ kind: 'accepted' as const, vendorId: `SM${sent.push(body)}` }), find: () => Promise.resolve({ kind: 'absent' as const }) };
    const tools = { db, clock, events: createEventLog(db, clock), leave: { grant, allowed: [] }, settings: { ...POLICY_SETTINGS, ownHosts: [] } };
    const courier = createCourier({ ...tools, vendors: [vendor] });
    return {
      sent,
      releases: createReleases(tools),
      outbox: createOutbox(tools),
      async deliver() {
        while (await courier.deliverNext());
      },
    };
  }
  const one = { kind: 'staff', user: 'a@x.ca', displayName: 'A' } as const;
  const other = { kind: 'staff', user: 'b@x.ca', displayName: 'B' } as const;

  it('leaves after the undo’s ten seconds once two people have let it, and not before', async () => {
    hub.clock.set(START);
    const { id } = await captured();
    const door = await liveDoor();
    await door.releases.ask(id, 'oui', one);
    hub.clock.advance({ minutes: 1 });
    await door.deliver();
    expect(door.sent).toEqual([]);
    await door.releases.approve(id, other);
    await door.deliver();
    expect(door.sent).toEqual([]);
    hub.clock.advance({ seconds: 10 });
    await door.deliver();
    expect(door.sent.length).toBe(1);
  });

  it('is stopped there by STOP, like any other, though two people want it', async () => {
    hub.clock.set(START);
    const { id } = await captured();
    const door = await liveDoor();
    await door.releases.ask(id, 'oui', one);
    await table().insertInto('opt_outs').values({ recipient_key: '+15145550187', scope: 'all', source: 'test', at: START }).execute();
    await door.releases.approve(id, other);
    hub.clock.advance({ minutes: 1 });
    await door.deliver();
    expect([door.sent, (await door.outbox.find(id))?.reason]).toEqual([[], 'opted-out']);
    await table().deleteFrom('opt_outs').execute();
  });
});
