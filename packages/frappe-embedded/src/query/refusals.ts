import { invalid, SiteError } from '../errors.ts';
import type { Dialect } from './intent.ts';

/** A field the DocType has not, or the user may not use in a filter: 417 in v1, 403 in v2. */
export const columnNotPermitted = (field: string, dialect: Dialect = 'v1'): SiteError =>
  new SiteError(dialect === 'v1' ? 'DataError' : 'PermissionError', `Field not permitted in query: ${field}`);

/** A field that cannot be ordered or grouped by, or belongs to a linked DocType the user may not read. */
export const orderNotPermitted = (field: string): SiteError =>
  new SiteError('PermissionError', `You do not have permission to access field: <strong>${field}</strong>`, { title: 'Permission Error' });

/** Text among `fields` that is no field. */
export const malformedSelect = (text: string): SiteError => new SiteError('PermissionError', `Invalid field format for SELECT: ${text}`, { title: 'Permission Error' });

/** An aggregate written as text, which version 16 no longer takes. */
export const stringFunction = (text: string): SiteError =>
  invalid(`SQL functions are not allowed as strings in SELECT: ${text}. Use dict syntax like {'COUNT': '*'} instead.`, 'Invalid Field');

export const unknownFunction = (name: string): SiteError => invalid(`Unsupported function or invalid field name: ${name}`, 'Invalid Field');

/** Filters in a form that the called function's argument types refuse. */
export const filterShape = (filters: unknown): SiteError =>
  new SiteError('FrappeTypeError', `Argument 'filters' should be of type 'list | dict' but got '${JSON.stringify(filters)}' instead.`, { silent: true });

export const unknownOperator = (operator: unknown): SiteError => invalid(`Operator ${String(operator)} is not supported in filters`, 'Invalid Filter');

export const unknownTimespan = (value: unknown): SiteError => invalid(`${String(value)} is not a known time span`, 'Invalid Filter');

export const badFilterValue = (operator: string, wanted: string): SiteError => invalid(`The value of a '${operator}' filter must be ${wanted}`, 'Invalid Filter');

export const notADate = (value: string): SiteError => invalid(`${value} is not a valid date string.`, 'Invalid Date');

/** A filter or function that the database cannot apply: a broken pattern, the average of a date. */
export const impossibleQuestion = (text: string, cause: unknown): SiteError => new SiteError('ValidationError', text, { title: 'Invalid Filter', cause });

/** What the database itself says to a datetime with an offset. */
export const offsetInDatetime = (value: string): SiteError =>
  new SiteError('OperationalError', `(1292, "Incorrect datetime value: '${value}'")`, { silent: true });
