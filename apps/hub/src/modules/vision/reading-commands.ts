import { Problem } from '@gigafibre/contracts';
import { actorOf } from '../../platform/actor.ts';
import type { Deed, EventDraft, Executors, Order } from '../commands/index.ts';
import { eventOf } from './reading-runner.ts';
import type { createTaking } from './taking.ts';
import type { ReadingRecord, ReadingStore } from './vision.ports.ts';

interface CommandParts {
  readonly store: Pick<ReadingStore, 'find' | 'move'>;
  readonly take: ReturnType<typeof createTaking>;
  readonly photos: { find(sha256: string): Promise<{ readonly content: Buffer; readonly mediaType: string } | undefined> };
  readonly nudge: () => void;
}
type ReadingOrder = Order<'reading.request'> | Order<'reading.retry'> | Order<'reading.discard'>;

/** What people do with readings by command: the phone asks for them, and anyone gives them up or has them tried again. */
export function createReadingCommands({ store, take, photos, nudge }: CommandParts): Pick<Executors, 'reading.request' | 'reading.retry' | 'reading.discard'> {
  return {
    async 'reading.request'(order) {
      const { kind, photo, forVisit } = order.command.payload;
      const found = await photos.find(photo);
      if (found === undefined) throw new Problem('proof_missing', { facts: { photo } });
      const { reading } = await take({ id: order.command.id, kind, content: found.content, declared: found.mediaType, visit: forVisit ?? null, by: actorOf(order.person) });
      nudge();
      return deedOf(reading, 'reading.requested');
    },
    async 'reading.retry'(order) {
      const reading = await own(store, order);
      const isMoved = await store.move(reading.id, ['failed', 'read', 'queued'], { state: 'queued' });
      if (!isMoved) throw new Problem('reading_settled', { facts: { state: reading.state } });
      nudge();
      return deedOf(reading, 'reading.requested', { isRetry: true });
    },
    async 'reading.discard'(order) {
      const reading = await own(store, order);
      const { reason } = order.command.payload;
      const isMoved = await store.move(reading.id, ['queued', 'failed', 'read'], { state: 'discarded', reason, at: order.now });
      if (!isMoved && reading.discardReason !== reason) throw new Problem('reading_settled', { facts: { state: reading.state, document: reading.document?.name ?? null } });
      return deedOf(reading, 'reading.discarded', { reason });
    },
  };
}

async function own(store: CommandParts['store'], { person, command }: Exclude<ReadingOrder, Order<'reading.request'>>): Promise<ReadingRecord> {
  const reading = await store.find(command.payload.reading);
  if (reading === undefined || (person.kind === 'technician' && reading.createdBy.user !== person.user)) throw new Problem('not_found', { facts: { doctype: 'Reading', name: command.payload.reading } });
  return reading;
}

function deedOf(reading: ReadingRecord, type: EventDraft['type'], facts: EventDraft['facts'] = {}): Deed {
  const { subject, related, facts: known } = eventOf(type, reading, facts);
  return { subject, events: [{ type, subject, related, facts: known }] };
}
