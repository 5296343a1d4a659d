import { SchemaType } from '@google/generative-ai';
import type { ResponseSchema, Schema } from '@google/generative-ai';
import { Type } from 'typebox';
import type { Static, TSchema } from 'typebox';

const closed = { additionalProperties: false } as const;

/** A field as Gemini gives it: the characters as printed, how sure it is, and where: `box` is [top, left, bottom, right] in thousandths of the page. */
const Field = Type.Object(
  { text: Type.Union([Type.String({ maxLength: 400 }), Type.Null()]), confidence: Type.Number({ minimum: 0, maximum: 1 }), page: Type.Integer({ minimum: 0, maximum: 999 }), box: Type.Union([Type.Array(Type.Number({ minimum: 0, maximum: 1000 }), { minItems: 4, maxItems: 4 }), Type.Null()]) },
  closed,
);
export type GeminiField = Static<typeof Field>;

const LINE = { description: Field, quantity: Field, unitPrice: Field, amount: Field };
const INVOICE = { supplier: Field, number: Field, date: Field, dueDate: Field, currency: Field, subtotal: Field, tps: Field, tvq: Field, total: Field, tpsNumber: Field, tvqNumber: Field };
const LABEL = { brand: Field, model: Field, serial: Field, mac: Field, gponSerial: Field, wifiName: Field, wifiKey: Field };

/** What an answer must be. Anything else in it, and it is not an answer. */
export const GeminiInvoice = Type.Object({ ...INVOICE, lines: Type.Array(Type.Object(LINE, closed), { maxItems: 500 }), otherTaxes: Type.Array(Type.Object({ name: Type.String({ maxLength: 80 }), amount: Field }, closed), { maxItems: 10 }) }, closed);
export type GeminiInvoice = Static<typeof GeminiInvoice>;
export const GeminiLabel = Type.Object(LABEL, closed);
export type GeminiLabel = Static<typeof GeminiLabel>;

const field = (description: string): Schema => ({
  type: SchemaType.OBJECT,
  description,
  properties: {
    text: { type: SchemaType.STRING, nullable: true, description: 'Characters exactly as printed; null when it is not there' },
    confidence: { type: SchemaType.NUMBER, description: '0 to 1' },
    page: { type: SchemaType.INTEGER, description: 'The first page is 0' },
    box: { type: SchemaType.ARRAY, nullable: true, items: { type: SchemaType.NUMBER }, description: '[top, left, bottom, right] in thousandths of the page' },
  },
  required: ['text', 'confidence', 'page', 'box'],
});
const object = (properties: Record<string, Schema>): ResponseSchema => ({ type: SchemaType.OBJECT, properties, required: Object.keys(properties) });
const described = (schema: Record<string, TSchema>, words: Readonly<Record<string, string>>): Record<string, Schema> => Object.fromEntries(Object.keys(schema).map((name) => [name, field(words[name] ?? name)]));

/** The same, as Gemini is asked for it. */
export const INVOICE_SCHEMA = object({
  ...described(INVOICE, { supplier: 'Who issued the invoice or receipt', number: 'Invoice or receipt number', date: 'Date of issue, as YYYY-MM-DD', dueDate: 'Payment due date, as YYYY-MM-DD', currency: 'ISO 4217 code', subtotal: 'Amount before taxes, as 1234.56', tps: 'TPS or GST amount, as 1234.56', tvq: 'TVQ or QST amount, as 1234.56', total: 'Amount payable, as 1234.56', tpsNumber: 'TPS/GST registration number', tvqNumber: 'TVQ/QST registration number' }),
  lines: { type: SchemaType.ARRAY, items: object(described(LINE, { quantity: 'Quantity, as 1.5', unitPrice: 'Price of one, as 1234.56', amount: 'Amount of the line before taxes, as 1234.56' })) },
  otherTaxes: { type: SchemaType.ARRAY, items: object({ name: { type: SchemaType.STRING }, amount: field('Amount, as 1234.56') }) },
});
export const LABEL_SCHEMA = object(described(LABEL, { serial: 'Serial number (S/N)', mac: 'MAC address', gponSerial: 'GPON or PON serial: 4 letters and 8 hexadecimal digits', wifiName: 'Default Wi-Fi name (SSID)', wifiKey: 'Default Wi-Fi key' }));
