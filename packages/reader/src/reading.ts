import type { Cents } from '@gigafibre/kernel';

/** A zone of a page, as fractions of its width and height; the first page is 0. */
export interface Zone {
  page: number;
  x: number;
  y: number;
  w: number;
  h: number;
}

/** One thing read: null is « not found, or refused »; `choices` are other values that the picture allows. */
export interface Read<Value> {
  value: Value | null;
  text: string | null;
  confidence: number;
  box: Zone | null;
  choices?: Value[];
}

export const unread = <Value>(): Read<Value> => ({ value: null, text: null, confidence: 0, box: null });

export interface LineFields {
  description: Read<string>;
  quantity: Read<number>;
  unitPrice: Read<Cents>;
  amount: Read<Cents>;
}

export interface InvoiceFields {
  supplier: Read<string>;
  number: Read<string>;
  /** `2026-11-23`. */
  date: Read<string>;
  dueDate: Read<string>;
  /** ISO 4217. */
  currency: Read<string>;
  lines: LineFields[];
  subtotal: Read<Cents>;
  tps: Read<Cents>;
  tvq: Read<Cents>;
  otherTaxes: { name: string; amount: Read<Cents> }[];
  total: Read<Cents>;
  tpsNumber: Read<string>;
  tvqNumber: Read<string>;
}

export interface LabelFields {
  brand: Read<string>;
  model: Read<string>;
  serial: Read<string>;
  mac: Read<string>;
  gponSerial: Read<string>;
  wifiName: Read<string>;
  wifiKey: Read<string>;
}
