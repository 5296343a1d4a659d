const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']);

/** The kind of photo by its first bytes; nobody's word is taken for it. Undefined for anything else. */
export function mediaTypeOf(content: Buffer): string | undefined {
  if (content.length < 12) return undefined;
  if (content.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (content.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  const at = (from: number, to: number): string => content.toString('latin1', from, to);
  if (at(0, 4) === 'RIFF' && at(8, 12) === 'WEBP') return 'image/webp';
  return at(4, 8) === 'ftyp' && HEIC_BRANDS.has(at(8, 12)) ? 'image/heic' : undefined;
}
