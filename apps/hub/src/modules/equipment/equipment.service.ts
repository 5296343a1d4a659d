import { isVisitOver, Problem } from '@gigafibre/contracts';
import type { Deed, EventDraft, Executors, Order, Person } from '../commands/index.ts';
import { doneAt, markOf, onFreshCopy, refuseOthersVisit, relatedTo, type JobRecord, type VisitBook, type VisitRecord } from '../visits/index.ts';
import type { EquipmentBook, EquipmentRecord } from './equipment.ports.ts';

export interface Books {
  readonly visits: VisitBook;
  readonly equipment: EquipmentBook;
}
type LinkOrder = Order<'equipment.link'> | Order<'equipment.register'>;
/** Any command that a technician gives on devices of a visit. */
export type DeviceOrder = LinkOrder | Order<'equipment.swap'>;

/** Ties devices to the visit's place (R42): from then on they are active there and nowhere else. */
export function createEquipmentCommands(booksFor: (person: Person) => Books): Pick<Executors, 'equipment.link' | 'equipment.register'> {
  return {
    'equipment.link': (order) => onFreshCopy(() => link(booksFor(order.person), order)),
    'equipment.register': (order) => onFreshCopy(() => register(booksFor(order.person), order)),
  };
}

async function link(books: Books, order: LinkOrder): Promise<Deed> {
  const visit = await visitFor(books, order);
  const equipment = await books.equipment.findByCode(order.command.payload.serial);
  if (equipment === undefined) throw new Problem('equipment_unknown', { facts: { serial: order.command.payload.serial } });
  return linkTo(books, order, { visit, equipment });
}

async function register(books: Books, order: Order<'equipment.register'>): Promise<Deed> {
  const visit = await visitFor(books, order);
  const device = order.command.payload;
  const equipment = (await books.equipment.findByCode(device.serial)) ?? (await books.equipment.register(device, order.command.id));
  const deed = await linkTo(books, order, { visit, equipment });
  const [linked] = deed.events;
  const registered: EventDraft = { ...linked, type: 'equipment.registered', facts: { serial: device.serial, category: device.category, brand: device.brand ?? null, model: device.model ?? null, visit: visit.name } };
  return equipment.madeBy === order.command.id ? { ...deed, events: [registered, linked] } : deed;
}

/**
 * The visit at which a device is handled; the one that carries the command already is given as it is.
 * @throws {Problem} `visit_not_yours`, `visit_transition_refused` when it is over.
 */
export async function visitFor({ visits }: Books, order: DeviceOrder): Promise<VisitRecord> {
  const visit = await visits.read(order.command.payload.visit);
  if (visit.commands.includes(order.command.id)) return visit;
  refuseOthersVisit(order, visit);
  if (isVisitOver(visit.status)) throw new Problem('visit_transition_refused', { facts: { visit: visit.name, from: visit.status, action: 'link' } });
  return visit;
}

/** The device first, the visit last: the visit carries the command's id only when all of it is done. */
async function linkTo(books: Books, order: LinkOrder, { visit, equipment }: { visit: VisitRecord; equipment: EquipmentRecord }): Promise<Deed> {
  const { id } = order.command;
  const isMoved = equipment.movedBy.includes(id);
  if (!isMoved && !visit.commands.includes(id)) refuseElsewhere(order, visit, equipment);
  const isHere = equipment.status === 'Active' && equipment.location === visit.location && equipment.customer === visit.customer;
  const place = { customer: visit.customer, location: visit.location, job: visit.job, at: doneAt(order).toString(), command: markOf(order) };
  const installed = isMoved || isHere ? equipment : await books.equipment.install(equipment, place);
  const linked = visit.commands.includes(id) ? visit : await books.visits.write(visit, { equipment: installed.serial }, markOf(order));
  const job = await books.visits.readJob(visit.job);
  const subject = { doctype: 'Service Equipment', name: installed.serial };
  return { subject, modified: installed.modified, events: [linkedEvent({ visit: linked, job, installed }, equipment)] };
}

const linkedEvent = ({ visit, job, installed }: { visit: VisitRecord; job: JobRecord; installed: EquipmentRecord }, before: EquipmentRecord): EventDraft => ({
  type: 'equipment.linked',
  subject: { doctype: 'Service Equipment', name: installed.serial },
  related: { ...relatedTo(visit, job), equipment: installed.serial },
  facts: { serial: installed.serial, visit: visit.name, location: visit.location, before: { status: before.status, warehouse: before.warehouse, location: before.location } },
});

/** A technician learns no more of the other customer than the city; the office may know whom to call. */
export function refuseElsewhere(order: DeviceOrder, visit: VisitRecord, equipment: EquipmentRecord): void {
  if (equipment.status !== 'Active' || equipment.customer === null || equipment.customer === visit.customer) return;
  const { serial, city, customerName } = equipment;
  throw new Problem('equipment_elsewhere', { facts: { serial, city, ...(order.person.kind === 'staff' && { customerName }) } });
}
