import { normalizeMac, normalizeSerial } from '@gigafibre/kernel';

/** What labels call their identifiers, in the order in which one names the device best. */
const KEYS: readonly RegExp[] = [/^(?:s\/?n|serial(?:\s?(?:no|number))?)$/i, /^(?:g?pon\s?s\/?n)$/i, /^(?:mac|mac\s?(?:id|address))$/i];

/** `S/N:2230722099830;MAC:026673AF4165;PONSN:TPLG7062C195`, as makers put it into one square. */
function parts(text: string): readonly (readonly [string, string])[] {
  return text.split(/[;,|\r\n]+/).flatMap((part) => {
    const [, key, value] = /^\s*([A-Za-z/ ]{2,16}?)\s*[:=]\s*(\S.*?)\s*$/.exec(part) ?? [];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
}

/**
 * The identifier by which a scanned text names a device: the text itself in its normal form, or the serial, the GPON serial or the
 * MAC address among several things.
 * @returns undefined for a text that names none: an address, a program, the key of a Wi-Fi.
 */
export function deviceCodeOf(text: string): string | undefined {
  const own = normalizeSerial(text);
  if (own !== undefined) return own;
  const known = parts(text);
  if (known.length < 2) return undefined;
  for (const key of KEYS) {
    const [, value = ''] = known.find(([name]) => key.test(name)) ?? [];
    const code = normalizeMac(value)?.replaceAll(':', '') ?? normalizeSerial(value);
    if (code !== undefined) return code;
  }
  return undefined;
}
