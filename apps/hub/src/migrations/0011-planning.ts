import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export const planning = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table calendar_days (date date primary key, service text not null, note text not null, changed_by text not null, changed_at timestamptz not null)`.execute(db);
    await sql`create table planning_weights (version integer primary key, weights jsonb not null, changed_by text not null, changed_at timestamptz not null)`.execute(db);
    await sql`
      create table planning_runs (
        id uuid primary key,
        state text not null,
        scope jsonb not null,
        cause jsonb not null,
        seconds integer not null,
        by_user text not null,
        by_name text not null,
        requested_at timestamptz not null,
        started_at timestamptz,
        ended_at timestamptz,
        heard_at timestamptz not null,
        is_stop_asked boolean not null default false,
        progress jsonb,
        proposal jsonb,
        problem jsonb
      )`.execute(db);
    await sql`create index planning_runs_newest on planning_runs (requested_at desc)`.execute(db);
    await sql`create index planning_runs_active on planning_runs (state) where state in ('queued', 'running')`.execute(db);
    await sql`create table planning_late (visit text not null, window_end timestamptz not null, told_at timestamptz not null, primary key (visit, window_end))`.execute(db);
  },
};
