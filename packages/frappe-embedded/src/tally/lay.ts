import { createHash } from 'node:crypto';
import { quote, tableOf } from '../database.ts';
import type { Meta } from '../meta.ts';
import type { Site } from '../site/state.ts';
import { WORKED } from '../worked.ts';

/*
 * How many documents there are of each kind, kept beside a large table so that counting by choice fields never walks it.
 * Triggers add a line for every statement that changes something, within its transaction: what is counted is exactly what is visible.
 * Lines are only ever added, so that writers never wait for each other; now and then they are summed up.
 */

const OPENING = 7_201_605;
const ONCE_IN_MANY = 0.01;

/** Lays what counts, counting what is there already. Safe to repeat. */
export async function layTallies(site: Site): Promise<void> {
  for (const [doctype, { choices, isLarge }] of Object.entries(WORKED)) {
    const meta = site.metas.get(doctype);
    const fields = choices.filter((field) => meta?.columns.has(field) === true);
    if (meta === undefined || isLarge !== true || fields.length === 0) continue;
    const name = `site_tally_${createHash('sha256').update([doctype, ...fields].join('\n')).digest('hex').slice(0, 10)}`;
    await layTally(site, meta, { name, fields });
    site.tallies.set(doctype, { table: quote(name), fields: new Set(fields) });
  }
}

async function layTally({ pool }: Site, meta: Meta, { name, fields }: { name: string; fields: readonly string[] }): Promise<void> {
  const present = await pool.query('select 1 where to_regclass($1) is not null', [quote(name)]);
  if (present.rowCount !== 0) return;
  const columns = fields.map((field) => quote(field)).join(', ');
  const table = tableOf(meta.name);
  const typed = fields.map((field) => `${quote(field)} ${meta.columns.get(field) === 'text' ? 'text' : 'integer'}`).join(', ');
  const lay = `
    begin;
    select pg_advisory_xact_lock(${OPENING});
    lock table ${table} in share row exclusive mode;
    create table if not exists ${quote(name)} (${typed}, n bigint not null);
    truncate ${quote(name)};
    insert into ${quote(name)} select ${columns}, count(*) from ${table} group by ${columns};
    ${functionOf(name, columns)}
    ${triggersOf(name, table)}
    commit`;
  const client = await pool.connect();
  try {
    await client.query(lay);
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Sums up what a bulk load leaves: lines by the thousand. */
export async function sumUpTallies(site: Site): Promise<void> {
  for (const { table, fields } of site.tallies.values()) {
    await site.pool.query(sumUp(table, [...fields].map((field) => quote(field)).join(', ')));
    await site.pool.query(`vacuum (analyze) ${table}`);
  }
}

/** Sums lines up that nobody else is summing up; a reader sees them before or after, never twice. */
const sumUp = (table: string, columns: string): string => `
  with gone as (delete from ${table} where ctid = any(array(select ctid from ${table} for update skip locked)) returning *)
  insert into ${table} select ${columns}, sum(n) from gone group by ${columns} having sum(n) <> 0`;

const functionOf = (name: string, columns: string): string => `
  create or replace function ${quote(name)}() returns trigger language plpgsql as $$ begin
    if tg_op = 'INSERT' then insert into ${quote(name)} select ${columns}, count(*) from added group by ${columns};
    elsif tg_op = 'DELETE' then insert into ${quote(name)} select ${columns}, -count(*) from removed group by ${columns};
    else insert into ${quote(name)} select ${columns}, sum(n) from (select ${columns}, 1 as n from added union all select ${columns}, -1 from removed) both_states group by ${columns} having sum(n) <> 0;
    end if;
    if random() < ${ONCE_IN_MANY} then ${sumUp(quote(name), columns)}; end if;
    return null;
  end $$;`;

const triggersOf = (name: string, table: string): string =>
  [
    ['insert', 'new table as added'],
    ['delete', 'old table as removed'],
    ['update', 'new table as added old table as removed'],
  ]
    .map(([change = '', states = '']) => `create or replace trigger site_tally_${change} after ${change} on ${table} referencing ${states} for each statement execute function ${quote(name)}();`)
    .join('\n');
