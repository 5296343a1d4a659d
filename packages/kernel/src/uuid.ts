/**
 * A UUID of version 7 (RFC 9562): sorts by the time it was made.
 * @param epochMs milliseconds since 1970; taken from a clock the caller owns.
 * @param random ten random bytes.
 */
export function uuidV7(epochMs: number, random: Uint8Array): string {
  if (random.length < 10) throw new RangeError('uuidV7 needs ten random bytes');
  const bytes = new Uint8Array(16);
  let rest = epochMs;
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
