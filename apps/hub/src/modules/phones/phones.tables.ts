import type { LostWork, PhoneAccount } from '@gigafibre/contracts';
import type { ColumnType } from 'kysely';

type Instant = ColumnType<string, string, string>;
type Json<T> = ColumnType<T, string, string>;

// types, not interfaces: Kysely's extension wants an index signature
export type PhonesTable = {
  technician: string;
  device: string;
  store: string;
  counter: ColumnType<number, number, number>;
  unsent: number;
  oldest_at: ColumnType<string | null, string | null, string | null>;
  parked: number;
  refused: Json<PhoneAccount['refused']>;
  visits: Json<string[]>;
  is_protected: boolean;
  heard_at: Instant;
  lost: ColumnType<LostWork | null, string | null, string | null>;
};

export type PhoneTables = { phones: PhonesTable };
