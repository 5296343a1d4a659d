import { Problem } from '@gigafibre/contracts';
import type { Deed, Executors, Order, Person } from '../commands/index.ts';
import type { EquipmentBook } from './equipment.ports.ts';

type Receipt = Order<'equipment.receive'>;

/** Takes a device into stock that nobody has heard of (R41): none of what is on its label may be another's. */
export function createReceiving(bookFor: (person: Person) => Pick<EquipmentBook, 'findByCode' | 'receive'>): Pick<Executors, 'equipment.receive'> {
  return { 'equipment.receive': (order) => receive(bookFor(order.person), order) };
}

async function receive(book: Pick<EquipmentBook, 'findByCode' | 'receive'>, { command: { id, payload } }: Receipt): Promise<Deed> {
  const known = await knownOf(book, payload);
  if (known !== undefined && known.madeBy !== id) throw new Problem('equipment_known', { facts: { serial: known.serial, status: known.status } });
  const { serial, modified } = known ?? (await book.receive(payload, id));
  const { category, brand = null, model = null, reading = null } = payload;
  const subject = { doctype: 'Service Equipment', name: serial };
  return { subject, modified, events: [{ type: 'equipment.received', subject, related: { equipment: serial }, facts: { serial, category, brand, model, reading } }] };
}

async function knownOf(book: Pick<EquipmentBook, 'findByCode'>, { serial, gponSerial, macAddress }: Receipt['command']['payload']) {
  for (const code of [serial, gponSerial, macAddress]) {
    const known = code === undefined ? undefined : await book.findByCode(code);
    if (known !== undefined) return known;
  }
  return undefined;
}
