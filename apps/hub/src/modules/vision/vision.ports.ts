import type { Actor, CommandPayload, Fallback, InvoiceReading, LabelReading, ReadingKind, ReadingState, SupplierProposal, VisionSettings, VisionSource } from '@gigafibre/contracts';
import type { Temporal } from '@gigafibre/kernel';

export interface ReadingRecord {
  readonly id: string;
  readonly kind: ReadingKind;
  readonly state: ReadingState;
  readonly sha256: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
  readonly pagesRead: number;
  readonly createdAt: string;
  readonly createdBy: Actor;
  readonly visit: string | null;
  readonly attempts: number;
  readonly source: VisionSource | null;
  readonly fallback: Fallback | null;
  readonly result: InvoiceReading | LabelReading | null;
  readonly problem: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> } | null;
  readonly document: { readonly doctype: string; readonly name: string } | null;
  readonly discardReason: string | null;
  readonly isPurged: boolean;
}

export type NewReading = Pick<ReadingRecord, 'id' | 'kind' | 'sha256' | 'fileName' | 'mediaType' | 'sizes' | 'createdBy' | 'visit'> & {
  /** What the same picture gave before: it is not read again. */
  readonly answered?: Pick<ReadingRecord, 'result' | 'source'>;
};

export interface ReadingQuery {
  readonly limit: number;
  readonly offset: number;
  readonly kind?: ReadingKind;
  readonly state?: ReadingState;
  /** Only this person's. */
  readonly user?: string;
}

/** What became of a reading: its result with who read it, or why there is none. */
export type ReadingOutcome =
  | { readonly result: InvoiceReading | LabelReading; readonly source: VisionSource; readonly fallback: Fallback | null }
  | { readonly problem: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> } };

/** Readings, kept by the hub. Several hubs take turns at those that wait. */
export interface ReadingStore {
  /** @returns false when there is one of that id. */
  add(reading: NewReading, at: Temporal.Instant): Promise<boolean>;
  find(id: string): Promise<ReadingRecord | undefined>;
  /** Of the same picture, the newest that is not discarded and has not failed. */
  findSame(sha256: string, kind: ReadingKind): Promise<ReadingRecord | undefined>;
  /** The reading that a document came of. */
  findByDocument(name: string): Promise<ReadingRecord | undefined>;
  list(query: ReadingQuery): Promise<{ readonly readings: readonly ReadingRecord[]; readonly total: number }>;
  /** Takes the oldest that waits, or whose reader was lost, until the instant given. */
  claim(now: Temporal.Instant, until: Temporal.Instant): Promise<ReadingRecord | undefined>;
  progress(id: string, pagesRead: number): Promise<void>;
  /** A label is settled with that: nobody confirms it. */
  finish(reading: Pick<ReadingRecord, 'id' | 'kind'>, outcome: ReadingOutcome, at: Temporal.Instant): Promise<void>;
  /** @returns false when it was not in one of the states. */
  move(id: string, from: readonly ReadingState[], to: ReadingChange): Promise<boolean>;
  /** Settled before the instant, or given up by then, their originals still kept. */
  purgeable(before: Temporal.Instant): Promise<readonly ReadingRecord[]>;
  markPurged(ids: readonly string[], at: Temporal.Instant): Promise<void>;
  /** Whether a reading that was not purged has this picture, other than those named. */
  isPictureNeeded(sha256: string, except: readonly string[]): Promise<boolean>;
}

export type ReadingChange =
  | { readonly state: 'queued' }
  | { readonly state: 'discarded'; readonly reason: string; readonly at: Temporal.Instant }
  | { readonly state: 'confirmed'; readonly document: { readonly doctype: string; readonly name: string }; readonly at: Temporal.Instant };

export interface VisionSettingsStore {
  read(): Promise<VisionSettings>;
  write(settings: VisionSettings): Promise<void>;
  /** Takes one of the day's cloud readings. @returns false when none is left. */
  spend(day: string, limit: number): Promise<boolean>;
  spent(day: string): Promise<number>;
}

/** A draft as the ERP has it. */
export interface DraftInvoice {
  readonly name: string;
  readonly modified: string;
  readonly supplier: string;
  readonly supplierName: string;
}

export type ConfirmedInvoice = CommandPayload<'invoice.draft'>;

/** Suppliers and their invoices in the ERP. */
export interface PurchaseBook {
  findSupplier(name: string): Promise<{ readonly name: string; readonly supplierName: string } | undefined>;
  /** By tax number, then by name, then by likeness. */
  proposeSuppliers(printed: { readonly name: string; readonly taxNumber: string }): Promise<readonly SupplierProposal[]>;
  createSupplier(name: string, taxId: string | undefined): Promise<{ readonly name: string; readonly supplierName: string }>;
  /** The invoice with that number of that supplier, cancelled ones apart. */
  findInvoice(supplier: string, number: string): Promise<string | undefined>;
  findByCommand(command: string): Promise<DraftInvoice | undefined>;
  draft(invoice: ConfirmedInvoice, supplier: string, command: string): Promise<DraftInvoice>;
  /** Attaches the file unless the invoice has it. */
  attach(invoice: string, file: { readonly name: string; readonly content: Uint8Array }): Promise<void>;
}
