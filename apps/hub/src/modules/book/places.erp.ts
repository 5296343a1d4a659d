import type { EquipmentSummary, LocationCard, SubscriptionSummary } from '@gigafibre/contracts';
import type { Doc } from '@gigafibre/doctypes';
import type { Filters, FrappeSite } from '@gigafibre/frappe';
import { centsFromDecimal } from '@gigafibre/kernel';
import { all, coordinateOf, countOrNull, instantOf, nameOr, textOr } from './rows.erp.ts';
import { addressLabel } from './visit-cards.erp.ts';

const LOCATION_FIELDS = [
  'name', 'customer', 'address_line', 'city', 'postal_code', 'zone', 'latitude', 'longitude', 'access_notes', 'has_dog', 'gate_code', 'status',
  'olt', 'pon_port', 'splitter', 'terminal', 'terminal_port', 'drop_type', 'drop_length_m',
] as const;
const EQUIPMENT_FIELDS = [
  'name', 'serial_no', 'item_code', 'barcode', 'gpon_serial', 'category', 'brand', 'model', 'mac_address', 'status', 'customer', 'service_location', 'installed_on', 'warranty_until', 'onu_state', 'rx_power_dbm', 'last_reading_at',
] as const;
const SUBSCRIPTION_FIELDS = ['name', 'service_location', 'plan_name', 'plan', 'status', 'monthly_rate', 'speed_down', 'speed_up', 'start_date', 'end_date'] as const;

/** The places that a filter finds, active ones first. */
export async function readLocations(site: FrappeSite, filters: Filters): Promise<LocationCard[]> {
  return (await site.list('Service Location', all({ fields: LOCATION_FIELDS, filters, orderBy: 'status asc, name asc' }))).map(locationOf);
}

export async function findLocation(site: FrappeSite, name: string | undefined): Promise<LocationCard | null> {
  if (nameOr(name) === null) return null;
  const [location] = await readLocations(site, [['name', '=', textOr(name)]]);
  return location ?? null;
}

export const locationOf = (row: Partial<Doc<'Service Location'>>): LocationCard => ({
  name: textOr(row.name),
  label: addressLabel(row.address_line, row.city),
  addressLine: textOr(row.address_line),
  city: textOr(row.city),
  postalCode: textOr(row.postal_code),
  zone: textOr(row.zone),
  latitude: coordinateOf(row.latitude),
  longitude: coordinateOf(row.longitude),
  accessNotes: textOr(row.access_notes),
  hasDog: row.has_dog === 1,
  gateCode: textOr(row.gate_code),
  status: row.status ?? 'Active',
  network: networkOf(row),
});

const networkOf = (row: Partial<Doc<'Service Location'>>): LocationCard['network'] => ({
  olt: textOr(row.olt),
  ponPort: textOr(row.pon_port),
  splitter: textOr(row.splitter),
  terminal: textOr(row.terminal),
  terminalPort: countOrNull(row.terminal_port),
  dropType: textOr(row.drop_type),
  dropLengthMeters: countOrNull(row.drop_length_m),
});

export async function readEquipment(site: FrappeSite, filters: Filters): Promise<EquipmentSummary[]> {
  return (await site.list('Service Equipment', all({ fields: EQUIPMENT_FIELDS, filters, orderBy: 'category asc, name asc' }))).map(equipmentOf);
}

export const equipmentOf = (row: Partial<Doc<'Service Equipment'>>): EquipmentSummary => ({
  serial: textOr(row.name, textOr(row.serial_no)),
  item: textOr(row.item_code),
  barcode: textOr(row.barcode),
  gponSerial: textOr(row.gpon_serial),
  category: textOr(row.category),
  brand: textOr(row.brand),
  model: textOr(row.model),
  macAddress: textOr(row.mac_address),
  status: textOr(row.status),
  customer: nameOr(row.customer),
  serviceLocation: nameOr(row.service_location),
  installedOn: nameOr(row.installed_on),
  warrantyUntil: nameOr(row.warranty_until),
  reading: readingOf(row),
});

function readingOf({ onu_state, rx_power_dbm, last_reading_at }: Partial<Doc<'Service Equipment'>>): EquipmentSummary['reading'] {
  const at = instantOf(last_reading_at);
  if (at === null || nameOr(onu_state) === null) return null;
  return { onuState: textOr(onu_state), rxPowerDbm: rx_power_dbm === undefined || rx_power_dbm === 0 ? null : rx_power_dbm, at };
}

/** Subscriptions with the place each one serves. */
export async function readSubscriptions(site: FrappeSite, filters: Filters): Promise<(SubscriptionSummary & { location: string | null })[]> {
  const rows = await site.list('Service Subscription', all({ fields: SUBSCRIPTION_FIELDS, filters, orderBy: 'status asc, name asc' }));
  return rows.map((row) => ({
    name: textOr(row.name),
    location: nameOr(row.service_location),
    planName: textOr(row.plan_name, textOr(row.plan)),
    status: textOr(row.status),
    monthlyRateCents: centsFromDecimal(row.monthly_rate ?? 0),
    speedDown: row.speed_down ?? 0,
    speedUp: row.speed_up ?? 0,
    startDate: nameOr(row.start_date),
    endDate: nameOr(row.end_date),
  }));
}
