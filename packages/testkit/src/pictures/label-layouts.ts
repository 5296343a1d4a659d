import type { Random } from '@gigafibre/kernel';
import { createDrawing, sheetOf } from './drawing.ts';
import type { Drawing } from './drawing.ts';
import type { FontName } from './fonts.ts';
import { pick } from './invoice-facts.ts';
import type { LabelFacts } from './label-facts.ts';
import { barcodeBoxes } from './sheet.ts';
import type { Sheet } from './sheet.ts';

export interface LabelLook {
  /** Words that someone wrote on the label to fool a reader. */
  readonly scribble?: string;
  /** Which values have a barcode of their own. */
  readonly barcodes: 'all' | 'serial' | 'none' | 'qr';
}

const SIZE = { width: 420, height: 260 } as const;

interface Entry {
  readonly name: string;
  readonly value: string;
  readonly hasBars: boolean;
}

const separated = (mac: string, separator: string): string => mac.replaceAll(':', separator);

function entriesOf(facts: LabelFacts, { barcodes }: LabelLook, random: Random): Entry[] {
  const hexForm = (gpon: string) => Array.from(gpon.slice(0, 4), (letter) => letter.charCodeAt(0).toString(16).toUpperCase()).join('') + gpon.slice(4);
  const { gponSerial } = facts;
  return [
    { name: pick(random, ['S/N', 'SN', 'Serial No.', 'Serial Number']), value: facts.serial, hasBars: barcodes === 'all' || barcodes === 'serial' },
    { name: pick(random, ['MAC', 'MAC Address', 'MAC ID']), value: separated(facts.mac, pick(random, [':', '-', ''])), hasBars: barcodes === 'all' },
    ...(gponSerial === undefined ? [] : [{ name: pick(random, ['GPON SN', 'PON S/N', 'ONT SN']), value: random() < 0.3 ? hexForm(gponSerial) : gponSerial, hasBars: barcodes === 'all' }]),
  ];
}

function drawEntry(drawing: Drawing, { name, value, hasBars }: Entry, at: { readonly x: number; readonly y: number }): number {
  drawing.put(`${name}: ${value}`, at.x, at.y);
  if (!hasBars) return at.y + 22;
  const bars = barcodeBoxes('code128', value, { x: at.x, y: at.y + 5, module: 1.05, height: 18 });
  drawing.boxes.push(...bars);
  return at.y + 40;
}

/** Draws a device's label: names and values, bars under them, a code in the corner, and what approvals ask for. */
export function drawLabel(facts: LabelFacts, look: LabelLook, random: Random): Sheet {
  const font = pick<FontName>(random, ['sans', 'narrow', 'mono', 'sans-bold']);
  const drawing = createDrawing({ font, size: 11.5 });
  drawing.put(facts.brand, 16, 30, { font: 'sans-bold', size: 19 });
  drawing.put(`Model: ${facts.model}`, 130, 28, { size: 11 });
  drawing.put('Power: 12 V ⎓ 1.5 A'.replace(' ⎓ ', ' '), 290, 28, { size: 8 });
  let y = 54;
  for (const entry of entriesOf(facts, look, random)) y = drawEntry(drawing, entry, { x: 16, y });
  drawing.put(`SSID: ${facts.wifiName}`, 16, y + 4);
  drawing.put(`Wireless Password/PIN: ${facts.wifiKey}`, 16, y + 22);
  drawing.put('http://tplinkwifi.net', 300, 236, { size: 8 });
  drawing.put('CAN ICES-3 (B)/NMB-3(B)  IC: 00000-TEST  Made in Nowhere', 16, 246, { size: 7 });
  if (look.scribble !== undefined) drawing.put(look.scribble, 16, y + 40, { size: 9 });
  const qr = look.barcodes === 'qr' ? `S/N:${facts.serial};MAC:${facts.mac.replaceAll(':', '')}${facts.gponSerial === undefined ? '' : `;PONSN:${facts.gponSerial}`}` : `WIFI:T:WPA;S:${facts.wifiName};P:${facts.wifiKey};;`;
  drawing.boxes.push(...barcodeBoxes('qrcode', qr, { x: 312, y: 90, module: 2.6, height: 0 }));
  return sheetOf(drawing, { ...SIZE, paper: pick(random, ['#ffffff', '#f4f3ee', '#e9e9e9']) });
}
