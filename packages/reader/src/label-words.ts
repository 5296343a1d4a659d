import { foldText } from '@gigafibre/kernel';
import { cellAt, zoneOf } from './layout.ts';
import type { Glyph, Page, Piece, Row } from './layout.ts';
import type { Zone } from './reading.ts';

export type LabelKey = 'gponSerial' | 'mac' | 'serial' | 'wifiName' | 'wifiKey' | 'model';

/** What a value is called on labels; tried in this order, and blanks may be lost. */
const KEYS: readonly (readonly [LabelKey, RegExp])[] = [
  ['gponSerial', /(?:g?[pr]on|ont|onu|fsan|gpon)\s?(?:s\s?\/?\s?n|serial(?:\s?n[o°]?\.?)?|id)\s?(?:number|no\.?)?/],
  ['mac', /(?:adresse\s?|wan\s?|lan\s?)?\bmac(?:\s?(?:address|adresse|addr|id))?/],
  ['serial', /serial\s?(?:number|no\.?|n°|#)?|(?:n[o°]\s?(?:de\s)?)?serie|\bs\s?[/i|l]\s?n(?![a-z])|\bsn(?![a-z])/],
  ['wifiName', /(?:nom\s?(?:du\s)?(?:reseau|wi-?fi)|ssid|network\s?name|wireless\s?name|wi-?fi\s?name)(?:\s?(?:2\.4|5)\s?g(?:hz)?)?/],
  ['wifiKey', /(?:wireless|wi-?fi|wpa2?|network)\s?(?:password|key|pwd|pin|passphrase|cle)(?:\s?\/\s?pin)?|mot\s?de\s?passe\s?(?:wi-?fi)?|cle\s?wi-?fi|cle\s?(?:de\s)?securite/],
  ['model', /\bmode(?:l|i|le)(?:\s?(?:no\.?|number))?|\bm\/n/],
];

/** A value as printed beside its name. */
export interface LabelValue {
  readonly key: LabelKey;
  readonly text: string;
  readonly row: Row;
  readonly start: number;
  readonly zone: Zone;
  readonly confidence: number;
  readonly y: number;
}

interface Named {
  readonly key: LabelKey;
  readonly start: number;
  readonly end: number;
}

function namesIn(text: string): Named[] {
  // in a name, a digit is a misread letter: `GP0N SN`, `Mode1`
  const folded = foldText(text).padEnd(text.length).replaceAll('0', 'o').replaceAll('1', 'l');
  const found: Named[] = [];
  for (const [key, form] of KEYS) {
    for (const match of folded.matchAll(new RegExp(form, 'g'))) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (!found.some((other) => start < other.end && end > other.start)) found.push({ key, start, end });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

const SIGNS = /^[\s:.;#=_-]+/;

function valueAt(row: Row, key: LabelKey, start: number, end: number): LabelValue | undefined {
  const raw = row.text.slice(start, end);
  const lead = SIGNS.exec(raw)?.[0].length ?? 0;
  const text = raw.slice(lead).trimEnd();
  if (text.length < 2) return undefined;
  const from = start + lead;
  return { key, text, row, start: from, zone: zoneOf(row, from, from + text.length), confidence: cellAt(row, from)?.confidence ?? 0, y: row.y + row.h / 2 };
}

/** The values of a label: behind their names, or in the row below when a name stands alone. */
export function valuesIn(rows: readonly Row[]): LabelValue[] {
  return rows.flatMap((row, index) => {
    const names = namesIn(row.text);
    return names.flatMap(({ key, end }, position) => {
      const behind = valueAt(row, key, end, names[position + 1]?.start ?? row.text.length);
      const next = rows[index + 1];
      const below = behind === undefined && names.length === 1 && next !== undefined && namesIn(next.text).length === 0 ? valueAt(next, key, 0, next.text.length) : undefined;
      return [behind ?? below].filter((value) => value !== undefined);
    });
  });
}

const plain = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/** The recognised characters behind a value, once for each time that its ink was read. */
export function glyphsBehind(page: Page, value: LabelValue): (readonly Glyph[])[] {
  const wanted = plain(value.text);
  const isSource = (piece: Piece) => piece.readings !== undefined && Math.abs(piece.y + piece.h / 2 - value.y) < piece.h && plain(piece.text).includes(wanted.slice(0, 24));
  return page.pieces.filter(isSource).flatMap(({ readings = [] }) => readings.map((glyphs) => tail(glyphs, value)).filter((run) => run.length > 0));
}

/** The end of a reading that corresponds to the value: names differ in nothing we need, so it is found by its length. */
function tail(glyphs: readonly Glyph[], value: LabelValue): readonly Glyph[] {
  const marks = namesIn(glyphs.map(({ char }) => char).join(''));
  const own = marks.findLast(({ key }) => key === value.key);
  const next = own === undefined ? undefined : marks.find(({ start }) => start >= own.end);
  return glyphs.slice(own?.end ?? 0, next?.start ?? glyphs.length);
}
