import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const positions = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table positions (
        id bigint generated always as identity primary key,
        technician text not null,
        at timestamptz not null,
        received_at timestamptz not null,
        latitude double precision not null,
        longitude double precision not null,
        speed_kmh real,
        course_degrees real,
        accuracy_meters real,
        source text not null,
        source_id text not null,
        purpose text not null,
        unique (source, source_id)
      )`.execute(db);
    await sql`create index positions_of_technician on positions (technician, at desc)`.execute(db);
    await sql`create index positions_by_term on positions (purpose, at)`.execute(db);
  },
};
