import type { PositionSource } from '@gigafibre/contracts';
import type { ColumnType, Generated } from 'kysely';
import type { Purpose } from './positions.ports.ts';

type Instant = ColumnType<string, string, string>;

// types, not interfaces: Kysely's extension wants an index signature
export type PositionsTable = {
  id: Generated<number>;
  technician: string;
  at: Instant;
  received_at: Instant;
  latitude: number;
  longitude: number;
  speed_kmh: number | null;
  course_degrees: number | null;
  accuracy_meters: number | null;
  source: PositionSource;
  source_id: string;
  purpose: Purpose;
};

export type PositionTables = { positions: PositionsTable };
