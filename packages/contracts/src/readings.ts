import { Type, type Static } from 'typebox';
import { DeviceAnswer } from './field.ts';
import { InstantText, Name, nullable, Uuid } from './primitives.ts';
import { InvoiceReading, LabelReading, VisionSource } from './vision.ts';

export const READING_KINDS = ['invoice', 'equipment'] as const;
export const ReadingKind = Type.Enum(READING_KINDS);
export type ReadingKind = Static<typeof ReadingKind>;

/** queued → reading → read → confirmed | discarded; failed may be asked again. */
export const READING_STATES = ['queued', 'reading', 'read', 'failed', 'confirmed', 'discarded'] as const;
export const ReadingState = Type.Enum(READING_STATES);
export type ReadingState = Static<typeof ReadingState>;

/** Why the embedded reader read what the cloud was to read. */
export const FALLBACKS = ['budget', 'busy', 'timeout', 'malformed', 'refused', 'unreachable'] as const;
export const Fallback = Type.Enum(FALLBACKS);
export type Fallback = Static<typeof Fallback>;

export const ReadingProblem = Type.Object({ code: Type.String(), facts: Type.Record(Type.String(), Type.Unknown()) });

const summary = {
  id: Uuid,
  kind: ReadingKind,
  state: ReadingState,
  fileName: Type.String(),
  mediaType: Type.String(),
  createdAt: InstantText,
  createdBy: Type.String({ description: 'Name of the person who asked' }),
  visit: nullable(Name),
  source: nullable(VisionSource),
  pages: Type.Integer(),
  pagesRead: Type.Integer(),
  /** What a list says of it: the supplier and number, or the serial. */
  title: Type.String(),
  totalCents: nullable(Type.Integer()),
  problem: nullable(ReadingProblem),
  /** The ERP document that came of it. */
  document: nullable(Type.Object({ doctype: Name, name: Name })),
  discardReason: nullable(Type.String()),
} as const;

export const ReadingSummary = Type.Object(summary);
export type ReadingSummary = Static<typeof ReadingSummary>;
export const ReadingPage = Type.Object({ readings: Type.Array(ReadingSummary), total: Type.Integer() });
export type ReadingPage = Static<typeof ReadingPage>;

export const SupplierProposal = Type.Object({ name: Name, supplierName: Type.String(), taxId: Type.String(), matched: Type.Enum(['tax-number', 'name', 'similar']) });
export type SupplierProposal = Static<typeof SupplierProposal>;
export const SupplierAnswer = Type.Object({ suppliers: Type.Array(SupplierProposal) });

/** Where the same invoice already is: in the ERP, or among the readings by its picture. */
export const InvoiceDuplicate = Type.Object({ by: Type.Enum(['number', 'picture']), invoice: nullable(Name), reading: nullable(Uuid) });
export type InvoiceDuplicate = Static<typeof InvoiceDuplicate>;

/** One reading with everything that a person decides from. */
export const Reading = Type.Object({
  ...summary,
  sha256: Type.String(),
  /** The original may have been purged; the drawn pages stay as long as the reading is open. */
  hasOriginal: Type.Boolean(),
  sizes: Type.Array(Type.Object({ width: Type.Integer(), height: Type.Integer() })),
  fallback: nullable(Fallback),
  invoice: nullable(InvoiceReading),
  label: nullable(LabelReading),
  suppliers: Type.Array(SupplierProposal, { description: 'The likeliest first' }),
  duplicate: nullable(InvoiceDuplicate),
  /** What the ERP knows of the device on the label, as far as the person may see it. */
  device: nullable(DeviceAnswer),
});
export type Reading = Static<typeof Reading>;

/** The reading that an upload made, or the earlier one of the same picture. */
export const ReadingAnswer = Type.Object({ id: Uuid, state: ReadingState, known: Type.Boolean() });
export type ReadingAnswer = Static<typeof ReadingAnswer>;

export const VisionSettings = Type.Object({
  /** Pictures may leave the machine for the cloud reader. */
  cloudAllowed: Type.Boolean(),
  /** How long what came is kept after it was settled. */
  originalDays: Type.Integer({ minimum: 1, maximum: 3650 }),
  /** Cloud readings a day at most. */
  cloudPerDay: Type.Integer({ minimum: 0, maximum: 100_000 }),
}, { additionalProperties: false });
export type VisionSettings = Static<typeof VisionSettings>;

export const VisionState = Type.Object({
  settings: VisionSettings,
  /** A key is configured; without one nothing ever leaves. */
  cloud: nullable(Type.Object({ source: VisionSource, model: Type.String() })),
  cloudToday: Type.Integer({ description: 'Cloud readings of this day' }),
});
export type VisionState = Static<typeof VisionState>;
