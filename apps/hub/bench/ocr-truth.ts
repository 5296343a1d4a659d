import type { InvoiceReading } from '@gigafibre/contracts';
import { foldText } from '@gigafibre/kernel';
import { amountsIn, datesIn } from '@gigafibre/reader';

/** What stands beside a picture: any field may be absent, and each in the form of who wrote it. */
export interface Truth {
  readonly vendor?: unknown;
  readonly number?: unknown;
  readonly date?: unknown;
  readonly total?: unknown;
  readonly taxes?: unknown;
}

export const FIELDS = ['vendor', 'number', 'date', 'total', 'taxes'] as const;
export type Field = (typeof FIELDS)[number];

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Letters and digits only, without accents: blanks and punctuation are not what a name is. */
const plain = (value: unknown): string => foldText(String(value)).replaceAll(/[^a-z0-9]/g, '');

/** Cents of `12.5`, `"1 234,56 $"` or `"RM 12.00"`; undefined when it is no amount. */
function centsOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Math.round(value * 100);
  if (typeof value !== 'string') return undefined;
  const found = amountsIn(value.trim())[0]?.cents;
  const bare = Number(value.replaceAll(/[^\d.-]/g, ''));
  return found ?? (/\d/.test(value) && Number.isFinite(bare) ? Math.round(bare * 100) : undefined);
}

/** Every day that a written date can mean. */
const daysOf = (value: unknown): string[] => (['day-first', 'month-first'] as const).flatMap((order) => datesIn(String(value), order).map(({ day }) => day));

const AMOUNT_KEYS = ['amount', 'value', 'montant', 'cents', 'tax'];

/** The amounts in whatever holds them: a number, a text, a list, an object by name, a list of objects. */
function amountsOf(value: unknown): number[] {
  if (Array.isArray(value)) return value.flatMap(amountsOf);
  if (typeof value !== 'object' || value === null) return [centsOf(value)].filter((cents) => cents !== undefined);
  const entries = Object.entries(value);
  const named = entries.filter(([key]) => AMOUNT_KEYS.includes(key.toLowerCase()));
  return (named.length > 0 ? named : entries.filter(([key]) => !/rate|taux|percent|name|type/i.test(key))).flatMap(([, inner]) => amountsOf(inner));
}

function taxesRight(reading: InvoiceReading, expected: unknown): boolean {
  const read = [reading.tps, reading.tvq, ...reading.otherTaxes.map(({ amount }) => amount)].map(({ value }) => value).filter((cents) => cents !== null && cents !== 0);
  const wanted = amountsOf(expected).filter((cents) => cents !== 0);
  const sorted = (list: readonly (number | null)[]) => list.map(Number).toSorted((a, b) => a - b).join(' ');
  const sum = read.reduce<number>((total, cents) => total + Number(cents), 0);
  return sorted(read) === sorted(wanted) || (wanted.length === 1 && wanted[0] === sum);
}

const RIGHT: Readonly<Record<Field, (reading: InvoiceReading, expected: unknown) => boolean>> = {
  vendor: (reading, expected) => plain(reading.supplier.value ?? '') === plain(expected),
  number: (reading, expected) => plain(reading.number.value ?? '') === plain(expected),
  date: (reading, expected) => daysOf(expected).includes(reading.date.value ?? ''),
  total: (reading, expected) => reading.total.value === centsOf(expected),
  taxes: taxesRight,
};

/** Whether each field that the truth names was read exactly. */
export const verdictOf = (reading: InvoiceReading, truth: Truth): ReadonlyMap<Field, boolean> => new Map(FIELDS.filter((field) => !isBlank(truth[field])).map((field) => [field, RIGHT[field](reading, truth[field])] as const));

/** What was read, in a form to show beside the truth. */
export function shown(reading: InvoiceReading): Record<Field, unknown> {
  return { vendor: reading.supplier.value, number: reading.number.value, date: reading.date.value, total: (reading.total.value ?? NaN) / 100, taxes: [reading.tps, reading.tvq, ...reading.otherTaxes.map(({ amount }) => amount)].map(({ value }) => (value === null ? null : value / 100)) };
}
