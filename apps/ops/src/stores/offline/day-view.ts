import { visitStatusAfter } from '@gigafibre/contracts';
import type { CommandPayload, Day, DayVisit, EquipmentSummary, StepRecord, VisitAction } from '@gigafibre/contracts';
import type { StoredCommand } from './queue-ports.ts';
import { withWork } from './work-view.ts';

type Stamp = 'departedAt' | 'arrivedAt' | 'endedAt';

const MOVES: Readonly<Record<string, { readonly action: VisitAction; readonly stamp?: Stamp }>> = {
  'visit.depart': { action: 'depart', stamp: 'departedAt' },
  'visit.arrive': { action: 'arrive', stamp: 'arrivedAt' },
  'visit.pause': { action: 'pause' },
  'visit.resume': { action: 'resume' },
  'visit.complete': { action: 'complete', stamp: 'endedAt' },
  'visit.fail': { action: 'fail', stamp: 'endedAt' },
};

function withRecords(found: DayVisit, records: readonly StepRecord[]): DayVisit {
  const all = new Map([...found.records, ...records].map((record) => [record.step, record]));
  return { ...found, records: [...all.values()] };
}

/** A note already in the snapshot is the same note: the hub had done the command, only its answer was lost. */
function withNote(found: DayVisit, text: string | undefined): DayVisit {
  if (text === undefined || text === '' || found.note.includes(text)) return found;
  return { ...found, note: found.note === '' ? text : `${found.note}\n${text}` };
}

function moved(found: DayVisit, command: StoredCommand): DayVisit {
  const move = MOVES[command.type];
  const status = move === undefined ? undefined : visitStatusAfter(found.visit.status, move.action);
  if (move === undefined || status === undefined) return found;
  const stamped = move.stamp === undefined ? {} : { [move.stamp]: found.visit[move.stamp] ?? command.at };
  const reason = command.type === 'visit.fail' ? { failureReason: (command.payload as CommandPayload<'visit.fail'>).reason } : {};
  return { ...found, visit: { ...found.visit, ...stamped, ...reason, status } };
}

function visitAfter(found: DayVisit, command: StoredCommand): DayVisit {
  const next = moved(found, command);
  switch (command.type) {
    case 'visit.step':
      return withRecords(next, [(command.payload as CommandPayload<'visit.step'>).record]);
    case 'visit.note':
      return withNote(next, (command.payload as CommandPayload<'visit.note'>).text);
    case 'visit.complete': {
      const { steps, note } = command.payload as CommandPayload<'visit.complete'>;
      return withNote(withRecords(next, steps), note);
    }
    case 'visit.fail':
      return withNote(next, (command.payload as CommandPayload<'visit.fail'>).note);
    default:
      return next;
  }
}

const BLANK = { item: '', barcode: '', gponSerial: '', brand: '', model: '', macAddress: '', customer: null, serviceLocation: null, installedOn: null, warrantyUntil: null, reading: null };

/** The device as the technician sees it from the moment it is linked: at this place, out of the van. */
function deviceOf(day: Day, at: DayVisit, command: StoredCommand): EquipmentSummary {
  const { serial, category, brand, model, macAddress } = command.payload as CommandPayload<'equipment.register'> | (CommandPayload<'equipment.link'> & { category?: never; brand?: never; model?: never; macAddress?: never });
  const known = [...day.vanStock, ...day.visits.flatMap((visit) => visit.equipment)].find((device) => device.serial === serial);
  const told = { category: category ?? known?.category ?? '', ...(brand === undefined ? {} : { brand }), ...(model === undefined ? {} : { model }), ...(macAddress === undefined ? {} : { macAddress }) };
  return { ...BLANK, ...known, ...told, serial, status: 'Active', customer: at.customer.name, serviceLocation: at.location?.name ?? null, installedOn: command.at.slice(0, 10) };
}

function withDevice(day: Day, at: DayVisit, command: StoredCommand): Day {
  const device = deviceOf(day, at, command);
  const others = (list: readonly EquipmentSummary[]): EquipmentSummary[] => list.filter((each) => each.serial !== device.serial);
  return {
    ...day,
    vanStock: others(day.vanStock),
    visits: day.visits.map((visit) => ({ ...visit, equipment: visit.visit.name === at.visit.name ? [...others(visit.equipment), device] : others(visit.equipment) })),
  };
}

/** The new device is here at once; the one it took the place of is nowhere that it could be used from. */
function withSwap(day: Day, at: DayVisit, command: StoredCommand): Day {
  const { create, replaces } = command.payload as CommandPayload<'equipment.swap'>;
  const swapped = withDevice(day, at, { ...command, payload: { ...command.payload, ...create } });
  return { ...swapped, visits: swapped.visits.map((visit) => ({ ...visit, equipment: visit.equipment.filter(({ serial }) => serial !== replaces) })) };
}

function dayAfter(day: Day, command: StoredCommand): Day {
  const at = day.visits.find((each) => each.visit.name === command.payload['visit']);
  if (at === undefined) return day;
  if (command.type === 'equipment.link' || command.type === 'equipment.register') return withDevice(day, at, command);
  if (command.type === 'equipment.swap') return withSwap(day, at, command);
  return { ...day, visits: day.visits.map((each) => (each === at ? withWork(visitAfter(each, command), command) : each)) };
}

/**
 * The day as it is once everything done on this phone counts: the hub's snapshot, then each command in the order it was done.
 * What the snapshot already contains changes nothing a second time.
 */
export const dayWith = (snapshot: Day, commands: readonly StoredCommand[]): Day => commands.reduce(dayAfter, snapshot);
