import type { EventType, HubEvent } from '@gigafibre/contracts';
import type { ChangeLog, EditedDocument } from './audit.ports.ts';

const TOLD: Readonly<Record<string, { readonly type: EventType; readonly relation: 'ticket' | 'customer' | 'equipment' }>> = {
  Issue: { type: 'ticket.changed', relation: 'ticket' },
  Customer: { type: 'customer.changed', relation: 'customer' },
  'Service Equipment': { type: 'equipment.changed', relation: 'equipment' },
};

/** Tells the log what a person changed in place; documents whose screens are not live are passed over. */
export async function recordEdit(log: ChangeLog, { actor, doctype, name, customer, modified, edits }: EditedDocument): Promise<void> {
  const told = TOLD[doctype];
  if (told === undefined || edits.length === 0) return;
  const related: HubEvent['related'] = { ...(customer !== null && { customer }), [told.relation]: name };
  await log.append([{ type: told.type, actor, subject: { doctype, name }, related, facts: { edits, modified } }]);
}
