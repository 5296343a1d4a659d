import { Problem } from '@gigafibre/contracts';
import { Temporal } from '@gigafibre/kernel';

/**
 * The schema knows the form of a date; only the calendar knows which dates there are.
 * @throws {Problem} `invalid_request` with the path for a date that no calendar has.
 */
export function dateOrRefuse(text: string, path: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text);
  } catch (cause) {
    throw new Problem('invalid_request', { errors: [{ path, message: 'is no day of the calendar' }], cause });
  }
}
