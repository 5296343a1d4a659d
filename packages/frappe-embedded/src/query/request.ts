import { SiteError } from '../errors.ts';
import type { RowIntent } from './compile-list.ts';
import type { Dialect, ListIntent } from './intent.ts';
import { parseFields } from './parse-fields.ts';
import { bothOf, parseFilters, parseOrFilters } from './parse-filters.ts';
import { parseGroupBy, parseOrderBy } from './parse-order.ts';
import { asText } from '../text.ts';

/** The parts of a list request as they came: texts of a query string, or native values of a JSON body. */
export interface ListParameters {
  fields?: unknown;
  filters?: unknown;
  orFilters?: unknown;
  orderBy?: unknown;
  groupBy?: unknown;
  start?: unknown;
  limit?: unknown;
  distinct?: unknown;
  expand?: unknown;
  parent?: unknown;
}

const DEFAULT_ROWS = 20;

/**
 * Makes a typed intent of a list request.
 * @throws SiteError 500 for text that is no JSON, 403 and 417 for parts Frappe refuses.
 */
export function listIntent(doctype: string, given: ListParameters, dialect: Dialect): ListIntent {
  const fields = decoded(given.fields) ?? ['name'];
  if (!Array.isArray(fields)) throw new SiteError('TypeError', "the JSON object must be a list of fields, not 'str'", { silent: true });
  const expand = decoded(given.expand);
  return {
    ...rowIntent(doctype, given, dialect),
    select: parseFields(fields.length === 0 ? ['name'] : fields),
    orderBy: parseOrderBy(wordOf(given.orderBy)),
    groupBy: parseGroupBy(wordOf(given.groupBy)),
    start: wholeNumber(given.start, 0),
    limit: wholeNumber(given.limit, DEFAULT_ROWS),
    distinct: isOn(given.distinct),
    expand: Array.isArray(expand) ? expand.filter((each) => typeof each === 'string') : [],
  };
}

/** The part of a request that says which rows. */
export function rowIntent(doctype: string, given: ListParameters, dialect: Dialect): RowIntent {
  const where = bothOf(parseFilters(decoded(given.filters), dialect), parseOrFilters(decoded(given.orFilters), dialect));
  return { doctype, dialect, where, parent: wordOf(given.parent) };
}

function decoded(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? undefined;
  if (value === '') return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch (cause) {
    throw new SiteError('ValueError', 'Expecting value: line 1 column 1 (char 0)', { silent: true, cause });
  }
}

const wordOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' && value !== 'null' ? value : undefined);

/** On as Frappe reads a flag of a request: 1, "1", true, "true". */
export const isOn = (value: unknown): boolean => value === true || value === 1 || (typeof value === 'string' && /^(1|true|yes)$/i.test(value));

function wholeNumber(value: unknown, otherwise: number): number {
  if (value === undefined || value === null || value === '') return otherwise;
  const number = Math.trunc(Number(value));
  if (!Number.isSafeInteger(number)) throw new SiteError('ValueError', `invalid literal for int() with base 10: '${asText(value)}'`, { silent: true });
  return Math.max(0, number);
}
