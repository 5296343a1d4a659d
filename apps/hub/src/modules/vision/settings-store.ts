import type { VisionSettings } from '@gigafibre/contracts';
import type { Database } from '../../platform/database.ts';
import type { VisionSettingsStore } from './vision.ports.ts';
import type { VisionTables } from './vision.tables.ts';

/** The most protective: nothing leaves until somebody allows it. */
export const FIRST_SETTINGS: VisionSettings = { cloudAllowed: false, originalDays: 90, cloudPerDay: 200 };

export function createSettingsStore(database: Database): VisionSettingsStore {
  const db = database.$extendTables<VisionTables>();
  return {
    async read() {
      const row = await db.selectFrom('vision_settings').select('settings').where('id', '=', 1).executeTakeFirst();
      return row?.settings ?? FIRST_SETTINGS;
    },
    async write(settings) {
      const text = JSON.stringify(settings);
      await db.insertInto('vision_settings').values({ id: 1, settings: text }).onConflict((conflict) => conflict.column('id').doUpdateSet({ settings: text })).execute();
    },
    async spend(day, limit) {
      if (limit < 1) return false;
      const row = await db
        .insertInto('vision_spending')
        .values({ day, calls: 1 })
        .onConflict((conflict) => conflict.column('day').doUpdateSet(({ eb }) => ({ calls: eb('vision_spending.calls', '+', 1) })).where('vision_spending.calls', '<', limit))
        .returning('calls')
        .executeTakeFirst();
      return row !== undefined;
    },
    async spent(day) {
      const row = await db.selectFrom('vision_spending').select('calls').where('day', '=', day).executeTakeFirst();
      return row?.calls ?? 0;
    },
  };
}
