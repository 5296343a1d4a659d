import { plain } from './label-codes.ts';
import type { Identifier } from './label-codes.ts';
import type { Glyph } from './layout.ts';
import type { Read, Zone } from './reading.ts';
import type { Alphabet, Spelling } from './spellings.ts';

const HEX = /^[0-9A-F]$/;
const LETTER = /^[A-Z]$/;
const DIGIT = /^\d$/;
const ANY = /^[A-Z0-9-]$/;
/** A GPON serial is printed in letters and hexadecimal digits, or all in hexadecimal digits. */
export const ALPHABETS: Readonly<Record<Identifier | 'digits', readonly Alphabet[]>> = { serial: [() => ANY], mac: [() => HEX], gponSerial: [(place) => (place < 4 ? LETTER : HEX), () => HEX], digits: [() => DIGIT] };
/** Of a field; more would help nobody. */
export const MOST_CHOICES = 16;

/** Characters of which nothing else is known than how sure the reader was of them all. */
export const bareGlyphs = ({ text, confidence }: { readonly text: string; readonly confidence: number }): readonly Glyph[] => Array.from(plain(text), (char) => ({ char, confidence, other: '', otherConfidence: 0 }));

/** No value, but what it may be, the likeliest first. */
export const offered = (spellings: readonly Spelling[], text: string | null, box: Zone | null): Read<string> => {
  const choices = [...new Set(spellings.map((spelling) => spelling.text))].slice(0, MOST_CHOICES);
  return { value: null, text, confidence: Math.min(0.6, spellings[0]?.weight ?? 0), box, ...(choices.length > 0 ? { choices } : {}) };
};
