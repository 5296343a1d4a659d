import type { Actor, OffersSetting, PlanningOffer, PlanningOffers, Proposal } from '@gigafibre/contracts';
import type { Temporal } from '@gigafibre/kernel';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../platform/database.ts';
import type { EventLog } from '../../platform/event-log.ts';
import { instantText } from '../../platform/instant.ts';
import type { HubTables } from '../../platform/tables.ts';
import type { ClaimedReason, OfferBook, OfferReason } from './offers.ports.ts';
import type { PlanningTables } from './planning.tables.ts';

const CLAIM_LOCK = 7_201_073;
/** On until an administrator says otherwise: nothing of an offer happens by itself. */
export const USUAL_OFFERS: OffersSetting = { isOn: true, everyMinutes: 5 };
/** The day has gone on: what was found before is no longer worth a look. */
const FRESH_MINUTES = 30;
/** More would be a day to plan anew. */
const MOST_TOGETHER = 20;
/** Reasons older than this cannot come again. */
const FORGOTTEN_DAYS = 7;

type PlanningDatabase = Kysely<HubTables & PlanningTables>;

/** Why plans were looked for without anybody asking, in the hub's own database: every hub knows what one of them has begun. */
export function createOfferBook(database: Database, events: EventLog, usual: OffersSetting = USUAL_OFFERS): OfferBook {
  const db = database.$extendTables<PlanningTables>();
  const saidOf = (from: typeof db) => from.selectFrom('planning_offer_setting').selectAll().executeTakeFirst();
  const settingOf = async (from: typeof db): Promise<OffersSetting> => {
    const said = await saidOf(from);
    return said === undefined ? usual : { isOn: said.is_on, everyMinutes: said.every_minutes };
  };
  const read = async (): Promise<Omit<PlanningOffers, 'offers'>> => {
    const [said, setting] = await Promise.all([saidOf(db), settingOf(db)]);
    return { setting, changedBy: said?.changed_by ?? null, changedAt: said?.changed_at ?? null };
  };
  return {
    read,
    claim: (reasons, now) =>
      database.transaction().execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(${CLAIM_LOCK})`.execute(transaction);
        const own = transaction.$extendTables<PlanningTables>() as typeof db;
        const { isOn, everyMinutes } = await settingOf(own);
        if (!isOn) return undefined;
        await own.deleteFrom('planning_offers').where('claimed_at', '<', instantText(now.subtract({ hours: 24 * FORGOTTEN_DAYS }))).execute();
        const known = await own.selectFrom('planning_offers').select(['reason', 'claimed_at']).execute();
        const soonest = instantText(now.subtract({ minutes: everyMinutes }));
        if (known.some(({ claimed_at }) => claimed_at > soonest)) return undefined;
        const seen = new Set(known.map(({ reason }) => reason));
        const next = togetherOf(reasons.filter(({ key }) => !seen.has(key)));
        if (next === undefined) return undefined;
        const taken = { cause: JSON.stringify(next.cause), about: next.about, late_minutes: next.lateMinutes, claimed_at: instantText(now) };
        await own.insertInto('planning_offers').values(next.keys.map((reason) => ({ reason, ...taken }))).execute();
        return next;
      }),
    async began(keys, run) {
      // one of them leads to the run: it is offered once
      await db.updateTable('planning_offers').set({ run }).where('reason', '=', keys[0] ?? '').execute();
    },
    async giveBack(keys) {
      await db.deleteFrom('planning_offers').where('reason', 'in', keys).execute();
    },
    open: (now) => openOffers(db, now),
    async dismiss(run, { by, now }) {
      await db.updateTable('planning_offers').set({ dismissed_at: instantText(now), dismissed_by: by.user }).where('run', '=', run).where('dismissed_at', 'is', null).execute();
    },
    set: (setting, { by, now }) =>
      database.transaction().execute(async (transaction) => {
        const row = { id: 1, is_on: setting.isOn, every_minutes: setting.everyMinutes, changed_by: by.user, changed_at: instantText(now) };
        await transaction.$extendTables<PlanningTables>().insertInto('planning_offer_setting').values(row).onConflict((conflict) => conflict.column('id').doUpdateSet(row)).execute();
        await events.append([settingEvent(setting, by)], transaction);
      }),
  };
}

async function openOffers(db: PlanningDatabase, now: Temporal.Instant): Promise<PlanningOffer[]> {
  const rows = await db
    .selectFrom('planning_offers')
    .innerJoin('planning_runs', 'planning_runs.id', 'planning_offers.run')
    .select(['planning_runs.id as run', 'planning_offers.cause as cause', 'about', 'late_minutes', 'planning_runs.ended_at as ended_at', 'planning_runs.proposal as proposal'])
    .where('planning_runs.state', 'in', ['done', 'stopped'])
    .where('dismissed_at', 'is', null)
    .where('planning_runs.ended_at', '>', instantText(now.subtract({ minutes: FRESH_MINUTES })))
    .orderBy('planning_runs.ended_at', 'desc')
    .execute();
  return rows.flatMap(({ run, cause, about, late_minutes: lateMinutes, ended_at: at, proposal }) => {
    const open = openLines(proposal);
    if (open.length === 0 || at === null) return [];
    return [{ run, cause, about, lateMinutes, at, moves: open.length, technicians: [...new Set(open.flatMap(({ technicians }) => technicians))] } satisfies PlanningOffer];
  });
}

/** The first reason, with every other visit that has arrived when it is one: they are placed by one search. */
function togetherOf([first, ...rest]: readonly OfferReason[]): ClaimedReason | undefined {
  if (first === undefined) return undefined;
  const { key, ...reason } = first;
  if (reason.cause.kind !== 'visits-arrived') return { ...reason, keys: [key] };
  const along = rest.flatMap(({ key: other, cause }) => (cause.kind === 'visits-arrived' ? [{ key: other, visits: cause.visits }] : [])).slice(0, MOST_TOGETHER);
  return { ...reason, keys: [key, ...along.map((each) => each.key)], cause: { kind: 'visits-arrived', visits: [...reason.cause.visits, ...along.flatMap(({ visits }) => visits)] } };
}

const openLines = (proposal: Proposal | null): Proposal['moves'] => proposal?.moves.filter(({ outcome }) => outcome === null) ?? [];
const settingEvent = (setting: OffersSetting, by: Actor) => ({ type: 'planning.offers-set' as const, actor: by, subject: { doctype: 'Planning Offers', name: 'offers' }, related: {}, facts: { ...setting } });

