import { readFileSync } from 'node:fs';
import opentype from 'opentype.js';
import type { Font } from 'opentype.js';

/** Typefaces that ship with this package, so that a drawing is the same on every machine. */
const FILES = {
  sans: '@fontsource/arimo/files/arimo-latin-400-normal.woff',
  'sans-bold': '@fontsource/arimo/files/arimo-latin-700-normal.woff',
  narrow: '@fontsource/roboto-condensed/files/roboto-condensed-latin-400-normal.woff',
  'narrow-bold': '@fontsource/roboto-condensed/files/roboto-condensed-latin-700-normal.woff',
  mono: '@fontsource/cousine/files/cousine-latin-400-normal.woff',
  'mono-bold': '@fontsource/cousine/files/cousine-latin-700-normal.woff',
  till: '@fontsource/vt323/files/vt323-latin-400-normal.woff',
} as const;

export type FontName = keyof typeof FILES;

const opened = new Map<FontName, Font>();

function fontOf(name: FontName): Font {
  const font = opened.get(name) ?? opentype.parse(Uint8Array.from(readFileSync(new URL(import.meta.resolve(FILES[name])))).buffer);
  opened.set(name, font);
  return font;
}

/** How wide a text is set, in the unit of `size`. */
export function widthOf(text: string, name: FontName, size: number): number {
  const font = fontOf(name);
  return Array.from(text, (char) => font.charToGlyph(char).advanceWidth ?? 0).reduce((sum, width) => sum + width, 0) * (size / font.unitsPerEm);
}

/** The outline of a text as the data of an SVG path, its baseline starting at (x, y). */
export function outlineOf(text: string, { font: name, size, x, y }: { readonly font: FontName; readonly size: number; readonly x: number; readonly y: number }): string {
  const font = fontOf(name);
  let at = x;
  return Array.from(text, (char) => {
    const glyph = font.charToGlyph(char);
    const path = glyph.getPath(at, y, size).toPathData(1);
    at += (glyph.advanceWidth ?? 0) * (size / font.unitsPerEm);
    return path;
  }).join('');
}
