import { Problem } from '@gigafibre/contracts';
import type { Deed, EventDraft, Executors, Order, Person } from '../commands/index.ts';
import { doneAt, markOf, onFreshCopy, relatedTo, type JobRecord, type VisitRecord } from '../visits/index.ts';
import type { EquipmentRecord } from './equipment.ports.ts';
import { refuseElsewhere, visitFor, type Books } from './equipment.service.ts';

type SwapOrder = Order<'equipment.swap'>;

/** What may be put into a home. A device that is to be tested, or faulty, may not. */
const FIT: ReadonlySet<string> = new Set(['In Stock', 'In Van', 'Active']);

/**
 * One device for another (R63). Everything that could refuse is decided before the first write; then the new device goes in, with the
 * line and the subscription of the old one, then the old one comes out, and the visit carries the command's id last of all. Given
 * again after a crash, it finds how far it came by the ids on the devices, and goes on from there without refusing any more.
 */
export function createSwap(booksFor: (person: Person) => Books): Pick<Executors, 'equipment.swap'> {
  return { 'equipment.swap': (order) => onFreshCopy(() => swap(booksFor(order.person), order)) };
}

async function swap(books: Books, order: SwapOrder): Promise<Deed> {
  const visit = await visitFor(books, order);
  const { id, payload: { serial, replaces, create } } = order.command;
  const old = await findOrRefuse(books, replaces);
  const found = await books.equipment.findByCode(serial);
  const isStarted = visit.commands.includes(id) || found?.movedBy.includes(id) === true;
  if (!isStarted) refuse(order, visit, { found, old });
  const fresh = found ?? (await books.equipment.register({ serial, ...(create ?? { category: 'ONT' as const }) }, id));
  const van = await books.equipment.vanOf(holderOf(order.person, visit));
  const exchanged = await exchange(books, order, { visit, fresh, old, van });
  const linked = visit.commands.includes(id) ? visit : await books.visits.write(visit, { equipment: exchanged.installed.serial }, markOf(order));
  const job = await books.visits.readJob(visit.job);
  return tell({ visit: linked, job, van, fresh, ...exchanged });
}

interface Exchange {
  readonly visit: VisitRecord;
  /** The new device before anything moved. */
  readonly fresh: EquipmentRecord;
  readonly old: EquipmentRecord;
  readonly van: string | null;
}

async function exchange({ equipment }: Books, order: SwapOrder, { visit, fresh, old, van }: Exchange) {
  const { id } = order.command;
  const handling = { job: visit.job, at: doneAt(order).toString(), command: markOf(order) };
  const installed = fresh.movedBy.includes(id) ? fresh : await equipment.install(fresh, { ...handling, customer: visit.customer, location: visit.location, replaces: old.serial });
  // somebody may have taken it away between two attempts: then it stays where he put it
  const removed = old.movedBy.includes(id) || !isAt(old, visit) ? old : await equipment.takeAway(old, { ...handling, van });
  return { installed, removed };
}

interface Told extends Pick<Exchange, 'visit' | 'fresh' | 'van'> {
  readonly job: JobRecord;
  readonly installed: EquipmentRecord;
  readonly removed: EquipmentRecord;
}

function tell({ visit, job, fresh, van, installed, removed }: Told): Deed {
  const about = (serial: string): Pick<EventDraft, 'subject' | 'related'> => ({ subject: { doctype: 'Service Equipment', name: serial }, related: { ...relatedTo(visit, job), equipment: serial } });
  // after a crash nobody knows any more where the new one came from; its own history does
  const origin = fresh === installed ? {} : { from: fresh.warehouse ?? fresh.status, isFromVan: fresh.warehouse !== null && fresh.warehouse === van };
  return {
    subject: { doctype: 'Service Equipment', name: installed.serial },
    modified: installed.modified,
    events: [
      { type: 'equipment.swapped', ...about(installed.serial), facts: { serial: installed.serial, replaces: removed.serial, visit: visit.name, location: visit.location, van, ...origin } },
      { type: 'equipment.released', ...about(removed.serial), facts: { serial: removed.serial, replacedBy: installed.serial, van } },
    ],
  };
}

async function findOrRefuse({ equipment }: Books, serial: string): Promise<EquipmentRecord> {
  const found = await equipment.findByCode(serial);
  if (found === undefined) throw new Problem('equipment_unknown', { facts: { serial } });
  return found;
}

const isAt = (equipment: EquipmentRecord, visit: VisitRecord): boolean =>
  equipment.status === 'Active' && (visit.location === null ? equipment.customer === visit.customer : equipment.location === visit.location);

/** Everything for which a swap is refused; nothing has been written yet. */
function refuse(order: SwapOrder, visit: VisitRecord, { found, old }: { found: EquipmentRecord | undefined; old: EquipmentRecord }): void {
  const { serial, create } = order.command.payload;
  if (found === undefined && create === undefined) throw new Problem('equipment_unknown', { facts: { serial } });
  if (found?.serial === old.serial) throw new Problem('equipment_same', { facts: { serial: old.serial } });
  refuseElsewhere(order, visit, old);
  if (!isAt(old, visit)) throw new Problem('equipment_not_here', { facts: { serial: old.serial, status: old.status } });
  if (found === undefined) return;
  refuseElsewhere(order, visit, found);
  if (!FIT.has(found.status)) throw new Problem('equipment_unfit', { facts: { serial: found.serial, status: found.status } });
}

/** In whose van the old device goes: the technician's own; the lead's, when the office speaks for him. */
function holderOf(person: Person, visit: VisitRecord): string {
  if (person.kind === 'technician') return person.technician;
  return (visit.crew.find(({ role }) => role === 'lead') ?? visit.crew[0])?.technician ?? '';
}
