/** The GSM alphabet of 3GPP TS 23.038: é è à ù are in it; ê ç ô î œ and ’ are not, nor is the non-breaking space. */
const BASIC = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
/** These take two places. */
const EXTENDED = new Set('^{}\\[~]|€\f');

export interface SmsSize {
  readonly alphabet: 'GSM-7' | 'UCS-2';
  /** What the operator bills. */
  readonly segments: number;
  /** Places used in that alphabet: septets, or UTF-16 units. */
  readonly characters: number;
}

/** How many segments a text takes: 160 places of GSM-7 or 70 of UCS-2 in one, 153 or 67 in each of several. */
export function smsSize(text: string): SmsSize {
  const letters = Array.from(text); // by code point: what GSM-7 lacks counts in UTF-16 units
  const isGsm = letters.every((character) => BASIC.has(character) || EXTENDED.has(character));
  const widths = letters.map((character) => (isGsm ? (EXTENDED.has(character) ? 2 : 1) : character.length));
  const characters = widths.reduce((sum, width) => sum + width, 0);
  const [alone, each] = isGsm ? ([160, 153] as const) : ([70, 67] as const);
  return { alphabet: isGsm ? 'GSM-7' : 'UCS-2', segments: characters <= alone ? 1 : segmentsOf(widths, each), characters };
}

/** A character of two places is never cut in half, so a segment may end one place early. */
function segmentsOf(widths: readonly number[], each: number): number {
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > each) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return segments;
}
