import type { Context } from '../context.ts';
import type { SiteDocument } from '../hooks.ts';
import { asText } from '../text.ts';

/*
 * One counter per resolved prefix, raised inside the request's transaction: a rollback gives the number back, and two requests
 * for the same prefix wait for each other.
 */

/** The next number of a prefix. */
export async function nextNumber(ctx: Context, prefix: string): Promise<number> {
  const rows = await ctx.db.write<{ current: number }>('insert into "tabSeries" (name, current) values ($1, 1) on conflict (name) do update set current = "tabSeries".current + 1 returning current', [prefix]);
  return rows[0]?.current ?? 1;
}

/** Gives a number back when it was the last one issued, so that deleting the newest document leaves no gap. */
export async function giveBack(ctx: Context, prefix: string, number: number): Promise<void> {
  await ctx.db.write('update "tabSeries" set current = current - 1 where name = $1 and current = $2', [prefix, number]);
}

const ofYear = (date: string): number => Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${date.slice(0, 4)}-01-01T00:00:00Z`)) / 86_400_000) + 1;

function isoWeek(date: string): number {
  const thursday = new Date(`${date}T00:00:00Z`);
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() === 0 ? 7 : thursday.getUTCDay()));
  return Math.ceil(ofYear(thursday.toISOString().slice(0, 10)) / 7);
}

/** What a part of a series stands for; undefined when it stands for itself. */
function resolved(ctx: Context, doc: SiteDocument, part: string): string | undefined {
  const today = ctx.today();
  const pad = (number: number, width: number): string => String(number).padStart(width, '0');
  const clock: Readonly<Record<string, () => string>> = {
    YY: () => today.slice(2, 4),
    YYYY: () => today.slice(0, 4),
    FY: () => (asText(doc['posting_date']) || today).slice(0, 4),
    MM: () => today.slice(5, 7),
    DD: () => today.slice(8, 10),
    JJJ: () => pad(ofYear(today), 3),
    WW: () => pad(isoWeek(today), 2),
    timestamp: () => ctx.now(),
  };
  const known = clock[part];
  if (known !== undefined) return known();
  const field = /^\{(.+)\}$/.exec(part)?.[1] ?? part;
  if (ctx.meta(doc.doctype).columns.has(field)) return asText(doc[field]).trim();
  return field === part ? undefined : '';
}

/**
 * A name from dot-separated parts (`ACC-SINV-.YYYY.-`); without a run of `#`, five digits are appended.
 * @param draw gives the number for the prefix before the `#`; a preview may answer without counting.
 */
export async function nameFromSeries(ctx: Context, doc: SiteDocument, series: string, draw: (prefix: string) => Promise<number> = (prefix) => nextNumber(ctx, prefix)): Promise<string> {
  const whole = series.includes('#') ? series : `${series}.#####`;
  let name = '';
  for (const part of whole.split('.')) {
    if (part.startsWith('#')) name += String(await draw(name)).padStart(part.length, '0');
    else if (part !== '') name += resolved(ctx, doc, part) ?? part;
  }
  return name;
}

/** `format:LOG-{MM}-{dept}-{#####}`: only the braces are filled in. */
export async function nameFromFormat(ctx: Context, doc: SiteDocument, format: string): Promise<string> {
  let name = '';
  for (const part of format.split(/(\{[^}]*\})/)) {
    const inner = /^\{(.*)\}$/.exec(part)?.[1];
    if (inner === undefined) name += part;
    else if (inner.startsWith('#')) name += String(await nextNumber(ctx, name)).padStart(inner.length, '0');
    else name += resolved(ctx, doc, inner) ?? resolved(ctx, doc, part) ?? '';
  }
  return name;
}
