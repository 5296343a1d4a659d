import type { ColumnKind } from '../fieldtypes.ts';
import { notADate, offsetInDatetime } from './refusals.ts';
import { asText } from '../text.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})[ T](\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)$/;
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}[ T][\d:.]+\s*(?:Z|[+-]\d{2}:?\d{2})$/i;
const CLOCK = /^-?\d{1,3}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?$/;

/** Which end of a day a bare date stands for where a moment is wanted. */
export type DayEnd = 'start' | 'end';

/** How a placeholder of a kind is written so that PostgreSQL can still use the column's index. */
export function castOf(kind: ColumnKind, value: unknown): string {
  if (kind === 'text') return 'text';
  if (kind === 'date') return 'date';
  if (kind === 'datetime') return 'timestamp';
  if (kind === 'time') return 'interval';
  return kind !== 'decimal' && (Array.isArray(value) ? value : [value]).every((each) => Number.isSafeInteger(each)) ? 'bigint' : 'numeric';
}

/**
 * A filter's value as its column compares: numbers from text as the ERP's database reads them (no number is 0), booleans as 0 and 1,
 * dates checked.
 * @throws SiteError 417 for a text that is no date, 500 for a datetime with an offset.
 */
export function comparable(kind: ColumnKind, value: unknown, end: DayEnd = 'start'): string | number {
  const plain = typeof value === 'boolean' ? Number(value) : value;
  if (kind === 'text') return asText(plain);
  if (kind === 'date') return dayOf(asText(plain));
  if (kind === 'datetime') return momentOf(asText(plain), end);
  if (kind === 'time') return clockOf(asText(plain));
  return numberOf(plain);
}

/** The values of an `in` filter: a list, or text with commas. */
export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.length === 0 ? [''] : value;
  if (value === null || value === undefined) return [''];
  return typeof value === 'string' ? value.split(',').map((part) => part.trim()) : [value];
}

function numberOf(value: unknown): number {
  const number = typeof value === 'number' ? value : Number.parseFloat(asText(value));
  return Number.isFinite(number) ? number : 0;
}

function dayOf(text: string): string {
  const day = MOMENT.exec(text.trim())?.[1] ?? text.trim();
  if (!isDay(day)) throw WITH_OFFSET.test(text) ? offsetInDatetime(text) : notADate(text);
  return day;
}

function momentOf(text: string, end: DayEnd): string {
  const plain = text.trim();
  if (DAY.test(plain) && isDay(plain)) return `${plain} ${end === 'start' ? '00:00:00' : '23:59:59.999999'}`;
  const parts = MOMENT.exec(plain);
  if (parts?.[1] === undefined || parts[2] === undefined || !isDay(parts[1]) || !isClock(parts[2])) throw WITH_OFFSET.test(plain) ? offsetInDatetime(plain) : notADate(text);
  return `${parts[1]} ${parts[2]}`;
}

function clockOf(text: string): string {
  const clock = MOMENT.exec(text.trim())?.[2] ?? text.trim();
  if (!CLOCK.test(clock)) throw notADate(text);
  return clock;
}

function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const isClock = (text: string): boolean => {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return hours < 24 && minutes < 60 && seconds < 60;
};
