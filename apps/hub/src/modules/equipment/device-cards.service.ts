import { Problem, type DeviceCard, type DeviceCardName, type EquipmentCard, type OltCard, type Principal } from '@gigafibre/contracts';
import { withoutHistory } from './device-lookup.service.ts';
import type { DeviceCards, EquipmentBook, EquipmentRecord, OwnPlaces } from './equipment.ports.ts';

interface Sources {
  readonly book: EquipmentBook;
  readonly places: OwnPlaces;
  readonly cards: DeviceCards;
}
interface CardQuestion {
  readonly principal: Principal;
  readonly code: string;
  readonly which: DeviceCardName;
}
type Reads = { readonly [Which in DeviceCardName]: (sources: Sources, device: EquipmentRecord) => Promise<DeviceCard<Which>> };

const READS: Reads = {
  equipment: ({ book }, { serial }) => cardOf(book, serial),
  customer: ({ cards }, { customer }) => cards.customer(customer),
  location: ({ cards }, { location }) => cards.location(location),
  subscription: ({ cards }, { location }) => cards.subscription(location),
  tickets: ({ cards }, { customer }) => cards.tickets(customer),
  jobs: ({ cards }, { location }) => cards.jobs(location),
  olt: async ({ book }, { serial }) => oltOf(await cardOf(book, serial)),
};

/**
 * One card of a device's page. The office reads all of them; a technician those of his own visits' places, and of a device that is
 * nobody's only what it is.
 * @throws {Problem} `equipment_unknown`; `equipment_elsewhere`, with the city, for another customer's device.
 */
export async function readDeviceCard(sources: Sources, { principal, code, which }: CardQuestion): Promise<DeviceCard<DeviceCardName>> {
  const device = await sources.book.findByCode(code);
  if (device === undefined) throw new Problem('equipment_unknown', { facts: { serial: code } });
  if (principal.kind !== 'technician') return READS[which](sources, device);
  const own = await sources.places.find(principal.technician, undefined);
  if (own.some(({ customer, location }) => device.customer === customer || (location !== null && device.location === location))) return READS[which](sources, device);
  if (device.status === 'Active' && device.customer !== null) throw new Problem('equipment_elsewhere', { facts: { serial: device.serial, city: device.city } });
  return readFree(sources, device, which);
}

async function readFree(sources: Sources, device: EquipmentRecord, which: DeviceCardName): Promise<DeviceCard<DeviceCardName>> {
  if (which === 'equipment') return withoutHistory(await cardOf(sources.book, device.serial));
  return READS[which](sources, { ...device, customer: null, location: null });
}

async function cardOf(book: EquipmentBook, serial: string): Promise<EquipmentCard> {
  const card = await book.findCard(serial);
  if (card === undefined) throw new Problem('equipment_unknown', { facts: { serial } });
  return card;
}

/** The device's own line, else the one of its place. */
function oltOf({ equipment: { reading }, onuId, gponSerial, location, ...line }: EquipmentCard): OltCard | null {
  const { olt = '', ponPort = '', splitter = '', terminal = '', terminalPort = null } = location?.network ?? {};
  const own = { olt: line.olt || olt, ponPort: line.ponPort || ponPort };
  return own.olt === '' && reading === null ? null : { ...own, onuId, gponSerial, splitter, terminal, terminalPort, reading };
}
