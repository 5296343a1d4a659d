import { randomUUID } from 'node:crypto';
import { DEMO_PASSWORD, loadDemo } from '@gigafibre/demo';
import type { DemoProgress, DemoSize } from '@gigafibre/demo';
import { createFrappeSite, type FrappeSite } from '@gigafibre/frappe';
import type { EmbeddedSite } from '@gigafibre/frappe-embedded';
import type { Clock, Temporal } from '@gigafibre/kernel';
import { ensureDatabase } from '@gigafibre/postgres';
import type { PoolConfig } from '@gigafibre/postgres';
import { sql } from 'kysely';
import pg from 'pg';
import { demoStory } from './demo-story.ts';
import { demoTalk } from './demo-talk.ts';
import { migrations } from './migrations/index.ts';
import { readVisitCards } from './modules/book/index.ts';
import type { OutboundTables } from './modules/outbound/index.ts';
import { migrate } from './platform/database.ts';
import type { Database } from './platform/database.ts';

const SEED = 2026;
/** Stands in the ERP's database while the demo is loading: whoever finds it there was preceded by a process that was killed. */
const MARK = 'demo_is_loading';

async function asClient<T>(connection: PoolConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the ERP's database, and makes it anew when its first load of demo data was cut short: nobody has worked in it yet. */
export async function ensureErpDatabase(server: PoolConfig, name: string): Promise<PoolConfig> {
  const connection = await ensureDatabase(server, name);
  const isHalfLoaded = await asClient(connection, async (client) => (await client.query<{ mark: string | null }>('select to_regclass($1)::text as mark', [MARK])).rows[0]?.mark !== null);
  if (!isHalfLoaded) return connection;
  await asClient(server, (client) => client.query(`drop database ${pg.escapeIdentifier(name)} with (force)`));
  return ensureDatabase(server, name);
}

export interface DemoLoad {
  readonly connection: PoolConfig;
  readonly site: EmbeddedSite;
  readonly size: DemoSize;
  readonly clock: Clock;
  readonly onProgress: (progress: DemoProgress) => void;
  /** The hub's own database, for what happened before today's first start. */
  readonly hub: Database;
}

/** Fills an empty ERP with the demonstration; leaves one that has anything in it alone. Gives whether it loaded. */
export async function ensureDemoData({ connection, site, size, clock, onProgress, hub }: DemoLoad): Promise<boolean> {
  if (await site.hasData()) return false;
  const erp = createFrappeSite({ transport: (request) => site.handle(request), actor: 'Administrator' });
  await asClient(connection, (client) => client.query(`create table ${MARK} ()`));
  await loadDemo(
    {
      load: (doctype, rows) => site.load(doctype, rows),
      finishLoad: () => site.finishLoad(),
      insertUser: async (user) => {
        await erp.insert('User', user);
      },
    },
    { size, now: clock(), seed: SEED, onProgress },
  );
  await givePassword(erp);
  await writePast(hub, erp, clock());
  await asClient(connection, (client) => client.query(`drop table ${MARK}`));
  return true;
}

/** The first technician can sign in by password too, for those who want to look without the SMS. */
async function givePassword(erp: ReturnType<typeof createFrappeSite>): Promise<void> {
  const [technician] = await erp.list('Dispatch Technician', { fields: ['name', 'user'], filters: { status: 'Active' }, orderBy: 'name asc', limit: 1 });
  if (technician?.user) await erp.update('User', technician.user, { new_password: DEMO_PASSWORD });
}

const CHUNK = 500;
const DEMO_STAFF = ['agent', 'repartition', 'compta', 'admin'].map((name) => `${name}@demo.gigafibre.ca`);

/** Puts the demonstration's yesterday and today into an empty log, as if the house had been at work: there is a day to replay. */
async function writePast(hub: Database, erp: ReturnType<typeof createFrappeSite>, now: Temporal.Instant): Promise<void> {
  await migrate(hub, migrations);
  if ((await hub.selectFrom('events').select('seq').limit(1).executeTakeFirst()) !== undefined) return;
  const [visits, rows] = await Promise.all([readVisitCards(erp, [['status', '!=', 'Unassigned']]), erp.list('Dispatch Technician', { fields: ['name', 'user', 'technician_name'], limit: 0 })]);
  const technicians = rows.map(({ name = '', user = '', technician_name: displayName = '' }) => ({ name, user, displayName }));
  const events = demoStory({ visits, technicians, now }, SEED).map(({ at, doneAt, type, actor, visit, related, facts }) => ({
    ...{ at, done_at: doneAt, type, actor: JSON.stringify(actor), subject_doctype: 'Dispatch Visit', subject_name: visit },
    related: JSON.stringify(related),
    command: null,
    facts: JSON.stringify(facts),
  }));
  for (let first = 0; first < events.length; first += CHUNK) await hub.insertInto('events').values(events.slice(first, first + CHUNK)).execute();
  await sql`update notice_cursor set seq = (select coalesce(max(seq), 0) from events)`.execute(hub); // nobody is told of a past that is invented
  await writeTalk(hub, erp, { customers: [...new Set(visits.map(({ customer }) => customer))].slice(0, ASKED), now });
}

/** So many customers with a visit are looked at for ten who write. */
const ASKED = 200;

/** What customers have written, and what they were answered: there is a conversation to open at the first start. */
async function writeTalk(hub: Database, erp: FrappeSite, { customers, now }: { customers: readonly string[]; now: Temporal.Instant }): Promise<void> {
  const rows = await erp.list('Customer', { fields: ['name', 'customer_name', 'phone_e164', 'language'], filters: [['name', 'in', [...customers]]], orderBy: 'phone_e164 asc', limit: 0 });
  const writers = rows.map(({ name = '', customer_name: customerName = '', phone_e164: phone = '', language }) => ({ customer: name, customerName, phone, language: language === 'en' ? ('en' as const) : ('fr' as const) })).filter(({ phone }) => phone !== '');
  const { conversations, inbound, outbox, optOuts } = demoTalk(writers, now, randomUUID);
  await hub.transaction().execute(async (transaction) => {
    const db = transaction.$extendTables<OutboundTables>();
    await db.insertInto('inbound_messages').values(inbound).execute();
    await db.insertInto('outbox').values(outbox).execute();
    await db.insertInto('opt_outs').values(optOuts).execute();
    await db.insertInto('conversations').values(conversations).execute();
    // what was answered was read by everybody who may read it
    await sql`
      insert into conversation_reads (key, reader, seq)
      select sender_key, reader, max(seq) from inbound_messages join conversations on key = sender_key cross join unnest(${DEMO_STAFF}::text[]) as reader
      where waiting_since is null group by sender_key, reader`.execute(transaction);
  });
}
