import type { NewSession } from '../../platform/sessions.ts';
import type { PhoneFacts, Technician } from './tech-link.ports.ts';

/** One shift. */
const SHIFT_HOURS = 12;
export const LINK_MINUTES = 15;

/** Base 58: no 0, O, I or l to confuse when it is read out over the phone. */
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** 58^11 is a little over 2^64. */
const CODE_LENGTH = 11;
const FAIR_BELOW = ALPHABET.length * Math.floor(256 / ALPHABET.length);

/**
 * A code that cannot be guessed, made from random bytes; bytes that would make some letters likelier are passed over.
 * @param randomBytes gives that many bytes from a source fit for secrets.
 */
export function createCode(randomBytes: (count: number) => Uint8Array): string {
  let code = '';
  while (code.length < CODE_LENGTH) {
    const letters = Array.from(randomBytes(CODE_LENGTH)).filter((byte) => byte < FAIR_BELOW);
    code += letters.map((byte) => ALPHABET[byte % ALPHABET.length] ?? '').join('');
  }
  return code.slice(0, CODE_LENGTH);
}

/** What the link buys: the technician's own day for one shift, on the device that opened it. */
export function shiftSession(technician: Technician, phone: PhoneFacts, visit: string | null): NewSession {
  const landing = visit === null ? '/j' : `/j/visit/${encodeURIComponent(visit)}`;
  return { kind: 'technician', user: technician.user, displayName: technician.displayName, roles: ['technician'], technician: technician.name, ...phone, how: 'link', language: technician.language, landing, hours: SHIFT_HOURS };
}
