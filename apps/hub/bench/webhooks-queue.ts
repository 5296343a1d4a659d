import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Temporal } from '@gigafibre/kernel';
import type { Insertable, Kysely } from 'kysely';
import { createCourier, createSwitches, POLICY_SETTINGS } from '../src/modules/outbound/index.ts';
import type { OutboundTables } from '../src/modules/outbound/index.ts';
import type { Database, OpenDatabase } from '../src/platform/database.ts';
import { createEventLog } from '../src/platform/event-log.ts';
import { keepDoing } from '../src/platform/keep-doing.ts';
import type { HubTables } from '../src/platform/tables.ts';
import { LiveGrant } from '../src/vendors/messaging/live-grant.ts';
import { createTwilio } from '../src/vendors/messaging/twilio.ts';
import { serveTwilio } from '../test/messaging/twilio-server.ts';
import { ACCOUNTS, makeGrants } from '../test/outbound/grants.ts';

export const messageTables = (db: Database): Kysely<HubTables & OutboundTables> => db.$extendTables<OutboundTables>();

const LOT = 500;
const QUEUED = 1000;
const SENT_FIRST = 200;
/** Eleven in the morning at the site: no quiet hours. */
const START = '2026-07-06T15:00:00Z';
const AFTERWARDS_MS = 6000;

/** Rows as the outbox holds them, in lots that a statement can take. */
export function queuedRows(messages: readonly { readonly vendorId: string | null; readonly number: string }[], { state, now }: { state: 'accepted' | 'created'; now: string }): Insertable<OutboundTables['outbox']>[][] {
  const rows = messages.map(({ vendorId, number }, index) => ({
    ...{ id: randomUUID(), channel: 'sms' as const, recipient: number, recipient_name: 'Banc', recipient_key: number, language: 'fr' as const, template: 'visit-free', category: 'service' as const, subject: '' },
    ...{ body: `Gigafibre : essai ${index}.`, state, reason: null, trace: '[]', created_at: now, changed_at: now, due_at: state === 'created' ? now : null, attempts: state === 'created' ? 0 : 1 },
    ...{ sending_at: null, vendor_id: vendorId, is_marked: false, created_by: 'bench', about_doctype: null, about_name: null, cause: null, command: null },
  }));
  return Array.from({ length: Math.ceil(rows.length / LOT) }, (_, lot) => rows.slice(lot * LOT, (lot + 1) * LOT));
}

/** Two couriers on the real SDK carry a thousand messages; somebody throws the switch in the middle. */
export async function stopQueue({ db }: OpenDatabase): Promise<object> {
  const began = performance.now();
  const clock = (): Temporal.Instant => Temporal.Instant.from(START).add({ milliseconds: Math.floor(performance.now() - began) });
  const seconds = Date.parse(START) / 1000;
  const book = await makeGrants(seconds);
  const grant = await LiveGrant.claim({ mode: 'live', environment: 'production', grant: book.grants[0]?.text ?? '', publicKey: book.publicKey, accounts: ACCOUNTS }, seconds + 60);
  if (!(grant instanceof LiveGrant)) throw new Error(grant.join(', '));
  const vendor = await serveTwilio({ accountSid: ACCOUNTS.sms, authToken: 't' });
  const sdk = createTwilio(grant, { accountSid: ACCOUNTS.sms, authToken: 't', sender: '+14505550100', statusCallback: 'https://fsm.example.ca/v1/hooks/twilio/status', origin: vendor.origin });
  const calls: number[] = [];
  const counted: typeof sdk = { ...sdk, send: (message) => (calls.push(performance.now()), sdk.send(message)) };
  const events = createEventLog(db, clock);
  const tools = { db, events, clock, leave: { grant, allowed: [] }, settings: { ...POLICY_SETTINGS, ownHosts: [] } };
  for (const rows of queuedRows(Array.from({ length: QUEUED }, (_, index) => ({ vendorId: null, number: `+1514${7_340_000 + index}` })), { state: 'created', now: START })) await messageTables(db).insertInto('outbox').values(rows).execute();
  const fault = (error: unknown): void => console.error(error);
  const courier = createCourier({ ...tools, vendors: [counted] });
  const couriers = [1, 2].map(() => keepDoing(() => courier.deliverNext(), fault));
  while (calls.length < SENT_FIRST) await sleep(1);
  const thrown = performance.now();
  await createSwitches(tools).stop('sms', 'banc', { kind: 'staff', user: 'bench', displayName: 'bench' });
  const committed = performance.now();
  await sleep(AFTERWARDS_MS);
  await Promise.all(couriers.map((stop) => stop()));
  await vendor.close();
  const last = calls.at(-1) ?? thrown;
  const round = (ms: number): number => Math.round(ms * 10) / 10;
  return { case: 'kill-switch', queued: QUEUED, sent: calls.length, commitMs: round(committed - thrown), lastCallAfterCommitMs: round(Math.max(0, last - committed)), callsAfterCommit: calls.filter((at) => at > committed).length, callsAfter5s: calls.filter((at) => at > committed + 5000).length, watchedMs: AFTERWARDS_MS, faults: vendor.faults.length };
}
