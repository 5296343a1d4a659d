import { ALPHABETS, bareGlyphs, MOST_CHOICES, offered } from './label-choices.ts';
import { FORMS, fromBarcode, IDENTIFIERS, proven, wifiCode, witnessesOf } from './label-codes.ts';
import type { Barcode, Identifier, PrintedValue } from './label-codes.ts';
import { isDigitsBrand } from './label-forms.ts';
import type { LabelFields, Read } from './reading.ts';
import { spellingsOf, weighed } from './spellings.ts';

const NAMES = ['brand', 'model', ...IDENTIFIERS, 'wifiName', 'wifiKey'] as const;
/** However sure a reader says it is: characters that look alike are not told apart without a code. */
const UNPROVEN = 0.8;

interface Held {
  readonly read: LabelFields;
  readonly barcodes: readonly Barcode[];
  readonly values: readonly PrintedValue[];
}

/** What the printed characters may be in this field's form, their own spelling first. */
function spellings(kind: Identifier, { text, confidence }: Read<string>, brand: string | null) {
  const alphabets = ALPHABETS[kind === 'serial' && isDigitsBrand(brand) ? 'digits' : kind];
  const glyphs = bareGlyphs({ text: text ?? '', confidence: Math.max(confidence, 0.5) });
  return weighed(alphabets.flatMap((alphabet) => spellingsOf(glyphs, alphabet)), FORMS[kind]);
}

function identifierOf(kind: Identifier, { read, barcodes, values }: Held): Read<string> {
  const own = read[kind];
  const witnesses = witnessesOf(kind, barcodes, values);
  const value = own.value === null ? null : (FORMS[kind](own.value) ?? null);
  const sure = proven(witnesses, [value]);
  if (sure !== undefined) return fromBarcode(sure);
  const may = spellings(kind, own, read.brand.value);
  const [first] = witnesses;
  if (first !== undefined) return offered([...witnesses.map((witness) => ({ text: witness.value, weight: 0.6 })), ...may], first.text, first.box);
  if (value === null) return { ...offered(may, own.text, own.box), confidence: 0 };
  const { choices = [] } = offered(may, own.text, own.box);
  const others = choices.filter((choice) => choice !== value).slice(0, MOST_CHOICES - 1);
  return others.length === 0 ? { ...own, value } : { ...own, value, confidence: Math.min(own.confidence, UNPROVEN), choices: [value, ...others] };
}

/**
 * Another reader's reading of a label, held against the codes that are in the picture: codes outrank it, and what they do not
 * prove is given with the characters that it may be confused with.
 */
export function heldAgainstCodes(read: LabelFields, barcodes: readonly Barcode[]): LabelFields {
  const values = NAMES.flatMap((key): PrintedValue[] => (key === 'brand' || read[key].text === null ? [] : [{ key, text: read[key].text }]));
  const held: Held = { read, barcodes, values };
  return {
    ...read,
    serial: identifierOf('serial', held),
    mac: identifierOf('mac', held),
    gponSerial: identifierOf('gponSerial', held),
    wifiName: wifiCode(barcodes, 'S') ?? read.wifiName,
    wifiKey: wifiCode(barcodes, 'P') ?? read.wifiKey,
  };
}
