import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A recipient as written to, and in the one form that is counted and compared. */
export interface Recipient {
  readonly address: string;
  /** The same mailbox has the same key, whatever follows its `+`. */
  readonly key: string;
  /** ISO 3166, of a phone number; empty for an e-mail or where it cannot be told. */
  readonly country: string;
  readonly isGood: boolean;
}

const EMAIL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;
const LONGEST_EMAIL = 254;

function phone(text: string): Recipient {
  const number = parsePhoneNumberFromString(text.normalize('NFKC'), 'CA');
  if (number === undefined) return { address: text.trim(), key: text.trim(), country: '', isGood: false };
  const type = number.getType();
  return { address: number.number, key: number.number, country: number.country ?? '', isGood: number.isValid() && type !== 'PREMIUM_RATE' && type !== 'SHARED_COST' };
}

function email(text: string): Recipient {
  const address = text.trim().normalize('NFKC').toLowerCase();
  const key = address.replace(/\+[^@]*@/, '@');
  return { address, key, country: '', isGood: address.length <= LONGEST_EMAIL && EMAIL.test(address) && EMAIL.test(key) };
}

/** The canonical form of a number or an address; letters of other alphabets make no good address. */
export const recipientOf = (channel: 'sms' | 'email', text: string): Recipient => (channel === 'sms' ? phone(text) : email(text));

/** Whether a recipient's key is on an allow-list of exact numbers and addresses and of domains (`@example.ca`). */
export function isListed(key: string, allowed: readonly string[]): boolean {
  const domain = key.slice(key.lastIndexOf('@'));
  return allowed.some((entry) => entry === key || (entry.startsWith('@') && key.includes('@') && entry === domain));
}
