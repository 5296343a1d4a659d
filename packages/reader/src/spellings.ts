import type { Glyph } from './layout.ts';

/** One way to read a stretch of ink, with its share of the evidence. */
export interface Spelling {
  readonly text: string;
  readonly weight: number;
}

/** What resembles what, on a small label in bad light. */
const LOOKALIKES: Readonly<Record<string, string>> = { 0: 'OD', O: '0', D: '0', Q: '0', 1: 'I7', I: '1', l: '1', 2: 'Z', Z: '2', 3: '8', 4: 'A', A: '4', 5: 'S6', S: '5', 6: 'G5', G: '6', 7: '1', 8: 'B3', B: '8', C: 'G', E: 'F', F: 'E', 9: '8' };
/** How likely a lookalike is when the recogniser is sure: it was never shown that they differ on this label. */
const LOOKALIKE_SHARE = 0.04;
const WIDEST = 48;

interface Option {
  readonly char: string;
  readonly share: number;
}

function optionsOf(glyph: Glyph, alphabet: RegExp): Option[] {
  const upper = glyph.char.toUpperCase();
  const shares = new Map<string, number>();
  const offer = (char: string, share: number) => {
    if (char !== '' && alphabet.test(char)) shares.set(char, Math.max(shares.get(char) ?? 0, share));
  };
  offer(upper, glyph.confidence);
  offer(glyph.other.toUpperCase(), glyph.otherConfidence);
  const isForeign = !alphabet.test(upper);
  for (const like of LOOKALIKES[upper] ?? LOOKALIKES[glyph.char] ?? '') offer(like, isForeign ? glyph.confidence * 0.8 : LOOKALIKE_SHARE);
  return [...shares].map(([char, share]) => ({ char, share }));
}

/** Which characters may stand at a place of a value, counted from 0. */
export type Alphabet = (place: number) => RegExp;

/** The likeliest spellings of a stretch of glyphs in an alphabet, the best first. Signs outside of it are left out. */
export function spellingsOf(glyphs: readonly Glyph[], alphabet: Alphabet): Spelling[] {
  let beam: Spelling[] = [{ text: '', weight: 1 }];
  let place = 0;
  for (const glyph of glyphs) {
    const options = optionsOf(glyph, alphabet(place));
    if (options.length === 0) continue;
    place += 1;
    beam = beam
      .flatMap(({ text, weight }) => options.map(({ char, share }) => ({ text: text + char, weight: weight * share })))
      .toSorted((a, b) => b.weight - a.weight)
      .slice(0, WIDEST);
  }
  return beam;
}

/** Adds up the evidence of several readings of the same ink; values that a form refuses are dropped. */
export function weighed(spellings: readonly Spelling[], form: (text: string) => string | undefined): Spelling[] {
  const sums = new Map<string, number>();
  for (const { text, weight } of spellings) {
    const value = form(text);
    if (value !== undefined) sums.set(value, (sums.get(value) ?? 0) + weight);
  }
  return [...sums].map(([text, weight]) => ({ text, weight })).toSorted((a, b) => b.weight - a.weight);
}
