import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChainState, ChainVerified } from '@gigafibre/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChainBook, type ChainBook } from '../src/modules/audit/audit.tables.ts';
import { createChainKeeper } from '../src/modules/audit/chain-keeper.ts';
import { chainOf } from '../src/modules/audit/chain.ts';
import { openHeadKeeper, readKeptHeads, type HeadPlaces } from '../src/modules/audit/heads.ts';
import { verifyAll } from '../src/modules/audit/verify.service.ts';
import { openBeside, openTestHub, type TestHub } from './harness.ts';

const ROWS = 10_000;
const TABLES = ['events', 'access_log', 'audit_links', 'audit_heads'];
let hub: TestHub;
let book: ChainBook;
let dir: string;
let places: HeadPlaces;

beforeAll(async () => {
  hub = await openTestHub();
  book = createChainBook(hub.database.db);
  dir = await mkdtemp(join(tmpdir(), 'audit-'));
  places = { keyFile: join(dir, 'key.pem'), headsFile: join(dir, 'elsewhere', 'heads.jws') };
  await sql`
    insert into events (at, done_at, type, actor, subject_doctype, subject_name, related, facts)
    select '2026-03-10T14:00:00Z'::timestamptz + n * interval '1 second', '2026-03-10T14:00:00Z', 'visit.planned', '{"kind":"staff","user":"a@b.ca","displayName":"A"}', 'Dispatch Visit', 'VIS-' || n, '{}', jsonb_build_object('minutes', n % 60, 'note', 'é « ’ »')
    from generate_series(1, ${ROWS}) as n`.execute(hub.database.db);
});
afterAll(async () => {
  await hub.close();
  await rm(dir, { recursive: true, force: true });
});

const keeper = async () => createChainKeeper({ book, heads: await openHeadKeeper(places), clock: hub.clock.now, onFault: (error) => expect(error).toBe(undefined) });
const verify = async () => (await verifyAll(book, await readKeptHeads(places))).faults.map(({ kind, position, seq }) => [kind, position, seq]);

/** What somebody with the database's own rights could do: the triggers put aside, and back. */
async function tamper(act: () => Promise<unknown>): Promise<void> {
  for (const table of TABLES) await sql`alter table ${sql.table(table)} disable trigger user`.execute(hub.database.db);
  await act();
  for (const table of TABLES) await sql`alter table ${sql.table(table)} enable trigger user`.execute(hub.database.db);
}

describe('statement 57: the audit trail is append-only and chained', () => {
  it('chains everything once when two hubs of one database do it at the same time', async () => {
    const beside = await openBeside(hub);
    const keepers = [await keeper(), await keeper()];
    await Promise.all(keepers.map((each) => each.advance()));
    await keepers[0]!.advance();
    await Promise.all(keepers.map((each) => each.close()));
    await beside.close();
    const found = await verifyAll(book, await readKeptHeads(places));
    expect(found).toMatchObject({ waiting: 0, faults: [] });
    expect(found.links).toBeGreaterThanOrEqual(ROWS);
  });

  it('refuses every change and removal, of the logs and of the chain itself', async () => {
    for (const table of TABLES) {
      for (const attempt of [sql`delete from ${sql.table(table)}`, sql`truncate ${sql.table(table)}`, table === 'audit_links' ? sql`update audit_links set seq = seq` : sql`update ${sql.table(table)} set at = at`]) {
        await expect(attempt.execute(hub.database.db), table).rejects.toThrow(/append-only/);
      }
    }
  });

  it('locates a row that was altered, removed, moved or slipped in, wherever it is', async () => {
    const positions = [1, 2001, ROWS];
    for (const position of positions) {
      const { seq } = (await book.link(position))!;
      const [kept] = await book.rows('event', [seq]);
      await tamper(() => sql`update events set facts = facts || '{"minutes": 99}' where seq = ${seq}`.execute(hub.database.db));
      expect(await verify(), `altered at ${String(position)}`).toEqual([['altered', position, seq]]);
      await tamper(() => sql`update events set facts = ${JSON.stringify(kept!.content['facts'])}::jsonb where seq = ${seq}`.execute(hub.database.db));
    }
    await sql`create table kept as select * from events where seq = 500`.execute(hub.database.db);
    await tamper(() => sql`delete from events where seq = 500`.execute(hub.database.db));
    await tamper(() => sql`insert into events (seq, at, done_at, type, actor, subject_doctype, subject_name, related, facts) overriding system value select -5, at, done_at, type, actor, subject_doctype, subject_name, related, facts from kept`.execute(hub.database.db));
    expect(await verify()).toEqual([['missing', 500, 500], ['inserted', 0, -5]]);
    await tamper(() => sql`delete from events where seq = -5`.execute(hub.database.db));
    await tamper(() => sql`insert into events overriding system value select * from kept`.execute(hub.database.db));
    await tamper(() => sql`update events set subject_name = case seq when 600 then 'VIS-9001' else 'VIS-600' end where seq in (600, 9001)`.execute(hub.database.db));
    expect(await verify()).toEqual([['altered', 600, 600], ['altered', 9001, 9001]]);
    await tamper(() => sql`update events set subject_name = 'VIS-' || seq where seq in (600, 9001)`.execute(hub.database.db));
    expect(await verify()).toEqual([]);
  });

  it('signs the head once an hour in a second place, and knows a chain that was made anew', async () => {
    const own = await keeper();
    await own.advance();
    const before = await readKeptHeads(places);
    hub.clock.advance({ hours: 1 });
    await sql`insert into events (at, done_at, type, actor, subject_doctype, subject_name, related, facts) values ('2026-03-10T18:00:00Z', '2026-03-10T18:00:00Z', 'visit.planned', '{}', 'Dispatch Visit', 'VIS-last', '{}', '{}')`.execute(hub.database.db);
    await own.advance();
    await own.advance();
    await own.close();
    const heads = await readKeptHeads(places);
    expect(heads.length).toBe(before.length + 1);
    expect(heads.at(-1)).toMatchObject({ position: (await book.end()).position, hash: (await book.end()).hash.toString('hex') });

    const rows = await book.rows('event', [300]);
    const rest = await book.links(299, 1_000_000);
    await tamper(async () => {
      await sql`update events set facts = '{"minutes": 1}' where seq = 300`.execute(hub.database.db);
      const records = (await Promise.all((['event', 'access'] as const).map((source) => book.rows(source, rest.filter((link) => link.source === source).map(({ seq }) => seq))))).flat();
      const inOrder = rest.map((link) => records.find(({ source, seq }) => source === link.source && seq === link.seq)!);
      const forged = chainOf((await book.link(299))!, inOrder);
      await sql`delete from audit_links where position >= 300`.execute(hub.database.db);
      for (let at = 0; at < forged.length; at += 5000) await book.add(forged.slice(at, at + 5000));
    });
    const faults = await verify();
    expect(faults.every(([kind]) => kind === 'rewritten')).toBe(true);
    expect(faults).toHaveLength(heads.length);
    await tamper(async () => {
      await sql`delete from audit_links where position >= 300`.execute(hub.database.db);
      await sql`update events set facts = ${JSON.stringify(rows[0]!.content['facts'])}::jsonb where seq = 300`.execute(hub.database.db);
      for (let at = 0; at < rest.length; at += 5000) await book.add(rest.slice(at, at + 5000));
    });
    expect(await verify()).toEqual([]);
  });

  it('knows a chain whose end was cut off, and a statement that nobody of ours signed', async () => {
    const { position } = await book.end();
    const last = await book.links(position - 1, 1);
    await tamper(() => sql`delete from audit_links where position = ${position}`.execute(hub.database.db));
    expect((await verify()).map(([kind, at]) => [kind, at])).toContainEqual(['cut-short', position]);
    await tamper(() => book.add(last));
    const text = await readFile(places.headsFile, 'utf8');
    await writeFile(places.headsFile, `${text}eyJhbGciOiJub25lIn0.eyJwb3NpdGlvbiI6MX0.\n`);
    expect(await verify()).toEqual([['forged-head', 0, undefined]]);
    await writeFile(places.headsFile, text);
  });

  it('shows an administrator, and nobody else, how far it is chained, and looks at it stretch by stretch', async () => {
    const admin = await hub.as('admin');
    const state = await hub.app.inject({ url: '/v1/audit/chain', headers: admin });
    expect(state.json<ChainState>()).toMatchObject({ waiting: 0 });
    let reached = 0;
    let faults = 0;
    for (let isEnd = false; !isEnd; ) {
      const { body } = await hub.app.inject({ method: 'POST', url: '/v1/audit/verify', headers: admin, payload: { after: reached } });
      const stretch = JSON.parse(body) as ChainVerified;
      expect(stretch.reached).toBeGreaterThan(reached);
      ({ reached, isEnd } = stretch);
      faults += stretch.faults.length;
    }
    expect([reached, faults]).toEqual([state.json<ChainState>().position, 0]);
    expect((await hub.app.inject({ url: '/v1/audit/chain', headers: await hub.as('dispatcher') })).statusCode).toBe(403);
  });

  it('keeps who read a customer and who was refused what, with the request it was', async () => {
    await hub.app.inject({ url: '/v1/audit/chain', headers: { ...(await hub.as('agent')), 'x-request-id': '01932f0e-7b1a-4c3d-8e4f-5a6b7c8d9e0f' } });
    await hub.app.inject({ method: 'POST', url: '/v1/session', payload: { user: 'nobody@example.ca', password: 'wrong' } });
    await expect.poll(async () => (await sql<{ object: string; actor: { user: string }; result: string; correlation: string }>`select object, actor, result, correlation from access_log where action = 'refused' order by seq desc`.execute(hub.database.db)).rows).toContainEqual({ object: 'GET /v1/audit/chain', actor: expect.objectContaining({ user: 'agent@demo.gigafibre.ca' }) as unknown, result: '403', correlation: '01932f0e-7b1a-4c3d-8e4f-5a6b7c8d9e0f' });
  });
});
