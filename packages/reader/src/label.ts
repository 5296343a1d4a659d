import { FORMS, fromBarcode, proven, wifiCode, witnessesOf } from './label-codes.ts';
import type { Barcode, Identifier } from './label-codes.ts';
import { ALPHABETS, bareGlyphs, offered } from './label-choices.ts';
import { hasKnownForm, isDigitsBrand, isVendor } from './label-forms.ts';
import { glyphsBehind, valuesIn } from './label-words.ts';
import type { LabelKey, LabelValue } from './label-words.ts';
import { rowsOf } from './layout.ts';
import type { Glyph, Page, Row } from './layout.ts';
import { zoneOf } from './layout.ts';
import { unread } from './reading.ts';
import type { LabelFields, Read } from './reading.ts';
import { spellingsOf, weighed } from './spellings.ts';
import type { Alphabet, Spelling } from './spellings.ts';

/** Every time the ink was read, every character was at least this sure. */
const SURE = 0.97;

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
  const ways = (runs.length > 0 ? runs : [bareGlyphs(value)]).map((glyphs) => weighed(alphabets.flatMap((alphabet) => spellingsOf(glyphs, alphabet)), FORMS[kind]));
  const spellings = weighed(ways.flat(), FORMS[kind]);
  const isAgreed = runs.length >= 2 && runs.every(isSure) && ways.every((way) => way[0]?.text === spellings[0]?.text);
  return { spellings, isAgreed, value };
}

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
  const sure = proven(witnesses, printed.map(({ spellings }) => spellings[0]?.text));
  if (sure !== undefined) return fromBarcode(sure);
  const [first] = witnesses;
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
