import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { execute, quote, tableOf, type Row } from '../database.ts';
import { hashName } from '../documents/hash-name.ts';
import { invalid } from '../errors.ts';
import type { Meta } from '../meta.ts';
import { dropLateIndexes, tableIndexes, type Tables } from '../schema.ts';
import { dropSearchIndexes, searchIndexes } from '../search/indexes.ts';
import type { Site } from '../site/state.ts';
import { sumUpTallies } from '../tally/lay.ts';
import { asText } from '../text.ts';
import { encoderOf } from './encode.ts';
import { sideBySide } from './side-by-side.ts';

/** Documents per COPY: enough to make its cost vanish, few enough to keep memory small. */
const BATCH = 2000;

/** Brings in whole, consistent documents by COPY: no hooks, no checks, no links looked up. */
export interface Loader {
  /**
   * Loads documents with their rows. `creation` and `modified` are kept where given, else they are now; a name is kept, taken from
   * the field that names the DocType, or drawn.
   * @returns how many documents were loaded. A failure loads none of them.
   */
  load(doctype: string, documents: AsyncIterable<object> | Iterable<object>): Promise<number>;
  /** Builds what the load deferred: indexes, statistics, and naming counters that go on behind the loaded names. */
  finish(): Promise<void>;
}

export function createLoader(site: Site): Loader {
  const loaded = new Set<Meta>();
  const numbers = new Map<string, number>();
  return {
    load: async (doctype, documents) => {
      const meta = site.metas.get(doctype);
      if (meta === undefined || meta.isSingle || meta.isTable) throw invalid(`${doctype} cannot be loaded`);
      await prepare(site, meta, loaded);
      const count = await inTransaction(site, (client) => copyDocuments(site, client, { meta, documents, numbers }));
      site.people.forget();
      return count;
    },
    finish: async () => {
      await inTransaction(site, (client) => setSeries(client, numbers));
      await sideBySide(site.pool, [...(await searchIndexes(site)), ...[...loaded].flatMap((meta) => tableIndexes(meta))]);
      await sideBySide(site.pool, [...loaded].map((meta) => `vacuum (analyze) ${tableOf(meta.name)}`));
      await sumUpTallies(site);
      loaded.clear();
      numbers.clear();
    },
  };
}

const databaseOf = (client: pg.PoolClient): Tables => {
  const run: Tables['rows'] = (sql, params) => execute(client, sql, params);
  return { rows: run, write: run };
};

async function inTransaction<T>(site: Site, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await site.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => (broken = failure as Error));
    throw error;
  } finally {
    client.release(broken);
  }
}

const tablesOf = (site: Site, meta: Meta): Meta[] => [meta, ...meta.tableFields.flatMap((field) => site.metas.get(field.options ?? '') ?? [])];

/** Empty tables load without the indexes that nobody asks during the load; the first of a load says whether the site is new. */
async function prepare(site: Site, meta: Meta, loaded: Set<Meta>): Promise<void> {
  const isNew = !(await hasRows(site, meta));
  if (loaded.size === 0 && isNew) await dropSearchIndexes(site);
  for (const each of tablesOf(site, meta)) {
    if (!loaded.has(each) && isNew) await inTransaction(site, (client) => dropLateIndexes(databaseOf(client), each));
    loaded.add(each);
  }
}

async function hasRows(site: Site, meta: Meta): Promise<boolean> {
  const { rowCount } = await site.pool.query(`select 1 from ${tableOf(meta.name)} limit 1`);
  return rowCount !== null && rowCount > 0;
}

interface Job {
  meta: Meta;
  documents: AsyncIterable<object> | Iterable<object>;
  /** The highest number seen per prefix of a series. */
  numbers: Map<string, number>;
}

async function copyDocuments(site: Site, client: pg.PoolClient, { meta, documents, numbers }: Job): Promise<number> {
  let count = 0;
  let rows = new Map<Meta, Row[]>();
  let waiting = 0;
  for await (const document of documents) {
    spread(site, meta, document as Row, rows);
    waiting += 1;
    count += 1;
    if (waiting < BATCH) continue;
    await copyRows(client, rows, numbers);
    rows = new Map();
    waiting = 0;
  }
  await copyRows(client, rows, numbers);
  return count;
}

/** Puts a document and its rows where they will be copied from. */
function spread(site: Site, meta: Meta, document: Row, rows: Map<Meta, Row[]>): void {
  const creation = document['creation'] ?? site.now();
  const modified = document['modified'] ?? creation;
  const owner = document['owner'] ?? 'Administrator';
  const standing = { owner, creation, modified, modified_by: document['modified_by'] ?? owner, docstatus: document['docstatus'] ?? 0 };
  const name = nameOf(site, meta, document);
  push(rows, meta, { ...document, ...standing, name });
  for (const field of meta.tableFields) {
    const child = site.metas.get(field.options ?? '');
    const list = document[field.fieldname];
    if (child === undefined || !Array.isArray(list)) continue;
    for (const [at, row] of (list as Row[]).entries()) {
      push(rows, child, { ...standing, ...row, name: row['name'] ?? hashName(site), parent: name, parenttype: meta.name, parentfield: field.fieldname, idx: at + 1 });
    }
  }
}

const push = (rows: Map<Meta, Row[]>, meta: Meta, row: Row): void => {
  const list = rows.get(meta);
  if (list === undefined) rows.set(meta, [row]);
  else list.push(row);
};

function nameOf(site: Site, meta: Meta, document: Row): string {
  const given = asText(document['name']);
  if (given !== '') return given;
  const field = /^field:(.+)$/.exec(meta.autoname)?.[1]?.trim();
  return field === undefined ? hashName(site) : asText(document[field]);
}

const isNumbered = (meta: Meta): boolean => /^naming_series:|[.#]/.test(meta.autoname) && !meta.autoname.startsWith('field:');

async function copyRows(client: pg.PoolClient, batch: ReadonlyMap<Meta, readonly Row[]>, numbers: Map<string, number>): Promise<void> {
  for (const [meta, rows] of batch) {
    const seen = new Set<string>();
    for (const row of rows) for (const key in row) seen.add(key);
    const encoder = encoderOf(meta, seen);
    if (isNumbered(meta)) for (const row of rows) remember(numbers, asText(row['name']));
    const sql = `copy ${tableOf(meta.name)} (${encoder.columns.map(quote).join(', ')}) from stdin`;
    await pipeline(Readable.from(chunks(rows, (row) => encoder.line(row))), client.query(copyFrom(sql)));
  }
}

const CHUNK = 200;

/** Lines in pieces large enough to be worth a write. */
function* chunks(rows: readonly Row[], line: (row: Row) => string): Generator<Buffer> {
  for (let at = 0; at < rows.length; at += CHUNK) yield Buffer.from(rows.slice(at, at + CHUNK).map(line).join(''));
}

function remember(numbers: Map<string, number>, name: string): void {
  const match = /^(.*\D)(\d{1,15})$/.exec(name);
  if (match === null) return;
  const prefix = match[1] ?? '';
  const number = Number(match[2]);
  if (number > (numbers.get(prefix) ?? 0)) numbers.set(prefix, number);
}

async function setSeries(client: pg.PoolClient, numbers: ReadonlyMap<string, number>): Promise<void> {
  const sql = 'insert into "tabSeries" (name, current) select * from unnest($1::text[], $2::bigint[]) on conflict (name) do update set current = greatest("tabSeries".current, excluded.current)';
  await client.query(sql, [[...numbers.keys()], [...numbers.values()]]);
}

/** Whether somebody works here already: a site that was only opened has no customers. */
export async function hasData(site: Site): Promise<boolean> {
  const customer = site.metas.get('Customer');
  return customer !== undefined && hasRows(site, customer);
}
