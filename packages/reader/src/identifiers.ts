import { foldText } from '@gigafibre/kernel';
import { COLUMN, sureness, zoneOf } from './layout.ts';
import type { Row } from './layout.ts';
import { unread } from './reading.ts';
import type { Read } from './reading.ts';

const NUMBER_SIGN = String.raw`(?:n[°ºo0]s?\.?|num[eé]ro|number|num\.?|no|#|id|code)`;
/** What an invoice's number is called, the surest first. The label may be glued to it or stand in a heading above it. */
const LABELS: readonly RegExp[] = [
  new RegExp(String.raw`(?:${NUMBER_SIGN}\s?(?:de\s(?:la\s)?|d['’])?\s?(?:facture|fact\.))\s?${NUMBER_SIGN}?`, 'gi'),
  new RegExp(String.raw`(?:tax\s?)?(?:invoice|inv|facture|fact\.|note\s?de\s?cr[ée]dit|credit\s?(?:note|memo)|avoir)\s?${NUMBER_SIGN}`, 'gi'),
  new RegExp(String.raw`(?:receipt|re[cç]u|bill|doc(?:ument)?|slip|check|chk|cheque|cash\s?bill|c\/?s|order|ticket|bon)\s?${NUMBER_SIGN}`, 'gi'),
  new RegExp(String.raw`(?:facture|invoice)\s?:?`, 'gi'),
  new RegExp(String.raw`(?:trans(?:action)?|trx|ref(?:erence)?|r[ée]f[ée]rence)\s?${NUMBER_SIGN}?`, 'gi'),
  /(?:^|\s)n[°º]s?\s?:?/gi,
  /(?:^|\s{3})(?:num[ée]ro|number|no\.?)\s?:/gi,
];
/** Not a number of this document, although « No » stands before it. */
const FOREIGN = /(?:client|customer|account|compte|gst|tps|tvq|qst|tva|vat|reg(?:istration)?|purchase|achat|commande|p\.?o\.?|table|tel|phone|fax|member|card|carte|cust|bank)\s?[.:]?\s?$/i;
const TOKEN = /^[\s:.#№-]*(?<value>(?:[A-Z]{1,4}[ ])?(?=[A-Z0-9/_.-]*\d)[A-Z0-9][A-Z0-9/_.-]*[A-Z0-9]|\d{1,})/i;
/** A date or an amount stands behind a heading as well. */
const OTHER_VALUE = /^(?:\d+[.,]\d\d(?!\d)|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{2}-\d{2})/;

interface Found {
  readonly value: string;
  readonly row: Row;
  readonly start: number;
  readonly rank: number;
}

/** The token right behind a label. */
function behind(row: Row, end: number, rank: number): Found | undefined {
  const rest = row.text.slice(end);
  const match = TOKEN.exec(rest);
  const value = match?.groups?.['value'];
  if (match === null || value === undefined || OTHER_VALUE.test(value)) return undefined;
  return { value, row, start: end + match[0].length - value.length, rank };
}

/** The token under a heading. */
function below(rows: readonly Row[], index: number, end: number, rank: number): Found | undefined {
  const heading = rows[index]?.cells.findLast(({ start }) => start < end);
  if (heading === undefined) return undefined;
  for (const row of rows.slice(index + 1, index + 3)) {
    const under = row.cells.find((cell) => cell.x < heading.x + heading.w && heading.x < cell.x + cell.w);
    const value = under === undefined ? undefined : TOKEN.exec(under.text)?.groups?.['value'];
    if (under !== undefined && value !== undefined && /\d/.test(value) && !OTHER_VALUE.test(under.text)) return { value, row, start: under.start + under.text.indexOf(value), rank: rank + 0.5 };
  }
  return undefined;
}

function labelled(rows: readonly Row[], index: number): Found[] {
  const row = rows[index];
  if (row === undefined) return [];
  return LABELS.flatMap((label, rank) =>
    [...row.text.matchAll(label)].flatMap((match) => {
      const end = match.index + match[0].length;
      const before = row.text.slice(0, match.index).split(COLUMN).at(-1) ?? '';
      if (FOREIGN.test(before) || /^\p{L}/u.test(row.text.slice(end)) && !/\d/.test(row.text.slice(end, end + 14))) return [];
      return [behind(row, end, rank) ?? below(rows, index, end, rank)].filter((found) => found !== undefined);
    }),
  );
}

/** The document's own number: the token behind or under what it is called. */
export function numberOf(rows: readonly Row[]): Read<string> {
  const found = rows.flatMap((_, index) => labelled(rows, index)).filter(({ value }) => value.length >= 2 && value.length <= 40);
  const [winner, ...rest] = found.toSorted((a, b) => a.rank - b.rank);
  if (winner === undefined) return unread();
  const choices = [...new Set(rest.map(({ value }) => value))].filter((value) => value !== winner.value).slice(0, 3);
  return {
    value: winner.value.replace(/(?:[.,;:]|date|time|heure)+$/i, ''),
    text: winner.value,
    confidence: Math.min(sureness(winner.row, winner.start), winner.rank < 2 ? 0.95 : winner.rank < 3 ? 0.85 : 0.6),
    box: zoneOf(winner.row, winner.start, winner.start + winner.value.length),
    ...(winner.rank >= 3 && choices.length > 0 ? { choices } : {}),
  };
}

const LIKE_DIGIT = '[\\dOoQIl|SB]';
/** Nine or ten digits, two letters, four digits; OCR may part or confuse them. */
const REGISTRATION = {
  tps: new RegExp(String.raw`(?<digits>(?:${LIKE_DIGIT}[\s-]?){9})\s?(?<letters>R\s?[TI7])\s?(?<file>(?:${LIKE_DIGIT}\s?){4})(?!\d)`, 'g'),
  tvq: new RegExp(String.raw`(?<digits>(?:${LIKE_DIGIT}[\s-]?){10})\s?(?<letters>T\s?[QO0])\s?(?<file>(?:${LIKE_DIGIT}\s?){4})(?!\d)`, 'g'),
} as const;

const asDigits = (text: string): string =>
  text
    .replaceAll(/[\s-]/g, '')
    .replaceAll(/[OoQ]/g, '0')
    .replaceAll(/[Il|]/g, '1')
    .replaceAll('S', '5')
    .replaceAll('B', '8');

/** The supplier's registration for TPS (`123456789 RT0001`) or TVQ (`1234567890 TQ0001`). */
export function registrationOf(rows: readonly Row[], tax: keyof typeof REGISTRATION): Read<string> {
  for (const row of rows) {
    for (const match of row.text.matchAll(REGISTRATION[tax])) {
      const { digits = '', file = '' } = match.groups ?? {};
      const isPlain = /^[\d\s-]+$/.test(digits) && /^[\d\s]+$/.test(file);
      const value = `${asDigits(digits)} ${tax === 'tps' ? 'RT' : 'TQ'}${asDigits(file)}`;
      return { value, text: match[0].trim(), confidence: Math.min(sureness(row, match.index), isPlain ? 0.97 : 0.6), box: zoneOf(row, match.index, match.index + match[0].length) };
    }
  }
  return unread();
}

const CURRENCIES: readonly (readonly [string, RegExp])[] = [
  ['IDR', /\bidr\b|\brp\.?\s?\d/],
  ['MYR', /\brm\b|\brm\s?\d|\(rm\)|\bmyr\b|s[do]n\.?\s?bhd|ringgit/],
  ['CAD', /\bcad\b|\bc\$|\$\s?ca\b|\bca\$|\btps\b|\btvq\b|\bqst\b|quebec|\bq\.?c\.?\b|\bhst\b|\btvh\b/],
  ['EUR', /€|\beur\b|\beuros?\b|\btva\b/],
  ['GBP', /£|\bgbp\b/],
  ['USD', /\busd\b|\bus\$|\$\s?us\b/],
];

/** The currency, by its sign, its code or the taxes that only one country has. A bare dollar is taken for ours. */
export function currencyOf(rows: readonly Row[]): Read<string> {
  for (const [code, form] of CURRENCIES) {
    const row = rows.find(({ text }) => form.test(foldText(text)));
    const match = row === undefined ? null : form.exec(foldText(row.text));
    if (row !== undefined && match !== null) return { value: code, text: match[0], confidence: 0.9, box: zoneOf(row, match.index, match.index + match[0].length) };
  }
  const row = rows.find(({ text }) => text.includes('$'));
  return row === undefined ? unread() : { value: 'CAD', text: '$', confidence: 0.6, box: zoneOf(row, row.text.indexOf('$'), row.text.indexOf('$') + 1) };
}
