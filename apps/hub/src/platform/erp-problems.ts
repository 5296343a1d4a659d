import { Problem } from '@gigafibre/contracts';
import type { ProblemCode } from '@gigafibre/contracts';
import type { FrappeError } from '@gigafibre/frappe';

/** By exception name: Frappe sends 417 for a dozen different errors, so the status says little. */
const CODES: Readonly<Record<string, ProblemCode>> = {
  TimestampMismatchError: 'document_changed',
  DoesNotExistError: 'not_found',
  PermissionError: 'forbidden',
  // our own key is refused, or the site is busy: not the person's doing
  AuthenticationError: 'erp_unavailable',
  InvalidAuthorizationToken: 'erp_unavailable',
  TooManyRequestsError: 'erp_unavailable',
  QueryDeadlockError: 'erp_unavailable',
  QueryTimeoutError: 'erp_unavailable',
  InReadOnlyMode: 'erp_unavailable',
  SessionStopped: 'erp_unavailable',
  Unreachable: 'erp_unavailable',
  Timeout: 'erp_unavailable',
};

export const isFrappeError = (error: unknown): error is FrappeError => error instanceof Error && error.name === 'FrappeError' && 'excType' in error;

/** What an error of the ERP means to whoever asked. A module that knows better maps it first, in its own `*.erp.ts`. */
export function problemFromErp(error: FrappeError): Problem {
  const known = CODES[error.excType];
  const code = known ?? (error.httpStatus >= 500 ? 'erp_unavailable' : 'erp_refused');
  const detail = error.messages[0] ?? error.excType;
  return new Problem(code, { cause: error, ...(code === 'erp_refused' ? { detail, facts: { exception: error.excType, messages: error.messages } } : {}) });
}
