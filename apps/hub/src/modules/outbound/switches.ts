import type { Actor, DoorState } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import { instantText } from '../../platform/instant.ts';
import { LiveGrant } from '../../vendors/messaging/live-grant.ts';
import type { OutboundTables } from './outbound.tables.ts';
import type { Leave } from './policy/decide.ts';

type Flag = 'legacy-authoritative' | 'us-registered';
/** Until somebody has said otherwise: the old system bills, and no carrier has approved us. */
export const FLAG_DEFAULTS: Readonly<Record<Flag, boolean>> = { 'legacy-authoritative': true, 'us-registered': false };

/** What people turn on and off about the door, each time with who and when. Read anew for each message: a switch stops the very next one. */
export interface Switches {
  state(): Promise<DoorState>;
  stop(key: string, reason: string, by: Actor): Promise<void>;
  resume(key: string, by: Actor): Promise<void>;
  set(flag: Flag, value: boolean, by: Actor): Promise<void>;
}

export function createSwitches({ db: database, events, clock, leave }: { db: Database; events: EventLog; clock: Clock; leave: Leave }): Switches {
  const db = database.$extendTables<OutboundTables>();
  const tell = (type: 'outbound.stopped' | 'outbound.resumed' | 'outbound.set', actor: Actor, name: string, facts: object) => [{ type, actor, subject: { doctype: 'Outbound Door', name }, related: {}, facts: { ...facts } }] as const;
  return {
    async state() {
      const [switches, flags] = await Promise.all([db.selectFrom('kill_switches').selectAll().orderBy('at').execute(), db.selectFrom('outbound_state').select(['key', 'value']).execute()]);
      const said = { ...FLAG_DEFAULTS, ...Object.fromEntries(flags.map(({ key, value }) => [key, value])) };
      const { grant } = leave;
      return {
        mode: grant instanceof LiveGrant ? grant.mode : 'sandbox',
        reasons: grant instanceof LiveGrant ? [] : [...grant],
        switches: switches.map(({ key, reason, by_user: by, at }) => ({ key, reason, by, at })),
        isLegacyAuthoritative: said['legacy-authoritative'],
        isRegisteredInUs: said['us-registered'],
      };
    },
    stop: (key, reason, by) =>
      database.transaction().execute(async (transaction) => {
        const row = { key, reason, by_user: by.user, at: instantText(clock()) };
        const kept = await transaction.$extendTables<OutboundTables>().insertInto('kill_switches').values(row).onConflict((conflict) => conflict.doNothing()).returning('key').executeTakeFirst();
        if (kept !== undefined) await events.append(tell('outbound.stopped', by, key, { reason }), transaction);
      }),
    resume: (key, by) =>
      database.transaction().execute(async (transaction) => {
        const gone = await transaction.$extendTables<OutboundTables>().deleteFrom('kill_switches').where('key', '=', key).returning('key').executeTakeFirst();
        if (gone !== undefined) await events.append(tell('outbound.resumed', by, key, {}), transaction);
      }),
    set: (key, value, by) =>
      database.transaction().execute(async (transaction) => {
        const row = { key, value, by_user: by.user, at: instantText(clock()) };
        await transaction.$extendTables<OutboundTables>().insertInto('outbound_state').values(row).onConflict((conflict) => conflict.column('key').doUpdateSet(row)).execute();
        await events.append(tell('outbound.set', by, key, { value }), transaction);
      }),
  };
}
