import { Problem, type TechnicianCard, type VisitCard, type Words } from '@gigafibre/contracts';
import type { Doc } from '@gigafibre/doctypes';
import type { Filters, FrappeSite } from '@gigafibre/frappe';
import { instantFromSite } from '@gigafibre/kernel';
import { all, instantOf, naiveOf, nameOr, readVisitCards, stampedAt, textOr, visitStatusOf, wallTimeOf, type Row } from '../book/index.ts';
import type { BoardBook, PlannedTrip } from './board.ports.ts';
import { staffCard, type StaffRecord } from './staff.ts';
import { endOf, isWithinRange, startOf, type DayHours, type DayRange, type ShiftHours, type WeeklyShift } from './shifts.ts';

const LONGEST_VISIT = { hours: 24 };
const TECHNICIAN_FIELDS = [
  'name', 'creation', 'modified', 'status', 'technician_name', 'zone', 'trade', 'color', 'mobile_no', 'employment', 'home_latitude', 'home_longitude',
  { skills: ['skill', 'level', 'expires_on'] },
  { shifts: ['weekday', 'start_time', 'end_time', 'lunch_start', 'lunch_minutes', 'on_call'] },
  { days: ['date', 'day_off', 'start_time', 'end_time', 'lunch_start', 'lunch_minutes', 'on_call'] },
  { absences: ['from_datetime', 'to_datetime', 'reason'] },
] as const;

export function createBoardBook(site: FrappeSite): BoardBook {
  return {
    technicians: async (range) => (await readStaff(site, [['status', '=', 'Active']])).map((record) => staffCard(record, range)),
    everybody: () => readStaff(site, []),
    plannedIn: (range) => readPlanned(site, range),
    tripsIn: (range) => readTrips(site, range),
    unassigned: () => readVisitCards(site, [['status', '=', 'Unassigned']]),
    named: (names) => readVisitCards(site, [['name', 'in', names]]),
    async visit(name) {
      const [card] = await readVisitCards(site, [['name', '=', name]]);
      if (card === undefined) throw new Problem('not_found', { facts: { doctype: 'Dispatch Visit', name } });
      return card;
    },
  };
}

async function readPlanned(site: FrappeSite, range: DayRange): Promise<VisitCard[]> {
  const from = startOf(range);
  const cards = await readVisitCards(site, [
    ['planned_start', '>=', naiveOf(from.subtract(LONGEST_VISIT).toString())],
    ['planned_start', '<', naiveOf(endOf(range).toString())],
    ['status', '!=', 'Unassigned'],
  ]);
  return cards.filter((card) => isWithinRange(card, range));
}

async function readTrips(site: FrappeSite, range: DayRange): Promise<PlannedTrip[]> {
  const filters: Filters = [['planned_start', '>=', naiveOf(startOf(range).toString())], ['planned_start', '<', naiveOf(endOf(range).toString())], ['status', 'not in', ['Unassigned', 'Cancelled']]];
  const rows = (await site.list('Dispatch Visit', all({ fields: ['planned_start', 'status', 'duration_minutes', { crew: ['technician'] }], filters }))) as Row<'Dispatch Visit'>[];
  return rows.flatMap(({ planned_start, status, duration_minutes, crew }) => {
    const plannedStart = instantOf(planned_start);
    return plannedStart === null ? [] : [{ plannedStart, status: visitStatusOf(status), durationMinutes: duration_minutes ?? 0, crewSize: Math.max(1, crew?.length ?? 0) }];
  });
}

async function readStaff(site: FrappeSite, filters: Filters): Promise<StaffRecord[]> {
  const [rows, tags] = await Promise.all([
    site.list('Dispatch Technician', all({ fields: TECHNICIAN_FIELDS, filters, orderBy: 'technician_name asc, name asc' })) as Promise<Row<'Dispatch Technician'>[]>,
    site.list('Dispatch Tag', all({ fields: ['name', 'label_fr', 'label_en'] })),
  ]);
  const labels = new Map(tags.map(({ name, label_fr, label_en }) => [textOr(name), { fr: textOr(label_fr, textOr(name)), en: textOr(label_en, textOr(name)) }]));
  return rows.map((row) => recordOf(row, labels));
}

const recordOf = (row: Row<'Dispatch Technician'>, labels: ReadonlyMap<string, Words>): StaffRecord => ({
  name: textOr(row.name),
  modified: textOr(row.modified),
  displayName: textOr(row.technician_name),
  zone: textOr(row.zone),
  trade: textOr(row.trade),
  color: textOr(row.color, '#607d8b'),
  mobile: textOr(row.mobile_no),
  employment: textOr(row.employment),
  isActive: row.status !== 'Inactive',
  createdAt: stampedAt(textOr(row.creation)),
  labels,
  skills: (row.skills ?? []).map(({ skill, level, expires_on }) => ({ skill, level, expiresOn: nameOr(expires_on) })),
  home: homeOf(row),
  week: (row.shifts ?? []).flatMap(shiftOf),
  days: daysOf(row.days ?? []),
  absences: (row.absences ?? []).map(absenceOf),
});

const homeOf = ({ home_latitude, home_longitude }: Row<'Dispatch Technician'>): TechnicianCard['home'] =>
  home_latitude === undefined || home_longitude === undefined || home_latitude === 0 ? null : { latitude: home_latitude, longitude: home_longitude };

const absenceOf = ({ from_datetime, to_datetime, reason }: Doc<'Technician Absence'>): TechnicianCard['absences'][number] => ({
  start: instantFromSite(from_datetime).toString(),
  end: instantFromSite(to_datetime).toString(),
  reason,
});

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const shiftOf = (row: Doc<'Technician Shift'>): WeeklyShift[] => hoursOf(row).map((hours) => ({ weekday: WEEKDAYS.indexOf(row.weekday) + 1, ...hours }));

const daysOf = (rows: readonly Doc<'Technician Day'>[]): DayHours[] => rows.map((row) => ({ date: row.date, hours: row.day_off === 1 ? [] : hoursOf(row) }));

function hoursOf(row: Pick<Doc<'Technician Day'>, 'start_time' | 'end_time' | 'lunch_start' | 'lunch_minutes' | 'on_call'>): ShiftHours[] {
  const start = wallTimeOf(row.start_time);
  const end = wallTimeOf(row.end_time);
  if (start === null || end === null) return [];
  return [{ start, end, lunchStart: wallTimeOf(row.lunch_start), lunchMinutes: row.lunch_minutes, onCall: row.on_call === 1 }];
}
