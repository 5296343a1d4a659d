import type { Position } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import { sql, type Selectable } from 'kysely';
import type { Database } from '../../platform/database.ts';
import { instantText } from '../../platform/instant.ts';
import type { MeasuredPosition, PositionStore, Purpose } from './positions.ports.ts';
import type { PositionsTable, PositionTables } from './positions.tables.ts';

/** One position of so many seconds is kept for the replay of a day. */
const REPLAY_BUCKET_SECONDS = 120;

export function createPositionStore(database: Database, clock: Clock): PositionStore {
  const db = database.$extendTables<PositionTables>();
  const bucketOf = ({ technician, at }: Pick<Position, 'technician' | 'at'>): string => `${technician} ${Math.floor(Date.parse(at) / 1000 / REPLAY_BUCKET_SECONDS)}`;

  /** Which stretches of two minutes have their position for the replay already. */
  async function taken(measured: readonly MeasuredPosition[]): Promise<Set<string>> {
    const instants = measured.map(({ at }) => Date.parse(at));
    const from = new Date(Math.min(...instants) - REPLAY_BUCKET_SECONDS * 1000).toISOString();
    const until = new Date(Math.max(...instants) + REPLAY_BUCKET_SECONDS * 1000).toISOString();
    const rows = await db.selectFrom('positions').select(['technician', 'at']).where('purpose', '=', 'replay').where('at', '>=', from).where('at', '<=', until).where('technician', 'in', [...new Set(measured.map(({ technician }) => technician))]).execute();
    return new Set(rows.map(bucketOf));
  }

  return {
    async keep(measured) {
      if (measured.length === 0) return [];
      const filled = await taken(measured);
      const purposeOf = (position: MeasuredPosition): Purpose => {
        const bucket = bucketOf(position);
        if (filled.has(bucket)) return 'dispatch';
        filled.add(bucket);
        return 'replay';
      };
      const received = instantText(clock());
      const rows = measured.map((position) => ({ ...toRow(position), received_at: received, purpose: purposeOf(position) }));
      const kept = await db.insertInto('positions').values(rows).onConflict((conflict) => conflict.columns(['source', 'source_id']).doNothing()).returningAll().execute();
      return kept.map(toPosition);
    },
    async latest(since) {
      const rows = await db.selectFrom('positions').distinctOn('technician').selectAll().where('at', '>', since).orderBy('technician').orderBy('at', 'desc').execute();
      return rows.map(toPosition);
    },
    async between(from, until) {
      const rows = await db.selectFrom('positions').selectAll().where('at', '>=', from).where('at', '<', until).orderBy('at').execute();
      return rows.map(toPosition);
    },
    async purge(purpose, before) {
      const { numDeletedRows } = await db.deleteFrom('positions').where('purpose', '=', purpose).where('at', '<', sql<string>`${before}::timestamptz`).executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}

const toRow = (measured: MeasuredPosition) => ({
  technician: measured.technician,
  at: measured.at,
  latitude: measured.latitude,
  longitude: measured.longitude,
  speed_kmh: measured.speedKmh,
  course_degrees: measured.courseDegrees,
  accuracy_meters: measured.accuracyMeters,
  source: measured.source,
  source_id: measured.sourceId,
});

const toPosition = (row: Selectable<PositionsTable>): Position => ({
  technician: row.technician,
  at: row.at,
  latitude: row.latitude,
  longitude: row.longitude,
  speedKmh: row.speed_kmh,
  courseDegrees: row.course_degrees,
  accuracyMeters: row.accuracy_meters,
  source: row.source,
});
