import { foldText } from '@gigafibre/kernel';
import { datesIn } from './dates.ts';
import type { DateOrder, FoundDate } from './dates.ts';
import { cellAt, COLUMN, sureness, zoneOf } from './layout.ts';
import type { Row } from './layout.ts';
import { unread } from './reading.ts';
import type { Read } from './reading.ts';

interface Dated extends FoundDate {
  readonly row: Row;
  readonly index: number;
  readonly label: string;
}

const ISSUED = /invoice\s?date|date\s?(?:de\s?(?:la\s?)?)?(?:facture|facturation|emission|vente|transaction|invoice|issue)|date\s?d['’]?\s?(?:emission|achat)|facture\s?(?:le|du)|bill\s?date|receipt\s?date|doc(?:ument)?\s?date|trans(?:action)?\s?date|emise?\s?le/;
const DATE = /date|dt\b|tarikh|\ble\b|day|jour/;
const DUE = /due|echeance|payable|limite|avant\s?le|pay\s?by|exigible/;
const OTHER = /expir|valid|deliver|livraison|ship|expedi|commande|order\s?date|period|periode|\bdu\b.*\bau\b|since|effective|member|print|closed|naissance|birth|return|retour|exchange|prochain|next|until|jusqu|garantie|warranty/;
const TIME = /\d{1,2}\s?[:h]\s?\d{2}/;

const isLabel = (text: string): boolean => [ISSUED, DATE, DUE, OTHER].some((form) => form.test(foldText(text)));

/** A heading stands at most this many rows above its value: other columns may put rows between. */
const HEADING_REACH = 3;

/** The words left of a date in its own column, or the heading over it. */
function labelOf(rows: readonly Row[], index: number, start: number): string {
  const row = rows[index];
  const left = row?.text.slice(0, start).split(COLUMN).filter((part) => /\p{L}{2}/u.test(part)).at(-1) ?? '';
  const cell = row === undefined ? undefined : cellAt(row, start);
  if (cell === undefined || (left !== '' && datesIn(left, 'day-first').length === 0 && isLabel(left))) return foldText(left);
  const above = rows.slice(Math.max(0, index - HEADING_REACH), index).toReversed().flatMap(({ cells }) => cells.filter((other) => other.x < cell.x + cell.w && cell.x < other.x + other.w));
  return foldText(above.find(({ text }) => isLabel(text))?.text ?? left);
}

function scoreOf({ label, row, index, end, isRepaired }: Dated): number {
  const after = row.text.slice(end, end + 12);
  return (
    (ISSUED.test(label) ? 40 : DATE.test(label) ? 25 : 0) +
    (DUE.test(label) ? -60 : 0) +
    (OTHER.test(label) ? -30 : 0) +
    (TIME.test(after) ? 12 : 0) +
    (isRepaired ? -12 : 0) -
    Math.min(20, index * 0.4)
  );
}

/** What the whole document says about the order of day and month: a date that can be read in one way only decides. */
function orderOf(rows: readonly Row[]): DateOrder {
  const text = foldText(rows.map((row) => row.text).join('\n'));
  const [firsts, seconds] = [/\b(?:1[3-9]|2\d|3[01])[/-](?:0?[1-9]|1[0-2])[/-](?:20)?\d\d/g, /\b(?:0?[1-9]|1[0-2])[/-](?:1[3-9]|2\d|3[01])[/-](?:20)?\d\d/g].map((form) => text.match(form)?.length ?? 0);
  if ((firsts ?? 0) !== (seconds ?? 0)) return (firsts ?? 0) > (seconds ?? 0) ? 'day-first' : 'month-first';
  return /mm\s?\/\s?dd|\busd\b|united states/.test(text) ? 'month-first' : 'day-first';
}

function asRead(date: Dated, confidence: number, choices: readonly string[]): Read<string> {
  return { value: date.day, text: date.row.text.slice(date.start, date.end), confidence: Math.min(sureness(date.row, date.start), confidence), box: zoneOf(date.row, date.start, date.end), ...(choices.length > 0 ? { choices: [...choices] } : {}) };
}

/** The day a document was issued, and the day it is to be paid. A day after `latest` is not taken for the day of issue. */
export function documentDates(rows: readonly Row[], latest?: string): { date: Read<string>; dueDate: Read<string> } {
  const order = orderOf(rows);
  const all = rows.flatMap((row, index) => datesIn(row.text, order).map((date): Dated => ({ ...date, row, index, label: labelOf(rows, index, date.start) })));
  const due = all.find(({ label }) => DUE.test(label));
  const repeats = (day: string) => Math.min(2, all.filter((other) => other.day === day).length - 1) * 4;
  const ranked = all
    .map((date) => ({ date, score: scoreOf(date) + repeats(date.day) + (latest !== undefined && date.day > latest ? -40 : 0) }))
    .toSorted((a, b) => b.score - a.score);
  const winner = ranked[0]?.date;
  if (winner === undefined) return { date: unread(), dueDate: unread() };
  const rivals = ranked.filter(({ date }) => date.day !== winner.day && date !== due).map(({ date }) => date.day);
  const choices = [...new Set([...(winner.swapped === undefined ? [] : [winner.swapped]), ...rivals])].slice(0, 4);
  // the day to pay by is not the day of issue, even where it is the only day that can be read
  if (DUE.test(winner.label)) return { date: { ...unread(), choices: [winner.day] }, dueDate: asRead(winner, 0.9, []) };
  const isAlone = rivals.length === 0 && !winner.isRepaired;
  return { date: asRead(winner, isAlone || ISSUED.test(winner.label) || DATE.test(winner.label) ? 0.95 : 0.7, choices), dueDate: due === undefined ? unread() : asRead(due, 0.9, []) };
}
