import { randomBytes } from 'node:crypto';
import { uuidV7 } from '@gigafibre/kernel';
import type { Context } from '../context.ts';
import { tableOf } from '../database.ts';
import { invalid, SiteError } from '../errors.ts';
import type { SiteDocument } from '../hooks.ts';
import { labelOf, type Meta } from '../meta.ts';
import { asText, characters } from '../text.ts';
import { hashName } from './hash-name.ts';
import { giveBack, nameFromFormat, nameFromSeries } from './series.ts';
import { childRows } from './values.ts';

export interface NameWish {
  /** The name the client sent. */
  given: string;
  /** Honour it whatever the rule. */
  keep: boolean;
}

/**
 * Gives a new document its name by the first rule that yields one; the rules and their order are Frappe's.
 * @throws SiteError 417 when the rule lacks what it needs, NameError (409) for a forbidden name.
 */
export async function nameDocument(ctx: Context, meta: Meta, doc: SiteDocument, wish: NameWish): Promise<void> {
  doc.name = '';
  if (wish.given !== '' && (wish.keep || isOwnChoice(meta))) doc.name = wish.given;
  if (meta.autoname === 'autoincrement') return;
  if (meta.isSingle) doc.name = meta.name;
  if (doc.name === '') doc.name = await amendedName(ctx, meta, doc);
  if (doc.name === '') await ctx.hooks(meta.name).autoname?.(ctx, doc);
  if (doc.name === '') doc.name = await nameByRule(ctx, meta, doc);
  doc.name = validName(meta, doc.name);
}

/** Names every row that has none yet. Rows always get a hash. */
export function nameRows(ctx: Context, meta: Meta, doc: SiteDocument): void {
  for (const { row } of childRows(ctx, meta, doc)) if (row.name === '') row.name = hashName(ctx.site);
}

const isOwnChoice = (meta: Meta): boolean => /^(prompt|uuid)$/i.test(meta.autoname);

async function nameByRule(ctx: Context, meta: Meta, doc: SiteDocument): Promise<string> {
  const rule = meta.autoname;
  if (/^prompt$/i.test(rule)) throw invalid('Please set the document name');
  if (rule === 'UUID') return uuidV7(ctx.site.clock().epochMilliseconds, randomBytes(10));
  if (rule.startsWith('field:')) return nameFromField(meta, doc, rule.slice('field:'.length).trim());
  if (rule.startsWith('naming_series:')) return nameFromSeries(ctx, doc, seriesOf(meta, doc));
  if (rule.startsWith('format:')) return nameFromFormat(ctx, doc, rule.slice('format:'.length));
  if (rule === '' || rule === 'hash') return hashName(ctx.site);
  return nameFromSeries(ctx, doc, rule);
}

function nameFromField(meta: Meta, doc: SiteDocument, fieldname: string): string {
  const name = asText(doc[fieldname]).trim();
  if (name === '') throw invalid(`${labelOf(meta, fieldname)} is required`);
  return name;
}

function seriesOf(meta: Meta, doc: SiteDocument): string {
  const options = (meta.byName.get('naming_series')?.options ?? '').split('\n').map((option) => option.trim());
  const series = asText(doc['naming_series']).trim() || options.find((option) => option !== '');
  if (series === undefined) throw invalid('Naming Series mandatory');
  doc['naming_series'] = series;
  return series;
}

/** `OLD-1`, `OLD-2`: counted from the original name, whichever amendment it amends. */
async function amendedName(ctx: Context, meta: Meta, doc: SiteDocument): Promise<string> {
  const old = doc['amended_from'];
  if (typeof old !== 'string' || old === '' || !meta.columns.has('amended_from')) return '';
  const rows = await ctx.db.rows<{ amended_from: string | null }>(`select amended_from from ${tableOf(meta.name)} where name = $1`, [old]);
  const numbered = rows[0]?.amended_from ? /^(.*)-(\d+)$/.exec(old) : null;
  return numbered === null ? `${old}-1` : `${numbered[1] ?? ''}-${Number(numbered[2]) + 1}`;
}

const LONGEST = 140;

/** Trims a name and refuses what no document may be called. */
export function validName(meta: Meta, given: string): string {
  const name = given.trim();
  if (name === '') throw invalid(`No Name Specified for ${meta.name}`);
  if (name.startsWith(`New ${meta.name}`)) throw new SiteError('NameError', `There were some errors setting the name, please contact the administrator`, { title: 'Name cannot start with New' });
  if (/[<>]/.test(name)) throw new SiteError('NameError', `Name cannot contain special characters like '<', '>'`);
  if (!meta.isSingle && name === meta.name && meta.name !== 'DocType') throw new SiteError('NameError', `Name of ${meta.name} cannot be ${name}`);
  if (characters(name) > LONGEST) throw new SiteError('DataTooLongException', `Data too long for column 'name'`, { silent: true });
  return name;
}

/** Deleting the newest document of a series issues its number again. */
export async function releaseName(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  const series = meta.autoname.startsWith('naming_series:') ? asText(doc['naming_series']) : meta.autoname;
  if (!/[.#-]/.test(series) || /^(field|format):/.test(series)) return;
  let prefix = '';
  await nameFromSeries(ctx, doc, series, async (before) => {
    prefix = before;
    return 0;
  });
  const number = doc.name.startsWith(prefix) ? doc.name.slice(prefix.length) : '';
  if (/^\d{1,15}$/.test(number)) await giveBack(ctx, prefix, Number(number));
}
