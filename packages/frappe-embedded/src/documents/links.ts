import type { Context } from '../context.ts';
import { quote, tableOf } from '../database.ts';
import { invalid, SiteError } from '../errors.ts';
import type { SiteDocument } from '../hooks.ts';
import { flag, labelOf, type DocField, type Meta } from '../meta.ts';
import { asText } from '../text.ts';
import { childRows } from './values.ts';

/** A Link or Dynamic Link that holds something. */
interface Held {
  doc: SiteDocument;
  meta: Meta;
  field: DocField;
  target: string;
  value: string;
  /** `Row #2: ` for a child row. */
  prefix: string;
}

interface Found {
  name: string | number;
  docstatus: number;
}

/**
 * Checks that every link of the document and its rows leads somewhere, puts the target's own spelling in its place,
 * and copies what `fetch_from` fields take from the linked records.
 * @throws SiteError LinkValidationError naming every link that leads nowhere; CancelledLinkError.
 */
export async function validateLinks(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  const held = [...heldBy(ctx, meta, doc, '')];
  for (const { row, child } of childRows(ctx, meta, doc)) held.push(...heldBy(ctx, child, row, `Row #${Number(row['idx'])}: `));
  if (held.length === 0) return;
  const targets = await targetsOf(ctx, held);
  const lost: string[] = [];
  const cancelled: string[] = [];
  for (const link of held) {
    const found = targets.get(keyOf(link.target, link.value));
    const said = `${link.prefix}${labelOf(link.meta, link.field.fieldname)}: ${link.value}`;
    if (found === undefined) lost.push(said);
    else if (found.docstatus === 2 && meta.isSubmittable && link.field.fieldname !== 'amended_from' && ctx.findMeta(link.target)?.isSubmittable === true) cancelled.push(said);
    else link.doc[link.field.fieldname] = found.name;
  }
  if (lost.length > 0) throw new SiteError('LinkValidationError', `Could not find ${lost.join(', ')}`);
  if (cancelled.length > 0) throw new SiteError('CancelledLinkError', `Cannot link cancelled document: ${cancelled.join(', ')}`);
  await fetchFromLinks(ctx, held, Number(doc['docstatus']));
}

function* heldBy(ctx: Context, meta: Meta, doc: SiteDocument, prefix: string): Generator<Held> {
  for (const field of meta.valueFields) {
    if (field.fieldtype !== 'Link' && field.fieldtype !== 'Dynamic Link') continue;
    const value = asText(doc[field.fieldname]);
    if (value === '') continue;
    const target = field.fieldtype === 'Link' ? (field.options ?? '') : asText(doc[field.options ?? '']);
    if (target === '') throw invalid(`${labelOf(meta, field.options ?? '')} must be set first`);
    if (ctx.findMeta(target)?.isSingle !== true) yield { doc, meta, field, target, value, prefix };
  }
}

const keyOf = (doctype: string, name: string): string => `${doctype}\n${name}`;

/** Looks all targets up in one statement. */
async function targetsOf(ctx: Context, held: readonly Held[]): Promise<Map<string, Found>> {
  const byTarget = new Map<string, Set<string>>();
  for (const { target, value } of held) if (ctx.findMeta(target) !== undefined) byTarget.set(target, (byTarget.get(target) ?? new Set()).add(value));
  if (byTarget.size === 0) return new Map();
  const params: unknown[] = [];
  const parts = [...byTarget].map(([target, names]) => {
    params.push(target, [...names]);
    const numbered = ctx.meta(target).columns.get('name') === 'bigint';
    const same = numbered ? 'held.name::text = sent' : 'fold(held.name) = fold(sent)';
    return `select $${params.length - 1}::text as target, sent, held.name::text as name, held.docstatus from unnest($${params.length}::text[]) sent join ${tableOf(target)} held on ${same}`;
  });
  const rows = await ctx.db.rows<{ target: string; sent: string; name: string; docstatus: number }>(parts.join(' union all '), params);
  const numbered = (target: string): boolean => ctx.meta(target).columns.get('name') === 'bigint';
  return new Map(rows.map((row) => [keyOf(row.target, row.sent), { name: numbered(row.target) ? Number(row.name) : row.name, docstatus: row.docstatus }]));
}

async function fetchFromLinks(ctx: Context, held: readonly Held[], docstatus: number): Promise<void> {
  for (const { doc, meta, field, target } of held) {
    const fields = meta.valueFields.filter((each) => fetches(each, field.fieldname) && (docstatus !== 1 || flag(each['allow_on_submit'])) && !(flag(each['fetch_if_empty']) && isFilled(doc[each.fieldname])));
    const source = ctx.meta(target);
    const wanted = fields.map((each) => ({ into: each.fieldname, from: String(each['fetch_from']).split('.')[1] ?? '' })).filter(({ from }) => source.columns.has(from));
    if (wanted.length === 0) continue;
    const rows = await ctx.db.rows(`select ${[...new Set(wanted.map(({ from }) => quote(from)))].join(', ')} from ${tableOf(target)} where name = $1`, [doc[field.fieldname]]);
    for (const { into, from } of wanted) doc[into] = rows[0]?.[from] ?? null;
  }
}

const fetches = (field: DocField, link: string): boolean => typeof field['fetch_from'] === 'string' && field['fetch_from'].split('.')[0]?.trim() === link;
const isFilled = (value: unknown): boolean => value !== null && value !== undefined && value !== '' && value !== 0;
