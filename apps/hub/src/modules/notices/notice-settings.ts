import { NOTICE_KINDS, type Actor, type NoticeKind, type NoticeSetting } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import { instantText } from '../../platform/instant.ts';
import { NOTICE_TEMPLATES } from './notice-teller.ts';
import type { NoticeTables } from './notices.tables.ts';

const COUNTED_DAYS = 30;
/** A dispatcher sees who will be late and says so himself, unless somebody decides otherwise. */
const NEVER_BY_ITSELF: readonly NoticeKind[] = ['late'];

/** Which notices go out. Until somebody has said so, none does where it would reach a person. */
export interface NoticeSwitches {
  list(): Promise<NoticeSetting[]>;
  isOn(kind: NoticeKind): Promise<boolean>;
  set(kind: NoticeKind, isOn: boolean, by: Actor): Promise<void>;
}

export function createNoticeSwitches({ db: database, events, clock, isSandbox }: { db: Database; events: EventLog; clock: Clock; isSandbox: boolean }): NoticeSwitches {
  const db = database.$extendTables<NoticeTables>();
  const usual = (kind: NoticeKind): boolean => isSandbox && !NEVER_BY_ITSELF.includes(kind);
  return {
    async list() {
      const since = instantText(clock().subtract({ hours: 24 * COUNTED_DAYS }));
      const [rows, counts] = await Promise.all([
        db.selectFrom('notice_settings').selectAll().execute(),
        db.selectFrom('visit_notices').select(['kind', 'state', ({ fn }) => fn.countAll<number>().as('count')]).where('changed_at', '>', since).groupBy(['kind', 'state']).execute(),
      ]);
      return NOTICE_KINDS.map((kind) => {
        const said = rows.find((row) => row.kind === kind);
        const count = (state: string): number => counts.find((row) => row.kind === kind && row.state === state)?.count ?? 0;
        return { kind, template: NOTICE_TEMPLATES[kind], isOn: said?.is_on ?? usual(kind), by: said?.by_user ?? null, at: said?.at ?? null, told: count('told'), dropped: count('dropped') + count('cancelled') };
      });
    },
    async isOn(kind) {
      const said = await db.selectFrom('notice_settings').select('is_on').where('kind', '=', kind).executeTakeFirst();
      return said?.is_on ?? usual(kind);
    },
    set: (kind, isOn, by) =>
      database.transaction().execute(async (transaction) => {
        const row = { kind, is_on: isOn, by_user: by.user, at: instantText(clock()) };
        await transaction.$extendTables<NoticeTables>().insertInto('notice_settings').values(row).onConflict((conflict) => conflict.column('kind').doUpdateSet(row)).execute();
        await events.append([{ type: 'notice.set', actor: by, subject: { doctype: 'Outbound Door', name: kind }, related: {}, facts: { kind, isOn } }], transaction);
      }),
  };
}
