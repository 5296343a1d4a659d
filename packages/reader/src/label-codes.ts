import { gponForm, isVendor, macForm, serialForm } from './label-forms.ts';
import type { LabelKey } from './label-words.ts';
import type { Read, Zone } from './reading.ts';

/** A code as decoded from the picture. */
export interface Barcode {
  readonly format: string;
  readonly text: string;
  readonly box: Zone | null;
}

/** What tells one device from all others. */
export type Identifier = 'serial' | 'mac' | 'gponSerial';
export const IDENTIFIERS = ['serial', 'mac', 'gponSerial'] as const;

/** What is printed under a name. */
export interface PrintedValue {
  readonly key: LabelKey;
  readonly text: string;
}

/** The one form of each; undefined when a text is none. */
export const FORMS: Readonly<Record<Identifier, (text: string) => string | undefined>> = { serial: serialForm, mac: macForm, gponSerial: gponForm };

/** Symbologies with a check digit of their own; the others need a second witness. */
const CHECKED = new Set(['code128', 'qr', 'qrcode', 'datamatrix', 'microqrcode', 'pdf417', 'aztec']);
/** A product's code is no device's. */
const PRODUCT = /^(?:ean|upc|itf|databar)/;

const isChecked = ({ format }: Barcode): boolean => CHECKED.has(format.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));

/** A code that says one of a device's values. */
export interface Witness {
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

export const plain = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

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
function printedAs(barcode: Barcode, values: readonly PrintedValue[]): PrintedValue | undefined {
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

const isIdentifier = (key: LabelKey): key is Identifier => key === 'serial' || key === 'mac' || key === 'gponSerial';

/** What a bare code is: by the printed text that it repeats, or by its form. */
function kindOf(barcode: Barcode, values: readonly PrintedValue[]): Identifier | undefined {
  const printed = printedAs(barcode, values)?.key;
  if (printed === undefined) return kindByForm(barcode.text);
  // what repeats the model or the Wi-Fi key is no serial, whatever it looks like
  if (!isIdentifier(printed)) return undefined;
  return FORMS[printed](barcode.text) === undefined ? undefined : printed;
}

/** What is as good as certain: one value, in a code with a check digit, or in one that the print repeats. */
export function proven(witnesses: readonly Witness[], printed: readonly (string | null | undefined)[]): Witness | undefined {
  const [first] = witnesses;
  const isOne = witnesses.every(({ value }) => value === first?.value);
  return isOne && (witnesses.some((witness) => witness.isChecked) || printed.some((value) => value !== undefined && value === first?.value)) ? first : undefined;
}

/** The codes that say a value of this kind; what is printed tells what a bare code is. */
export function witnessesOf(kind: Identifier, barcodes: readonly Barcode[], values: readonly PrintedValue[]): Witness[] {
  return barcodes
    .filter(({ format }) => !PRODUCT.test(format.toLowerCase()))
    .flatMap((barcode) => {
      const value = named(barcode, kind) ?? (kindOf(barcode, values) === kind ? FORMS[kind](barcode.text) : undefined);
      return value === undefined ? [] : [{ value, text: barcode.text.slice(0, 400), box: barcode.box, isChecked: isChecked(barcode) }];
    });
}

export const fromBarcode = (witness: Witness): Read<string> => ({ value: witness.value, text: witness.text, confidence: 0.99, box: witness.box });

/** `WIFI:T:WPA;S:name;P:key;;`, the code that phones join by. */
export function wifiCode(barcodes: readonly Barcode[], field: 'S' | 'P'): Read<string> | undefined {
  for (const { text, box } of barcodes) {
    const match = text.startsWith('WIFI:') ? new RegExp(String.raw`[:;]${field}:((?:\\.|[^;\\])*)`).exec(text) : null;
    const value = match?.[1]?.replaceAll(/\\(.)/g, '$1') ?? '';
    if (value !== '') return { value: value.slice(0, 400), text: text.slice(0, 400), confidence: 0.99, box };
  }
  return undefined;
}
