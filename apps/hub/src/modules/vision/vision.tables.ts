import type { Actor, Fallback, InvoiceReading, LabelReading, ReadingKind, ReadingState, VisionSettings, VisionSource } from '@gigafibre/contracts';
import type { ColumnType, Generated } from 'kysely';

type Instant = ColumnType<string, string, string>;
type Json<T> = ColumnType<T, string, string>;

// types, not interfaces: Kysely's withTables wants an index signature
export type ReadingsTable = {
  id: string;
  kind: ReadingKind;
  state: ReadingState;
  sha256: string;
  file_name: string;
  media_type: string;
  sizes: Json<readonly { readonly width: number; readonly height: number }[]>;
  pages_read: Generated<number>;
  created_at: Instant;
  created_by: Json<Actor>;
  visit: string | null;
  attempts: Generated<number>;
  leased_until: Instant | null;
  source: VisionSource | null;
  fallback: Fallback | null;
  result: Json<InvoiceReading | LabelReading> | null;
  problem: Json<{ readonly code: string; readonly facts: Readonly<Record<string, unknown>> }> | null;
  document: Json<{ readonly doctype: string; readonly name: string }> | null;
  discard_reason: string | null;
  settled_at: Instant | null;
  purged_at: Instant | null;
};

export type VisionTables = {
  readings: ReadingsTable;
  vision_settings: { id: number; settings: Json<VisionSettings> };
  vision_spending: { day: string; calls: number };
};
