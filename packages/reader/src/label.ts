import { gponForm, hasKnownForm, isDigitsBrand, isVendor, macForm, serialForm } from './label-forms.ts';
import { glyphsBehind, valuesIn } from './label-words.ts';
import type { LabelKey, LabelValue } from './label-words.ts';
import { rowsOf } from './layout.ts';
import type { Glyph, Page, Row } from './layout.ts';
import { zoneOf } from './layout.ts';
import { unread } from './reading.ts';
import type { LabelFields, Read, Zone } from './reading.ts';
import { spellingsOf, weighed } from './spellings.ts';
import type { Alphabet, Spelling } from './spellings.ts';

/** A code as decoded from the picture. */
export interface Barcode {
  readonly format: string;
  readonly text: string;
  readonly box: Zone | null;
}

type Identifier = 'serial' | 'mac' | 'gponSerial';

const FORMS: Readonly<Record<Identifier, (text: string) => string | undefined>> = { serial: serialForm, mac: macForm, gponSerial: gponForm };
const HEX = /^[0-9A-F]$/;
const LETTER = /^[A-Z]$/;
const DIGIT = /^\d$/;
const ANY = /^[A-Z0-9-]$/;
/** A GPON serial is printed in letters and hexadecimal digits, or all in hexadecimal digits. */
const ALPHABETS: Readonly<Record<Identifier | 'digits', readonly Alphabet[]>> = { serial: [() => ANY], mac: [() => HEX], gponSerial: [(place) => (place < 4 ? LETTER : HEX), () => HEX], digits: [() => DIGIT] };
/** Symbologies with a check digit of their own; the others need a second witness. */
const CHECKED = new Set(['code128', 'qrcode', 'datamatrix', 'microqrcode', 'pdf417', 'aztec']);
/** A product's code is no device's. */
const PRODUCT = /^(?:ean|upc|itf|databar)/;
const MOST_CHOICES = 16;
/** Every time the ink was read, every character was at least this sure. */
const SURE = 0.97;

const isChecked = ({ format }: Barcode): boolean => CHECKED.has(format.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));

interface Witness {
  readonly value: string;
  readonly text: string;
  readonly box: Zone | null;
  readonly isChecked: boolean;
}

const NAMED: Readonly<Record<Identifier, RegExp>> = {
  gponSerial: /(?:g?pon|ont|onu)[ _-]?(?:s\/?n|serial|id)\s*[:=]\s*([0-9A-Z]{12,16})/i,
  mac: /mac(?:[ _-]?(?:address|id))?\s*[:=]\s*([0-9A-F]{2}(?:[:.-]?[0-9A-F]{2}){5})/i,
  serial: /(?<![a-z])(?:s\/?n|serial(?:[ _-]?(?:no|number))?)\s*[:=]\s*([A-Z0-9-]{6,24})/i,
};

/** A code that names its values: `S/N:…;MAC:…`. */
const named = (barcode: Barcode, kind: Identifier): string | undefined => {
  const rest = kind === 'serial' ? barcode.text.replace(NAMED.gponSerial, '') : barcode.text;
  const match = NAMED[kind].exec(rest)?.[1];
  return match === undefined ? undefined : FORMS[kind](match);
};

const plain = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [i, char] of Array.from(a).entries()) {
    const next = [i + 1];
    for (let column = 1; column <= b.length; column += 1) next.push(Math.min((row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (row[column - 1] ?? 0) + (char === b[column - 1] ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The printed value that a bare code repeats: nearly the same characters. */
function printedAs(barcode: Barcode, values: readonly LabelValue[]): LabelValue | undefined {
  const code = plain(barcode.text);
  const near = values.map((value) => ({ value, off: distance(plain(value.text).slice(0, code.length + 3), code) })).toSorted((a, b) => a.off - b.off)[0];
  return near !== undefined && near.off <= Math.max(2, code.length * 0.25) ? near.value : undefined;
}

/** What only one kind of value looks like. Twelve digits may be an address or a serial, and are neither here. */
function kindByForm(text: string): Identifier | undefined {
  const gpon = gponForm(text);
  if (gpon !== undefined) return isVendor(gpon) ? 'gponSerial' : undefined;
  if (macForm(text) !== undefined) return /[A-F:-]/i.test(text) ? 'mac' : undefined;
  return /^[A-Z0-9-]{8,24}$/.test(text) && serialForm(text) !== undefined ? 'serial' : undefined;
}

const isIdentifier = (key: LabelKey | undefined): key is Identifier => key === 'serial' || key === 'mac' || key === 'gponSerial';

/** What a bare code is: by the printed text that it repeats, or by its form. */
function kindOf(barcode: Barcode, values: readonly LabelValue[]): Identifier | undefined {
  const printed = printedAs(barcode, values)?.key;
  if (!isIdentifier(printed)) return kindByForm(barcode.text);
  return FORMS[printed](barcode.text) === undefined ? undefined : printed;
}

function witnessesOf(kind: Identifier, barcodes: readonly Barcode[], values: readonly LabelValue[]): Witness[] {
  return barcodes
    .filter(({ format }) => !PRODUCT.test(format.toLowerCase()))
    .flatMap((barcode) => {
      const value = named(barcode, kind) ?? (kindOf(barcode, values) === kind ? FORMS[kind](barcode.text) : undefined);
      return value === undefined ? [] : [{ value, text: barcode.text.slice(0, 400), box: barcode.box, isChecked: isChecked(barcode) }];
    });
}

interface Printed {
  readonly spellings: readonly Spelling[];
  /** Every reading of the ink gave the best spelling, and no character was in doubt. */
  readonly isAgreed: boolean;
  readonly value: LabelValue;
}

const isLetterOrDigit = ({ char }: Glyph): boolean => /^[A-Za-z0-9]$/.test(char);

const isSure = (glyphs: readonly Glyph[]): boolean => glyphs.filter(isLetterOrDigit).every(({ confidence, otherConfidence }) => confidence >= SURE && otherConfidence < 1 - SURE);

function printedOf(page: Page, kind: Identifier, value: LabelValue, alphabets: readonly Alphabet[]): Printed {
  const runs = glyphsBehind(page, value);
  const bare = Array.from(plain(value.text), (char): Glyph => ({ char, confidence: value.confidence, other: '', otherConfidence: 0 }));
  const ways = (runs.length > 0 ? runs : [bare]).map((glyphs) => weighed(alphabets.flatMap((alphabet) => spellingsOf(glyphs, alphabet)), FORMS[kind]));
  const spellings = weighed(ways.flat(), FORMS[kind]);
  const isAgreed = runs.length >= 2 && runs.every(isSure) && ways.every((way) => way[0]?.text === spellings[0]?.text);
  return { spellings, isAgreed, value };
}

const fromBarcode = (witness: Witness): Read<string> => ({ value: witness.value, text: witness.text, confidence: 0.99, box: witness.box });

const offered = (spellings: readonly Spelling[], text: string | null, box: Zone | null): Read<string> => {
  const choices = [...new Set(spellings.map((spelling) => spelling.text))].slice(0, MOST_CHOICES);
  return { value: null, text, confidence: Math.min(0.6, spellings[0]?.weight ?? 0), box, ...(choices.length > 0 ? { choices } : {}) };
};

/**
 * A value without a code. Letters and digits that look alike cannot be told apart by looking: only where the form leaves no
 * doubt is it accepted, else it is offered.
 */
function fromPrint(kind: Identifier, { spellings, isAgreed, value }: Printed, brand: string | null): Read<string> {
  const best = spellings[0]?.text ?? '';
  const isCertain = kind === 'serial' ? hasKnownForm(best, brand) : kind === 'mac' ? !/[08BD]/.test(best) : isVendor(best) && !/[08BD]/.test(best.slice(4));
  if (isAgreed && isCertain) return { value: best, text: value.text.slice(0, 400), confidence: 0.92, box: value.zone };
  return offered(spellings, value.text.slice(0, 400), value.zone);
}

interface Evidence {
  readonly page: Page;
  readonly values: readonly LabelValue[];
  readonly barcodes: readonly Barcode[];
  readonly brand: string | null;
}

/** Codes outrank print; codes that contradict each other, or have no check of their own, are only offered. */
function identifierOf(kind: Identifier, { page, values, barcodes, brand }: Evidence): Read<string> {
  const witnesses = witnessesOf(kind, barcodes, values);
  const alphabets = ALPHABETS[kind === 'serial' && isDigitsBrand(brand) ? 'digits' : kind];
  const printed = values.filter(({ key }) => key === kind).map((value) => printedOf(page, kind, value, alphabets)).filter(({ spellings }) => spellings.length > 0);
  const seen = new Set(witnesses.map(({ value }) => value));
  const [first] = witnesses;
  if (first !== undefined && seen.size === 1 && (witnesses.some((witness) => witness.isChecked) || printed.some(({ spellings }) => spellings[0]?.text === first.value))) return fromBarcode(first);
  if (first !== undefined) return offered([...witnesses.map(({ value }) => ({ text: value, weight: 0.6 })), ...printed.flatMap(({ spellings }) => spellings)], first.text, first.box);
  const strongest = printed.toSorted((a, b) => Number(b.isAgreed) - Number(a.isAgreed))[0];
  return strongest === undefined ? unread() : fromPrint(kind, strongest, brand);
}

const BRANDS: readonly (readonly [string, RegExp])[] = [
  ['TP-Link', /tp-?\s?link|deco\s?[xm]/],
  ['Huawei', /huawei|echolife/],
  ['ZTE', /\bzte\b|zxhn/],
  ['Nokia', /nokia|alcatel/],
  ['Adtran', /adtran/],
  ['Calix', /calix/],
  ['Ubiquiti', /ubiquiti|\bubnt\b/],
  ['Technicolor', /technicolor/],
  ['Sagemcom', /sagemcom/],
];

function brandOf(rows: readonly Row[]): Read<string> {
  for (const row of rows) {
    for (const [brand, form] of BRANDS) {
      const match = form.exec(row.text.toLowerCase());
      if (match !== null) return { value: brand, text: match[0], confidence: 0.95, box: zoneOf(row, match.index, match.index + match[0].length) };
    }
  }
  return unread();
}

const printedText = (values: readonly LabelValue[], key: LabelKey, tidy: (text: string) => string): Read<string> => {
  const value = values.find((candidate) => candidate.key === key);
  const text = value === undefined ? '' : tidy(value.text).slice(0, 400);
  return value === undefined || text === '' ? unread() : { value: text, text: value.text.slice(0, 400), confidence: Math.min(0.85, value.confidence), box: value.zone };
};

/** `WIFI:T:WPA;S:name;P:key;;`, the code that phones join by. */
function wifiCode(barcodes: readonly Barcode[], field: 'S' | 'P'): Read<string> | undefined {
  for (const { text, box } of barcodes) {
    const match = text.startsWith('WIFI:') ? new RegExp(String.raw`[:;]${field}:((?:\\.|[^;\\])*)`).exec(text) : null;
    const value = match?.[1]?.replaceAll(/\\(.)/g, '$1') ?? '';
    if (value !== '') return { value: value.slice(0, 400), text: text.slice(0, 400), confidence: 0.99, box };
  }
  return undefined;
}

const firstWord = (text: string): string => text.trim().split(/\s{2,}|(?<=[A-Za-z0-9])\s?(?:ver|rev|v\d|power|hw|p\/n|ean|input)\b/i)[0]?.trim() ?? '';

/**
 * Reads a device's label from its codes and its words. A value is given only when the form, the codes and the readings leave
 * no doubt; else the field is null and `choices` holds what it may be.
 */
export function readLabelFields(page: Page, barcodes: readonly Barcode[]): LabelFields {
  const rows = rowsOf(page, 0);
  const values = valuesIn(rows);
  const brand = brandOf(rows);
  const evidence: Evidence = { page, values, barcodes, brand: brand.value };
  return {
    brand,
    model: printedText(values, 'model', firstWord),
    serial: identifierOf('serial', evidence),
    mac: identifierOf('mac', evidence),
    gponSerial: identifierOf('gponSerial', evidence),
    wifiName: wifiCode(barcodes, 'S') ?? printedText(values, 'wifiName', (text) => text.trim()),
    wifiKey: wifiCode(barcodes, 'P') ?? printedText(values, 'wifiKey', (text) => text.replaceAll(/\s/g, '')),
  };
}
