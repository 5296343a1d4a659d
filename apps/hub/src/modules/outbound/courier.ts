import type { Selectable, Transaction } from 'kysely';
import { instantText } from '../../platform/instant.ts';
import type { HubTables } from '../../platform/tables.ts';
import type { MessageVendor, VendorMessage } from '../../vendors/messaging/messaging.port.ts';
import { applyReports, holdReports } from './deliveries.ts';
import { COURIER, messageEvent } from './message-events.ts';
import type { OutboundTables, OutboxTable } from './outbound.tables.ts';
import { decideOn, type DoorTools } from './outbox.ts';
import { nextAfter, type Next } from './outcomes.ts';
import { remember } from './remember.ts';

/** Longer than any attempt: whoever is still sending by then has died over it. */
const LOST_SECONDS = 60;
/** A vendor may list a message late: only after this is its absence certain. */
const CERTAIN_SECONDS = 120;
const ASK_AGAIN_SECONDS = 60;
const MOST_SENDS = 2;

type Row = Selectable<OutboxTable>;
type Change = Partial<Pick<Row, 'state' | 'reason' | 'due_at' | 'sending_at' | 'attempts' | 'vendor_id' | 'is_marked'>>;

export interface Courier {
  /** Takes up one message that is due. Gives whether there was one. Any number of hubs may do so at once. */
  deliverNext(): Promise<boolean>;
}

/** Carries what may leave to the vendors, one message at a time, so that a kill-switch stops the very next one. */
export function createCourier(tools: DoorTools & { readonly vendors: readonly MessageVendor[] }): Courier {
  const { db, clock, events } = tools;
  const later = (seconds: number): string => instantText(clock().add({ seconds }));
  const inWork = <T>(work: (transaction: Transaction<HubTables>) => Promise<T>): Promise<T> => db.transaction().execute(work);

  const change = async (transaction: Transaction<HubTables>, row: Row, set: Change): Promise<Row> => {
    const changed = await transaction.$extendTables<OutboundTables>().updateTable('outbox').set({ ...set, changed_at: instantText(clock()) }).where('id', '=', row.id).returningAll().executeTakeFirstOrThrow();
    await events.append([messageEvent(changed, COURIER)], transaction);
    return changed;
  };
  const due = (transaction: Transaction<HubTables>): Promise<Row | undefined> =>
    transaction.$extendTables<OutboundTables>().selectFrom('outbox').selectAll().where('state', 'in', ['created', 'held', 'sending', 'unknown']).where('due_at', '<=', instantText(clock())).orderBy('due_at').limit(1).forUpdate().skipLocked().executeTakeFirst();

  /** Decides anew and marks the message as being sent, before anybody outside has heard of it. */
  const claim = async (transaction: Transaction<HubTables>, row: Row): Promise<Row | undefined> => {
    const decision = await decideOn(transaction, row, tools);
    if (decision.verdict === 'send') return change(transaction, row, { state: 'sending', sending_at: instantText(clock()), due_at: later(LOST_SECONDS), attempts: row.attempts + 1, is_marked: decision.isMarked });
    const isHeld = decision.verdict === 'hold';
    await change(transaction, row, { state: isHeld ? 'held' : decision.verdict === 'capture' ? 'captured' : 'suppressed', reason: decision.reason, due_at: isHeld ? untilText(decision.untilMs) : null });
    return undefined;
  };
  const settle = (row: Row, next: Next): Promise<Row> =>
    inWork(async (transaction) => {
      if (next.vendorId !== undefined) await holdReports(transaction, [next.vendorId]);
      const waitSeconds = next.state === 'unknown' ? CERTAIN_SECONDS : next.afterSeconds;
      const changed = await change(transaction, row, { state: next.state, reason: next.reason, vendor_id: next.vendorId ?? row.vendor_id, due_at: waitSeconds === undefined ? null : later(waitSeconds) });
      await remember(transaction, row, next, clock());
      if (next.vendorId !== undefined) await applyReports(transaction, [next.vendorId], tools); // the vendor may have been quicker than its own answer
      return changed;
    });
  const untilText = (ms: number): string => instantText(clock().add({ milliseconds: Math.ceil(ms) - clock().epochMilliseconds }));

  /** An attempt whose answer was lost: looked for, and sent once more only where it is certainly absent. */
  const reconcile = async (row: Row, vendor: MessageVendor): Promise<void> => {
    const sinceMs = Date.parse(row.sending_at ?? row.created_at);
    const found = await vendor.find(vendorMessage(row), sinceMs);
    const isCertain = clock().epochMilliseconds - sinceMs >= CERTAIN_SECONDS * 1000;
    if (found.kind === 'found') await settle(row, { state: 'accepted', reason: null, vendorId: found.vendorId });
    else if (found.kind === 'unknown' || !isCertain) await inWork((transaction) => change(transaction, row, { state: 'unknown', due_at: later(ASK_AGAIN_SECONDS) }));
    else if (row.attempts < MOST_SENDS) await inWork((transaction) => change(transaction, row, { state: 'created', reason: null, due_at: instantText(clock()) }));
    else await settle(row, { state: 'failed', reason: 'lost' });
  };

  return {
    async deliverNext() {
      const taken = await inWork(async (transaction) => {
        const row = await due(transaction);
        if (row === undefined) return undefined;
        if (row.state !== 'sending' && row.state !== 'unknown') return { row, sending: await claim(transaction, row) };
        // out of the other couriers' sight while we ask
        return { row: await change(transaction, row, { state: 'unknown', due_at: later(LOST_SECONDS) }), isLost: true };
      });
      if (taken === undefined) return false;
      const vendor = tools.vendors.find(({ channel }) => channel === taken.row.channel);
      if (vendor === undefined) return true;
      if (taken.isLost === true) await reconcile(taken.row, vendor);
      else if (taken.sending !== undefined) await settle(taken.sending, nextAfter(await vendor.send(vendorMessage(taken.sending)), taken.sending.attempts));
      return true;
    },
  };
}

function vendorMessage({ id, recipient, recipient_key: key, recipient_name: toName, channel, subject, body, is_marked: isMarked }: Row): VendorMessage {
  const mark = (text: string): string => (isMarked ? `[TEST] ${text}` : text);
  return { id, to: channel === 'sms' ? key : recipient, toName, subject: channel === 'sms' ? '' : mark(subject), body: mark(body) };
}
