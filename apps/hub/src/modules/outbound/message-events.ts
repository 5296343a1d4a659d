import type { Actor, EventType, HubEvent, OutboxMessage } from '@gigafibre/contracts';
import type { Selectable } from 'kysely';
import type { OutboxTable } from './outbound.tables.ts';

/** What is told when a message comes into a state. */
const TOLD: Readonly<Record<OutboxMessage['state'], EventType>> = {
  captured: 'message.captured',
  cancelled: 'message.cancelled',
  suppressed: 'message.suppressed',
  created: 'message.queued',
  held: 'message.held',
  sending: 'message.sending',
  unknown: 'message.unknown',
  accepted: 'message.accepted',
  delivered: 'message.delivered',
  failed: 'message.failed',
};

export const COURIER: Actor = { kind: 'system', user: 'outbound', displayName: 'Boîte d’envoi' };

type Told = Pick<Selectable<OutboxTable>, 'id' | 'channel' | 'template' | 'recipient_name' | 'state' | 'reason' | 'command'>;
type NewEvent = Pick<HubEvent, 'type' | 'actor' | 'subject' | 'related' | 'facts'> & { readonly command?: string };

/** The event of a message that is in this state from now on. */
export function messageEvent({ id, channel, template, recipient_name: toName, state, reason, command }: Told, actor: Actor): NewEvent {
  const facts = { channel, template, toName, ...(reason === null ? {} : { reason }) };
  return { type: TOLD[state], actor, subject: { doctype: 'Outbox Message', name: id }, related: {}, facts, ...(command === null ? {} : { command }) };
}
