import { normalizeMac, normalizeSerial } from '@gigafibre/kernel';

/** Vendors that sell to fibre providers; any other four letters are possible but doubtful. */
const VENDORS = new Set(['HWTC', 'ZTEG', 'ALCL', 'ADTN', 'CXNK', 'UBNT', 'TPLG', 'NOKA', 'SCOM', 'GNXS', 'FHTT', 'DSNW', 'ZYXE', 'CIGG', 'CMSZ']);

export const isVendor = (gponSerial: string): boolean => VENDORS.has(gponSerial.slice(0, 4));

/** A GPON serial in its 12-character form; undefined when the text is none. */
export function gponForm(text: string): string | undefined {
  const serial = normalizeSerial(text);
  return serial !== undefined && /^[A-Z]{4}[0-9A-F]{8}$/.test(serial) ? serial : undefined;
}

/** A device's own MAC address: a group address on a label is a misread. */
export function macForm(text: string): string | undefined {
  const mac = normalizeMac(text);
  if (mac === undefined || mac === '00:00:00:00:00:00') return undefined;
  return (Number.parseInt(mac.slice(0, 2), 16) & 1) === 0 ? mac : undefined;
}

/** A maker's serial: six to twenty-four letters and digits, at least two of them digits. It may be a GPON serial too. */
export function serialForm(text: string): string | undefined {
  const serial = normalizeSerial(text);
  if (serial === undefined || !/^[A-Z0-9-]{6,24}$/.test(serial)) return undefined;
  return (serial.match(/\d/g)?.length ?? 0) >= 2 ? serial : undefined;
}

/** Makers whose serials are digits and nothing else, and how many: letters in them are misread digits. */
const DIGITS_ONLY: Readonly<Record<string, number>> = { 'TP-Link': 13 };

export const hasKnownForm = (serial: string, brand: string | null): boolean => brand !== null && DIGITS_ONLY[brand] === serial.length && /^\d+$/.test(serial);

export const isDigitsBrand = (brand: string | null): boolean => brand !== null && DIGITS_ONLY[brand] !== undefined;
