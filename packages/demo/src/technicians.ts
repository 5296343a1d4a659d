import type { DemoDoc } from './demo-doc.ts';
import { mulberry32, type Random } from '@gigafibre/kernel';
import { naive, weekFrom } from './calendar.ts';
import { device, zoneOf } from './customers.ts';
import { TAGS, type DeviceCategory } from './catalogue.ts';
import { between, chance, personName, pick, uniqueNames } from './people.ts';
import { TOWNS, type Zone } from './places.ts';
import type { Scene } from './scene.ts';

type Trade = 'Residential' | 'Splicer' | 'Business' | 'Trainee';

export interface Shift { readonly start: number; readonly end: number }

export interface Crewman {
  readonly name: string;
  readonly user: string;
  readonly zone: Zone;
  readonly trade: Trade;
  readonly van: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly isAbsent: boolean;
  /** Minutes after midnight. */
  readonly shift: Shift;
  readonly skills: ReadonlyMap<string, number>;
}

export interface Workforce {
  readonly crew: readonly Crewman[];
  readonly technicians: readonly DemoDoc<'Dispatch Technician'>[];
  readonly users: readonly DemoDoc<'User'>[];
  readonly vans: readonly DemoDoc<'Warehouse'>[];
  readonly vanStock: readonly DemoDoc<'Service Equipment'>[];
}

export const TECHNICIAN_COUNT = 46;
/** Those whose day has a story: absent, on call, and the subcontractors who go as a pair. Indices from 0. */
const ABSENT: Readonly<Record<number, 'Vacation' | 'Sick' | 'Training'>> = { 11: 'Vacation', 23: 'Sick', 37: 'Training' };
const ON_CALL = new Set([4, 19]);
const SUBCONTRACTORS = new Set([28, 29]);

const TRADE_SKILLS: Readonly<Record<Trade, readonly (readonly [string, number])[]>> = {
  Residential: [['raccordement', 3], ['wifi', 3], ['echelle', 3], ['voix', 2], ['tele', 2], ['enfoui', 2], ['epissure', 2], ['otdr', 1]],
  Splicer: [['epissure', 5], ['otdr', 4], ['hauteur', 3], ['echelle', 3], ['raccordement', 3], ['enfoui', 3], ['espace-clos', 3]],
  Business: [['affaires', 4], ['voix', 3], ['wifi', 4], ['raccordement', 2], ['anglais', 3], ['echelle', 2]],
  Trainee: [['wifi', 1], ['raccordement', 1]],
};
const tradeOf = (index: number): Trade => {
  if (index % 6 === 2) return 'Splicer';
  if (index % 12 === 5) return 'Business';
  return index % 12 === 9 ? 'Trainee' : 'Residential';
};

interface Skilled { readonly skill: string; readonly level: number; readonly expires_on?: string }

function skillsOf(random: Random, scene: Scene, trade: Trade): readonly Skilled[] {
  const known = TRADE_SKILLS[trade].filter(([, level]) => level > 2 || chance(random, 78));
  const extra = chance(random, 40) ? [['secourisme', 1] as const] : [];
  return [...known, ...extra].map(([skill, level]) => {
    const expires = TAGS.find((tag) => tag.tag_name === skill)?.has_expiry === 1;
    return { skill, level: Math.max(1, Math.min(5, level + between(random, -1, 1))), ...(expires ? { expires_on: scene.today.add({ days: between(random, 20, 900) }).toString() } : {}) };
  });
}

const SHIFTS: readonly Shift[] = [{ start: 450, end: 990 }, { start: 480, end: 1020 }, { start: 480, end: 1050 }, { start: 510, end: 1050 }];
const shiftOf = (index: number): Shift => SHIFTS[index % SHIFTS.length] ?? { start: 480, end: 1020 };
const clock = (minutes: number): string => naive('', minutes).trim().slice(0, 8);

/** Five working days a week for everybody, today always among them, so that the demo never opens on an empty Sunday. */
function shiftsOf(scene: Scene, { start, end }: Shift, index: number): NonNullable<DemoDoc<'Dispatch Technician'>['shifts']> {
  return weekFrom(scene.today).filter((_, day) => day < 5).map((weekday) => ({ weekday, start_time: clock(start), end_time: clock(end), lunch_start: '12:00:00', lunch_minutes: 30, on_call: ON_CALL.has(index) ? 1 : 0 }));
}

const hue = (index: number): string => {
  const degrees = (index * 137.5) % 360;
  const channel = (offset: number): string => {
    const along = (offset + degrees / 30) % 12;
    return Math.round(255 * (0.46 - 0.3 * Math.max(-1, Math.min(along - 3, 9 - along, 1)))).toString(16).padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
};

const VAN_LOAD: readonly DeviceCategory[] = ['ONT', 'ONT', 'ONT', 'Mesh', 'Mesh', 'ATA'];

export function workforce(scene: Scene): Workforce {
  const random = mulberry32(scene.seed ^ 0x7ec4);
  const unique = uniqueNames();
  const made = { crew: [] as Crewman[], technicians: [] as DemoDoc<'Dispatch Technician'>[], users: [] as DemoDoc<'User'>[], vans: [] as DemoDoc<'Warehouse'>[], vanStock: [] as DemoDoc<'Service Equipment'>[] };
  for (let index = 0; index < TECHNICIAN_COUNT; index += 1) {
    const number = String(index + 1).padStart(3, '0');
    const name = `TECH-${number}`;
    const user = `tech-${number}@demo.gigafibre.ca`;
    const fullName = unique(personName(random)).replace(/ - \d+$/, '');
    const zone = zoneOf(index);
    const trade = tradeOf(index);
    const town = pick(random, TOWNS[zone]);
    const skills = skillsOf(random, scene, trade);
    const van = `Fourgon ${number} - GF`;
    const absence = ABSENT[index];
    const home = { home_latitude: town.latitude, home_longitude: town.longitude };
    made.vans.push({ name: van, warehouse_name: `Fourgon ${number}`, company: 'Gigafibre', is_group: 0 });
    made.users.push({ name: user, email: user, first_name: fullName.split(' ')[0] ?? fullName, full_name: fullName, enabled: 1, user_type: 'System User', language: 'fr', roles: [{ role: 'Field Technician' }] });
    made.technicians.push({
      name, technician_name: fullName, user, mobile_no: `+1450555${String(100 + index).padStart(4, '0')}`, email: user, zone, trade, employment: SUBCONTRACTORS.has(index) ? 'Subcontractor' : 'Employee', status: 'Active',
      color: hue(index), language: 'fr', ...home, van_warehouse: van, skills, shifts: shiftsOf(scene, shiftOf(index), index),
      creation: naive(scene.today.subtract({ years: 2 }).toString(), 9 * 60),
      absences: absence === undefined ? [] : [{ from_datetime: naive(scene.today.toString(), 0), to_datetime: naive(scene.today.add({ days: absence === 'Vacation' ? 5 : 1 }).toString(), 0), reason: absence }],
    });
    for (const category of VAN_LOAD) made.vanStock.push({ ...device(random, category), status: 'In Van', warehouse: van });
    made.crew.push({ name, user, zone, trade, van, latitude: town.latitude, longitude: town.longitude, isAbsent: absence !== undefined, shift: shiftOf(index), skills: new Map(skills.map((each) => [each.skill, each.level])) });
  }
  return made;
}
