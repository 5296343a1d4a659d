import { Type, type Static, type TSchema } from 'typebox';
import { DateText, nullable } from './primitives.ts';

const closed = { additionalProperties: false } as const;

/** Who read the picture. */
export const VISION_SOURCES = ['embedded', 'gemini'] as const;
export const VisionSource = Type.Enum(VISION_SOURCES);
export type VisionSource = Static<typeof VisionSource>;

const Fraction = Type.Number({ minimum: 0, maximum: 1 });
/** A zone of a page, as fractions of its width and height; the first page is 0. */
export const Zone = Type.Object({ page: Type.Integer({ minimum: 0, maximum: 999 }), x: Fraction, y: Fraction, w: Fraction, h: Fraction }, closed);
export type Zone = Static<typeof Zone>;

/**
 * One thing read: its value in our form (null: not found, or refused), the characters as printed, how sure the reader is,
 * and where. `choices` are the other values that the picture allows, the likeliest first: a person picks.
 */
const read = <Value extends TSchema>(value: Value, description: string) =>
  Type.Object({ value: nullable(value), text: nullable(Type.String({ maxLength: 400 })), confidence: Fraction, box: nullable(Zone), choices: Type.Optional(Type.Array(value, { maxItems: 16 })) }, { ...closed, description });

const Printed = Type.String({ minLength: 1, maxLength: 400 });
/** An amount in whole cents of the invoice's currency; a credit is negative. */
const CentsValue = Type.Integer({ minimum: -100_000_000_000, maximum: 100_000_000_000 });

export const ReadText = read(Printed, 'A text as printed');
export type ReadText = Static<typeof ReadText>;
export const ReadDate = read(DateText, 'A calendar day');
export type ReadDate = Static<typeof ReadDate>;
export const ReadCents = read(CentsValue, 'An amount in whole cents');
export type ReadCents = Static<typeof ReadCents>;
export const ReadNumber = read(Type.Number(), 'A quantity');
export type ReadNumber = Static<typeof ReadNumber>;

export const InvoiceLine = Type.Object({ description: ReadText, quantity: ReadNumber, unitPrice: ReadCents, amount: ReadCents }, closed);
export type InvoiceLine = Static<typeof InvoiceLine>;

/** A tax that is neither TPS nor TVQ, under the name that is printed. */
export const OtherTax = Type.Object({ name: Type.String({ maxLength: 80 }), amount: ReadCents }, closed);
export type OtherTax = Static<typeof OtherTax>;

/** What is read from a supplier's invoice or a receipt. Whether it adds up is not in here: that is computed from it. */
export const InvoiceReading = Type.Object(
  {
    source: VisionSource,
    supplier: ReadText,
    number: ReadText,
    date: ReadDate,
    dueDate: ReadDate,
    /** ISO 4217. */
    currency: ReadText,
    lines: Type.Array(InvoiceLine, { maxItems: 500 }),
    subtotal: ReadCents,
    tps: ReadCents,
    tvq: ReadCents,
    otherTaxes: Type.Array(OtherTax, { maxItems: 10 }),
    total: ReadCents,
    /** `123456789 RT0001`. */
    tpsNumber: ReadText,
    /** `1234567890 TQ0001`. */
    tvqNumber: ReadText,
  },
  closed,
);
export type InvoiceReading = Static<typeof InvoiceReading>;

/** A code found in the picture, as decoded. */
export const ReadBarcode = Type.Object({ format: Type.String({ maxLength: 40 }), text: Type.String({ maxLength: 400 }), box: nullable(Zone) }, closed);
export type ReadBarcode = Static<typeof ReadBarcode>;

/** What is read from a device's label, each value in the form that the kernel gives it. */
export const LabelReading = Type.Object(
  {
    source: VisionSource,
    brand: ReadText,
    model: ReadText,
    serial: ReadText,
    /** `AA:BB:CC:DD:EE:FF`. */
    mac: ReadText,
    /** Four letters and eight hexadecimal digits. */
    gponSerial: ReadText,
    wifiName: ReadText,
    wifiKey: ReadText,
    barcodes: Type.Array(ReadBarcode, { maxItems: 40 }),
  },
  closed,
);
export type LabelReading = Static<typeof LabelReading>;
