const HEX_SERIAL = /^(?:[0-9A-F]{2}){4}[0-9A-F]{8}$/;
const GPON_SERIAL = /^[A-Z]{4}[0-9A-F]{8}$/;

/**
 * One form for the serials printed on our equipment: upper case, no blanks; a GPON serial printed as 16 hex digits
 * (`54504C471A2B3C4D`) becomes its 12-character form (`TPLG1A2B3C4D`).
 * @returns undefined when the text cannot be a serial: 4 to 40 letters, digits and hyphens.
 */
export function normalizeSerial(text: string): string | undefined {
  const serial = text.toUpperCase().replaceAll(/[\s:]/g, '').replace(/^(S\/?N|SN)[.:]?/, '');
  if (HEX_SERIAL.test(serial)) {
    const vendor = serial.slice(0, 8).replaceAll(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
    const gpon = vendor + serial.slice(8);
    if (GPON_SERIAL.test(gpon)) return gpon;
  }
  return /^[A-Z0-9][A-Z0-9-]{3,39}$/.test(serial) ? serial : undefined;
}

/** `02aabb-ccdd.ee` and the like become `02:AA:BB:CC:DD:EE`; anything but 12 hex digits gives undefined. */
export function normalizeMac(text: string): string | undefined {
  const hex = text.replaceAll(/[\s:.-]/g, '').toUpperCase();
  return /^[0-9A-F]{12}$/.test(hex) ? (hex.match(/../g) ?? []).join(':') : undefined;
}

/** A North American number in the stored form `+14505550123`; undefined when it has not ten digits. */
export function normalizePhone(text: string): string | undefined {
  const digits = text.replaceAll(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  return /^[2-9]\d{9}$/.test(digits) ? `+1${digits}` : undefined;
}

/** `+14505550123` is shown as `450 555-0123`; other texts are shown as they are. */
export const formatPhone = (stored: string): string => stored.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '$1 $2-$3');
