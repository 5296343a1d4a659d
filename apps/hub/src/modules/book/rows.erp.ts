import { PRIORITIES, type FailureReason, type Priority, type VisitStatus, type Window } from '@gigafibre/contracts';
import type { Doc, DocTypeName, NewRow } from '@gigafibre/doctypes';
import type { ListQuery } from '@gigafibre/frappe';
import { instantFromSite, siteFromInstant, Temporal } from '@gigafibre/kernel';

/** A list's row: what was asked for, and the aliases of joined columns. */
export type Row<D extends DocTypeName, Joined extends object = object> = Partial<Doc<D>> & Partial<Joined>;

/** The ERP's naive site time as the wire's instant. */
export const instantOf = (naive: string | undefined): string | null => (naive === undefined || naive === '' ? null : instantFromSite(naive).toString());
/** The same for a stamp that every document has. */
export const stampedAt = (naive: string | undefined): string => instantOf(naive) ?? '1970-01-01T00:00:00Z';
export const naiveOf = (instant: string): string => siteFromInstant(Temporal.Instant.from(instant));
export const naiveOrNull = (instant: string | null): string | null => (instant === null ? null : naiveOf(instant));

export const textOr = (text: string | undefined, otherwise = ''): string => text ?? otherwise;
export const nameOr = (name: string | undefined): string | null => (name === undefined || name === '' ? null : name);
/** Frappe keeps no empty numbers: no place of ours lies on the equator. */
export const coordinateOf = (degrees: number | undefined): number | null => (degrees === undefined || degrees === 0 ? null : degrees);
export const countOrNull = (count: number | undefined): number | null => (count === undefined || count === 0 ? null : count);
export const windowOf = (start: string | undefined, end: string | undefined): Window | null => {
  const from = instantOf(start);
  const until = instantOf(end);
  return from === null || until === null ? null : { start: from, end: until };
};

export const priorityOf = (text: string | undefined): Priority => PRIORITIES.find((known) => known === text) ?? 'Medium';

type ErpVisitStatus = Doc<'Dispatch Visit'>['status'];
const VISIT_STATUS_WORDS = {
  unassigned: 'Unassigned',
  planned: 'Planned',
  confirmed: 'Confirmed',
  'en-route': 'En Route',
  'on-site': 'On Site',
  paused: 'Paused',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
} as const satisfies Record<VisitStatus, ErpVisitStatus>;
const FAILURE_WORDS = { absent: 'Absent', 'no-access': 'No Access', permit: 'Permit', weather: 'Weather', 'missing-part': 'Missing Part', other: 'Other' } as const satisfies Record<FailureReason, string>;

export const erpVisitStatus = (status: VisitStatus): ErpVisitStatus => VISIT_STATUS_WORDS[status];
export const visitStatusOf = (word: string | undefined): VisitStatus => keyOf(VISIT_STATUS_WORDS, word) ?? 'unassigned';
export const erpFailure = (reason: FailureReason): (typeof FAILURE_WORDS)[FailureReason] => FAILURE_WORDS[reason];
export const failureOf = (word: string | undefined): FailureReason | null => keyOf(FAILURE_WORDS, word) ?? null;

const keyOf = <Key extends string>(words: Readonly<Record<Key, string>>, word: string | undefined): Key | undefined => (Object.keys(words) as Key[]).find((key) => words[key] === word);

/** Rows of a table as they are sent back when one of them changes: a table that is sent replaces the whole table. */
export const keptRows = <Kept extends { name: string; idx: number }>(rows: readonly Kept[]): NewRow<Kept>[] =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([field]) => !OF_THE_ERP.has(field))) as NewRow<Kept>);

const OF_THE_ERP = new Set(['owner', 'creation', 'modified', 'modified_by', 'docstatus', 'parent', 'parentfield', 'parenttype', 'doctype']);

/** Everything that fits, with no page. */
export const all = (query: Omit<ListQuery, 'limit'>): ListQuery => ({ ...query, limit: 0 });

/** A time of day. The ERP writes hours without their leading zero. */
export function wallTimeOf(text: string | undefined): Temporal.PlainTime | null {
  if (text === undefined || text === '') return null;
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return Temporal.PlainTime.from({ hour, minute });
}
