import type { PhoneAccount } from '@gigafibre/contracts';
import { sql, type Selectable } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { KeptPhone, PhoneBook } from './phones.ports.ts';
import type { PhonesTable, PhoneTables } from './phones.tables.ts';

export function createPhoneBook(database: Database): PhoneBook {
  const db = database.$extendTables<PhoneTables>();
  return {
    change: (technician, work) =>
      db.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(hashtextextended(${`phones ${technician}`}, 7))`.execute(transaction);
        const rows = await transaction.selectFrom('phones').selectAll().where('technician', '=', technician).execute();
        const { keep, drop, done } = await work(rows.map(toPhone));
        for (const phone of keep) {
          const { technician: of, device, ...columns } = toRow(phone);
          await transaction.insertInto('phones').values({ technician: of, device, ...columns }).onConflict((conflict) => conflict.columns(['technician', 'device']).doUpdateSet(columns)).execute();
        }
        if (drop.length > 0) await transaction.deleteFrom('phones').where('technician', '=', technician).where('device', 'in', [...drop]).execute();
        return done;
      }),
    all: async () => (await db.selectFrom('phones').selectAll().orderBy('technician').orderBy('device').execute()).map(accountOf),
  };
}

const toRow = (phone: KeptPhone) => ({
  technician: phone.technician,
  device: phone.device,
  store: phone.store,
  counter: phone.counter,
  unsent: phone.unsent,
  oldest_at: phone.oldestAt,
  parked: phone.parked,
  refused: JSON.stringify(phone.refused),
  visits: JSON.stringify(phone.visits),
  is_protected: phone.isProtected,
  heard_at: phone.heardAt,
  lost: phone.lost === null ? null : JSON.stringify(phone.lost),
});

const accountOf = (row: Selectable<PhonesTable>): PhoneAccount => ({
  technician: row.technician,
  device: row.device,
  unsent: row.unsent,
  oldestAt: row.oldest_at,
  parked: row.parked,
  refused: row.refused,
  visits: row.visits,
  isProtected: row.is_protected,
  heardAt: row.heard_at,
  lost: row.lost,
});

const toPhone = (row: Selectable<PhonesTable>): KeptPhone => ({ ...accountOf(row), store: row.store, counter: row.counter });
