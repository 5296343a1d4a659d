import { normalizeMac, normalizePhone, normalizeSerial } from '@gigafibre/kernel';

/** A DocType that the global search looks into. */
export interface Source {
  doctype: string;
  title: string;
  /** Fields shown beside the title. */
  detail: readonly string[];
  /** Fields that hold words: every word typed must be in one of them. */
  words: readonly string[];
  /** Fields that hold codes, each with how a typed text reads as one; undefined when it cannot be one. */
  codes: Readonly<Record<string, (text: string) => string | undefined>>;
  /** So many rows that a common word's matches are not to be collected before the newest are taken. */
  isLarge?: true;
  /** The field compared by likeness when nothing was found word by word. */
  fuzzy?: string;
}

/** Codes hold digits: a text without any is not looked for among them, which saves most of the asking. */
const prefix = (text: string): string | undefined => (text.length >= 3 && /\d/.test(text) ? `${text}%` : undefined);
const address = (text: string): string | undefined => (/[@.]/.test(text) && text.length >= 3 ? `%${text}%` : undefined);
const digits = (text: string): string | undefined => {
  const found = text.replaceAll(/\D/g, '');
  return found.length >= 4 && /^[\d\s()+.-]+$/.test(text) ? `%${found.replace(/^1(?=\d{10}$)/, '')}%` : undefined;
};
const phone = (text: string): string | undefined => normalizePhone(text) ?? digits(text);
const mac = (text: string): string | undefined => normalizeMac(text) ?? (/^(?=.*\d)[0-9a-f:]{5,17}$/i.test(text) ? `%${text}%` : undefined);
const serial = (text: string): string | undefined => (text.length >= 4 && /\d/.test(text) ? `%${normalizeSerial(text) ?? text}%` : undefined);
const postalCode = (text: string): string | undefined => {
  const match = /^([a-z]\d[a-z])\s*(\d[a-z]\d)?$/i.exec(text.trim());
  return match === null ? undefined : match[2] === undefined ? `${match[1] ?? ''}%` : `${match[1] ?? ''} ${match[2]}`;
};

/** In the order in which people look for things. */
export const SOURCES: readonly Source[] = [
  { doctype: 'Customer', title: 'customer_name', detail: ['mobile_no', 'email_id', 'phone_e164'], words: ['customer_name'], codes: { mobile_no: phone, phone_e164: phone, email_id: address, legacy_id: prefix }, fuzzy: 'customer_name' },
  { doctype: 'Service Location', title: 'address_line', detail: ['city', 'postal_code', 'customer'], words: ['address_line', 'city', 'location_name'], codes: { name: prefix, postal_code: postalCode }, fuzzy: 'address_line' },
  { doctype: 'Service Equipment', title: 'serial_no', detail: ['model', 'status', 'customer'], words: [], codes: { serial_no: serial, mac_address: mac, gpon_serial: serial } },
  { doctype: 'Dispatch Job', title: 'subject', detail: ['customer_name', 'status'], words: ['subject'], codes: { name: prefix } },
  { doctype: 'Issue', title: 'subject', detail: ['customer', 'status'], words: ['subject'], codes: { name: prefix }, isLarge: true },
  { doctype: 'Sales Invoice', title: 'name', detail: ['customer_name', 'status'], words: [], codes: { name: prefix }, isLarge: true },
];
