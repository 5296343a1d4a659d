import { SiteError } from '../errors.ts';

const DEADLOCK = '40P01';
const LOCKED = new Set(['55P03', '57014']);
/** PostgreSQL's own refusals of what was asked: bad values (22), broken constraints (23), functions on the wrong types (428). */
const BAD_DATA = /^(?:2[23]|428)/;

/** What Frappe calls an error that nobody foresaw: those of the database by their kind, everything else a server error. */
export function faultOf(error: unknown): SiteError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = error instanceof Error ? error.message : 'Internal Server Error';
  if (code === DEADLOCK) return new SiteError('QueryDeadlockError', text, { silent: true, cause: error });
  if (LOCKED.has(code)) return new SiteError('QueryTimeoutError', text, { silent: true, cause: error });
  if (BAD_DATA.test(code)) return new SiteError('OperationalError', text, { silent: true, cause: error });
  return new SiteError('InternalError', text, { httpStatus: 500, silent: true, cause: error });
}
