import type { EquipmentCard } from '@gigafibre/contracts';
import type { Doc, Patch } from '@gigafibre/doctypes';
import type { Filter, FrappeSite } from '@gigafibre/frappe';
import { normalizeMac, normalizeSerial, siteDate, Temporal } from '@gigafibre/kernel';
import { all, countOrNull, equipmentOf, findCustomerBrief, findLocation, keptRows, nameOr, naiveOf, stampedAt, textOr, updateAsRead, withMark } from '../book/index.ts';
import type { EquipmentBook, EquipmentRecord, Handling } from './equipment.ports.ts';

export function createEquipmentBook(site: FrappeSite): EquipmentBook {
  return {
    async findByCode(code) {
      const serial = await findSerial(site, code);
      return serial === undefined ? undefined : recordOf(site, await site.get('Service Equipment', serial));
    },
    async install(equipment, { customer, location, replaces, ...handling }) {
      const before = replaces === undefined ? undefined : await site.get('Service Equipment', replaces);
      return move(site, equipment, handling, {
        event: before === undefined ? 'Installed' : 'Swapped',
        to: location,
        change: {
          status: 'Active', customer, service_location: location, warehouse: null, installed_on: siteDate(Temporal.Instant.from(handling.at)).toString(),
          ...(before !== undefined && { subscription: nameOr(before.subscription), olt: nameOr(before.olt), pon_port: nameOr(before.pon_port), onu_id: countOrNull(before.onu_id) }),
        },
      });
    },
    takeAway: (equipment, { van, ...handling }) =>
      move(site, equipment, handling, {
        event: 'To Test',
        to: van,
        change: { status: 'To Test', customer: null, service_location: null, warehouse: van, subscription: null, olt: null, pon_port: null, onu_id: null },
      }),
    async vanOf(technician) {
      return nameOr((await site.find('Dispatch Technician', technician))?.van_warehouse);
    },
    register: async (device, command) => recordOf(site, await site.insert('Service Equipment', { ...newDevice(device, command), status: 'In Van' })),
    receive: async (device, command) => recordOf(site, await site.insert('Service Equipment', { ...newDevice(device, command), status: 'In Stock', gpon_serial: device.gponSerial ?? null, wifi_ssid: device.wifiName ?? null })),
    async findCard(serial) {
      const doc = await site.find('Service Equipment', serial);
      return doc && cardOf(site, doc);
    },
  };
}

const newDevice = ({ serial, category, brand, model, macAddress }: Parameters<EquipmentBook['register']>[0], command: string) => ({ serial_no: serial, category, brand: brand ?? null, model: model ?? null, mac_address: macAddress ?? null, created_by_command: command });

interface Move {
  readonly event: Doc<'Equipment Movement'>['event'];
  readonly to: string | null;
  readonly change: Patch<'Service Equipment'>;
}

/** One change of place, with its line in the device's history and the id of the command, in one write. */
async function move(site: FrappeSite, equipment: EquipmentRecord, { job, at, command }: Handling, { event, to, change }: Move): Promise<EquipmentRecord> {
  const doc = await site.get('Service Equipment', equipment.serial);
  const movement = { at: naiveOf(at), event, from_place: equipment.warehouse ?? equipment.location ?? equipment.status, to_place: to, job, command: command.id };
  const written = await updateAsRead(site, 'Service Equipment', { name: doc.name, modified: equipment.modified }, { ...change, movements: [...keptRows(doc.movements), movement], commands: withMark(doc.commands, command) });
  return recordOf(site, written);
}

/** Serial before bar code before MAC address. */
async function findSerial(site: FrappeSite, code: string): Promise<string | undefined> {
  const serial = normalizeSerial(code);
  const mac = normalizeMac(code);
  const either: Filter[] = [
    ...(serial === undefined ? [] : ([['name', '=', serial], ['gpon_serial', '=', serial]] as const)),
    ['barcode', '=', code.trim()],
    ...(mac === undefined ? [] : ([['mac_address', '=', mac]] as const)),
  ];
  const rows = await site.list('Service Equipment', { fields: ['name', 'gpon_serial', 'barcode', 'mac_address'], orFilters: either, orderBy: 'name asc', limit: 10 });
  const rank = (row: (typeof rows)[number]): number => (row.name === serial ? 0 : row.gpon_serial === serial ? 1 : row.barcode === code.trim() ? 2 : 3);
  return [...rows].sort((a, b) => rank(a) - rank(b))[0]?.name;
}

async function recordOf(site: FrappeSite, doc: Doc<'Service Equipment'>): Promise<EquipmentRecord> {
  const [location, customer] = await Promise.all([findLocation(site, doc.service_location), findCustomerBrief(site, doc.customer)]);
  return {
    serial: doc.name,
    modified: doc.modified,
    status: textOr(doc.status),
    customer: nameOr(doc.customer),
    location: nameOr(doc.service_location),
    warehouse: nameOr(doc.warehouse),
    city: location?.city ?? '',
    customerName: customer?.customerName ?? null,
    movedBy: doc.movements.flatMap(({ command }) => nameOr(command) ?? []),
    madeBy: nameOr(doc.created_by_command),
  };
}

async function cardOf(site: FrappeSite, doc: Doc<'Service Equipment'>): Promise<EquipmentCard> {
  const [location, customer] = await Promise.all([findLocation(site, doc.service_location), findCustomerBrief(site, doc.customer)]);
  const counterparts = await findCounterparts(site, doc);
  const movements = doc.movements.map(({ at, event, from_place, to_place, job, command }) => ({ at: stampedAt(at), event, from: textOr(from_place), to: textOr(to_place), job: nameOr(job), counterpart: counterparts.get(textOr(command)) ?? null }));
  return {
    equipment: equipmentOf(doc),
    modified: doc.modified,
    gponSerial: textOr(doc.gpon_serial),
    olt: textOr(doc.olt),
    ponPort: textOr(doc.pon_port),
    onuId: countOrNull(doc.onu_id),
    wifiName: textOr(doc.wifi_ssid),
    customerName: customer?.customerName ?? null,
    location,
    movements: movements.sort((a, b) => (a.at < b.at ? 1 : -1)),
  };
}

/** Devices that moved by the same commands: what one of them took the place of. */
async function findCounterparts(site: FrappeSite, { name, movements }: Doc<'Service Equipment'>): Promise<ReadonlyMap<string, string>> {
  const commands = movements.flatMap(({ command }) => nameOr(command) ?? []);
  if (commands.length === 0) return new Map();
  const rows = await site.list('Service Equipment', all({ fields: ['name', { movements: ['command'] }], filters: [['Equipment Movement', 'command', 'in', commands], ['name', '!=', name]] }));
  return new Map(rows.flatMap((row) => (row.movements ?? []).map(({ command }) => [textOr(command), textOr(row.name)] as const)));
}
