import type { DemoDoc } from './demo-doc.ts';
import { mulberry32, type Random } from '@gigafibre/kernel';
import { daysBack, minutesInto, naive, officeMoment } from './calendar.ts';
import { DEVICES, EXTRA_PLANS, INTERNET_PLANS, type DeviceCategory } from './catalogue.ts';
import { leg, receivedPower, TROUBLES, type Leg } from './network.ts';
import { between, businessName, chance, emailOf, personName, phoneNumber, pick, pickWeighted, uniqueNames } from './people.ts';
import { STREETS, TOWNS, ZONES, type Zone } from './places.ts';
import type { Scene } from './scene.ts';

export interface Home {
  readonly customer: string;
  /** What she is called: customers of one name differ in their records' names only. */
  readonly customerName: string;
  readonly location: string;
  readonly zone: Zone;
  readonly latitude: number;
  readonly longitude: number;
  readonly ont: string;
  /** What the customer pays a month, by plan. */
  readonly plans: readonly { readonly code: string; readonly title: string; readonly cents: number }[];
  readonly isOverdue: boolean;
}

export interface Neighbourhood {
  readonly homes: readonly Home[];
  readonly customers: readonly DemoDoc<'Customer'>[];
  readonly locations: readonly DemoDoc<'Service Location'>[];
  readonly subscriptions: readonly DemoDoc<'Service Subscription'>[];
  readonly equipment: readonly DemoDoc<'Service Equipment'>[];
}

const ZONE_WEIGHTS: readonly { readonly zone: Zone; readonly weight: number }[] = [
  { zone: 'Haut-Saint-Laurent', weight: 24 }, { zone: 'Jardins-de-Napierville', weight: 25 }, { zone: 'Roussillon', weight: 19 }, { zone: 'Haut-Richelieu', weight: 12 }, { zone: 'Lanaudière', weight: 20 },
];
const NOTES = ['Sonner deux fois, dame âgée', 'Entrée par le garage', 'Appeler quinze minutes avant', 'Terminal derrière la grange', 'Stationner dans la cour, rang étroit', 'Clé sous la galerie', 'Ne pas bloquer le chemin de ferme'] as const;
const LETTERS = 'ABCEGHJKLMNPRSTVWXYZ'.split('');

const hex = (random: Random, digits: number): string => Array.from({ length: digits }, () => between(random, 0, 15).toString(16).toUpperCase()).join('');
const padded = (prefix: string, index: number, width: number): string => `${prefix}${String(index).padStart(width, '0')}`;

/** A device as the warehouse receives it. Its MAC is locally administered: it can be nobody's. */
export function device(random: Random, category: DeviceCategory): DemoDoc<'Service Equipment'> & { serial_no: string } {
  const { item, brand, model, prefix } = DEVICES[category];
  const serial = `${prefix}${hex(random, 8)}`;
  const mac = `02${hex(random, 10)}`.match(/../g)?.join(':') ?? '';
  return { name: serial, serial_no: serial, item_code: item, category, brand, model, mac_address: mac, barcode: serial, status: 'In Stock', ...(category === 'ONT' ? { gpon_serial: serial } : {}) };
}

function place(random: Random, zone: Zone): DemoDoc<'Service Location'> & Leg & { address_line: string; latitude: number; longitude: number } {
  const town = pickWeighted(random, TOWNS[zone]);
  const spread = (): number => (random() + random() - 1) * 0.035;
  const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
  return {
    customer: '',
    address_line: `${between(random, 2, 3999)}, ${pick(random, STREETS)}`,
    city: town.name,
    province: 'QC',
    postal_code: `${town.postalPrefix} ${between(random, 1, 9)}${pick(random, LETTERS)}${between(random, 0, 9)}`,
    zone,
    latitude: round(town.latitude + spread()),
    longitude: round(town.longitude + spread() * 1.3),
    status: 'Active',
    has_dog: chance(random, 14) ? 1 : 0,
    access_notes: chance(random, 22) ? pick(random, NOTES) : '',
    gate_code: chance(random, 4) ? String(between(random, 1000, 9999)) : '',
    ...leg(random, zone),
  };
}

/** Every customer with a home, its subscriptions and the devices in it. */
export function neighbourhood(scene: Scene, count: number, subscriptionTotal: number): Neighbourhood {
  const random = mulberry32(scene.seed ^ 0xc057);
  const days = daysBack(scene.today, 2600);
  const unique = uniqueNames();
  const made = { homes: [] as Home[], customers: [] as DemoDoc<'Customer'>[], locations: [] as DemoDoc<'Service Location'>[], subscriptions: [] as DemoDoc<'Service Subscription'>[], equipment: [] as DemoDoc<'Service Equipment'>[] };
  for (let index = 0; index < count; index += 1) {
    const isBusiness = chance(random, 8);
    const name = unique(isBusiness ? businessName(random) : personName(random));
    const since = pick(random, days.slice(40));
    const isSuspended = chance(random, 1.5);
    const phone = phoneNumber(index);
    made.customers.push({
      name, customer_name: name.replace(/ - \d+$/, ''), customer_type: isBusiness ? 'Company' : 'Individual', customer_group: isBusiness ? 'Commercial' : 'Individual', territory: 'Canada',
      language: chance(random, 88) ? 'fr' : 'en', mobile_no: phone, phone_e164: phone, email_id: emailOf(name, index + 1), legacy_id: padded('', 10_001 + index, 6), is_suspended: isSuspended ? 1 : 0,
      creation: officeMoment(random, since), modified: officeMoment(random, since),
    });
    const { zone } = pickWeighted(random, ZONE_WEIGHTS);
    const here = place(random, zone);
    const location = padded('LOC-', index + 1, 6);
    made.locations.push({ ...here, name: location, customer: name, location_name: here.address_line, starts_on: since });
    const share = Math.round(((index + 1) * subscriptionTotal) / count) - Math.round((index * subscriptionTotal) / count);
    const plans = [pickWeighted(random, INTERNET_PLANS), ...Array.from({ length: Math.max(0, share - 1) }, () => pickWeighted(random, EXTRA_PLANS))];
    for (const plan of plans) {
      made.subscriptions.push({
        name: padded('SUB-', made.subscriptions.length + 1, 6), customer: name, service_location: location, plan: plan.code, plan_name: plan.title, status: isSuspended ? 'Suspended' : 'Active',
        monthly_rate: plan.cents / 100, billing_frequency: 'Monthly', speed_down: plan.speeds[0], speed_up: plan.speeds[1], start_date: since, vlan: 100 + (index % 40), pppoe_user: padded('gf', 10_001 + index, 6),
      });
    }
    const devices = [installed(random, scene, { customer: name, location, since, leg: here }), ...plans.filter((plan) => plan.code === 'MESH').slice(0, 2).map(() => mesh(random, { customer: name, location, since }))];
    made.equipment.push(...devices);
    made.homes.push({ customer: name, customerName: name.replace(/ - \d+$/, ''), location, zone, latitude: here.latitude, longitude: here.longitude, ont: devices[0]?.serial_no ?? '', plans, isOverdue: chance(random, 4) });
  }
  return made;
}

interface At { readonly customer: string; readonly location: string; readonly since: string }

const movedIn = (at: At): Pick<DemoDoc<'Service Equipment'>, 'movements'> => ({ movements: [{ at: naive(at.since, 600), event: 'Installed', from_place: 'Entrepôt', to_place: at.location }] });

function installed(random: Random, scene: Scene, at: At & { readonly leg: Leg }): DemoDoc<'Service Equipment'> & { serial_no: string } {
  const isDark = at.leg.olt === TROUBLES.losPort.olt && at.leg.pon_port === TROUBLES.losPort.port;
  const state = isDark ? 'LOS' : 'Working';
  return {
    ...device(random, 'ONT'), status: 'Active', customer: at.customer, service_location: at.location, installed_on: at.since, onu_id: between(random, 0, 63), onu_state: state,
    olt: at.leg.olt, pon_port: at.leg.pon_port, ...(isDark ? {} : { rx_power_dbm: receivedPower(random) }), last_reading_at: naive(scene.today.toString(), Math.max(0, minutesInto(scene.today, scene.now) - between(random, 2, 90))), wifi_ssid: `Gigafibre-${hex(random, 4)}`, ...movedIn(at),
  };
}

const mesh = (random: Random, at: At): DemoDoc<'Service Equipment'> & { serial_no: string } => ({ ...device(random, 'Mesh'), status: 'Active', customer: at.customer, service_location: at.location, installed_on: at.since, ...movedIn(at) });

export const zoneOf = (index: number): Zone => ZONES[index % ZONES.length] ?? 'Roussillon';
