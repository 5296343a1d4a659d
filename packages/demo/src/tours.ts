import type { DemoDoc } from './demo-doc.ts';
import { mulberry32, Temporal, type Random } from '@gigafibre/kernel';
import { minutesInto, naive } from './calendar.ts';
import { JOB_KINDS } from './catalogue.ts';
import type { Home } from './customers.ts';
import { between, chance, pick, pickWeighted } from './people.ts';
import type { Zone } from './places.ts';
import type { Scene } from './scene.ts';
import type { Crewman } from './technicians.ts';

type Kind = (typeof JOB_KINDS)[number];
type VisitStatus = NonNullable<DemoDoc<'Dispatch Visit'>['status']>;

/** Work on the books: jobs, their visits, and the tickets that asked for repairs. */
export interface Workload {
  readonly jobs: DemoDoc<'Dispatch Job'>[];
  readonly visits: DemoDoc<'Dispatch Visit'>[];
  readonly tickets: DemoDoc<'Issue'>[];
}

/** Minutes after midnight. */
const DAY_START = 8 * 60;
const DAY_END = 17 * 60;
const LUNCH_START = 12 * 60;
/** The afternoon's window opens then; nobody rings before. */
const AFTERNOON = 13 * 60;
const SNAP = 15;
/** How full each technician's day is, by days from today: yesterday, today, tomorrow, the day after. */
const DAYS: readonly { readonly offset: number; readonly visits: readonly [number, number] }[] = [
  { offset: -1, visits: [4, 5] }, { offset: 0, visits: [5, 6] }, { offset: 1, visits: [3, 4] }, { offset: 2, visits: [1, 2] },
];
const UNASSIGNED = 24;
const LATE = 6;
const CONFLICTS = 3;

const kilometres = (a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number =>
  Math.hypot((a.latitude - b.latitude) * 111.2, (a.longitude - b.longitude) * 78.5);
/** Straight line × 1.3 at 60 km/h. Source: product facts 8.6. */
const driveMinutes = (a: Home | Crewman, b: Home): number => Math.ceil(kilometres(a, b) * 1.3);
const snapped = (minutes: number): number => Math.ceil(minutes / SNAP) * SNAP;
const windowOf = (start: number): readonly [number, number] => (start < LUNCH_START ? [DAY_START, LUNCH_START] : [AFTERNOON, DAY_END]);
const serial = (prefix: string, index: number): string => `${prefix}${String(index).padStart(6, '0')}`;

const isFit = (crewman: Crewman, kind: Kind): boolean => kind.skills.every(([skill, level]) => (crewman.skills.get(skill) ?? 0) >= level);

interface Trip { readonly job: string; readonly sequence: number; readonly status: VisitStatus; readonly crew: readonly Crewman[]; readonly made: string }
interface Slot { readonly kind: Kind; readonly home: Home; readonly start: number; readonly minutes: number }

/** The next home on a round: the nearest of a handful, so that a tour looks like one a dispatcher would draw. */
function nextHome(random: Random, homes: readonly Home[], from: Home | Crewman): Home {
  const handful = Array.from({ length: 7 }, () => pick(random, homes));
  return handful.reduce((nearest, home) => (kilometres(from, home) < kilometres(from, nearest) ? home : nearest));
}

function tour(random: Random, crewman: Crewman, homes: readonly Home[], wanted: number): readonly Slot[] {
  const kinds = JOB_KINDS.filter((kind) => kind.crew === 1 && isFit(crewman, kind));
  const slots: Slot[] = [];
  let at: Home | Crewman = crewman;
  let clock = Math.max(DAY_START, crewman.shift.start);
  while (slots.length < wanted) {
    const kind = pickWeighted(random, kinds);
    const home = nextHome(random, homes, at);
    const minutes = snapped(Math.min(kind.minutes[0], Math.floor((DAY_END - DAY_START - 60) / wanted)));
    let start = snapped(clock + (slots.length === 0 ? 0 : driveMinutes(at, home)));
    if (start < AFTERNOON && start + minutes > LUNCH_START) start = AFTERNOON;
    if (start > DAY_END || start + minutes > crewman.shift.end) break;
    slots.push({ kind, home, start, minutes });
    clock = start + minutes;
    at = home;
  }
  return slots;
}

/** What has become of a visit by now. */
function statusAt(random: Random, start: number, end: number, now: number): VisitStatus {
  if (end <= now) return chance(random, 1.5) ? 'Failed' : 'Done';
  if (start <= now) return 'On Site';
  if (start - now <= 20) return 'En Route';
  return chance(random, 45) ? 'Confirmed' : 'Planned';
}

const HAS_LEFT: readonly VisitStatus[] = ['En Route', 'On Site', 'Done', 'Failed'];
const HAS_ARRIVED: readonly VisitStatus[] = ['On Site', 'Done', 'Failed'];
const IS_OVER: readonly VisitStatus[] = ['Done', 'Failed'];
const JOB_STATUS: Readonly<Partial<Record<VisitStatus, NonNullable<DemoDoc<'Dispatch Job'>['status']>>>> = {
  Unassigned: 'Open', Planned: 'Scheduled', Confirmed: 'Scheduled', 'En Route': 'In Progress', 'On Site': 'In Progress', Done: 'Completed', Failed: 'Failed',
};
const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  'no-signal-repair': ['Pas de signal depuis hier soir', 'Voyant LOS rouge', 'Coupures répétées', 'Câble accroché par un camion'],
  'wifi-mesh': ['Wi-Fi faible à l’étage', 'Satellite hors de portée', 'Lenteur le soir'],
};

export class WorkBook {
  readonly work: Workload = { jobs: [], visits: [], tickets: [] };
  readonly #random: Random;
  readonly #today: Temporal.PlainDate;
  readonly #ticketName: () => string;

  constructor(random: Random, today: Temporal.PlainDate, ticketName: () => string) {
    this.#random = random;
    this.#today = today;
    this.#ticketName = ticketName;
  }

  /** Books one job with its first visit; repairs come from a ticket. */
  book(date: Temporal.PlainDate, slot: Slot, status: VisitStatus, crew: readonly Crewman[]): DemoDoc<'Dispatch Visit'> {
    const day = date.toString();
    const { kind, home } = slot;
    const name = serial('JOB-', this.work.jobs.length + 1);
    const asked = Temporal.PlainDate.compare(date, this.#today) > 0 ? this.#today : date;
    const made = naive(asked.subtract({ days: between(this.#random, 1, 6) }).toString(), between(this.#random, 540, 1000));
    const subject = pick(this.#random, SUBJECTS[kind.code] ?? [kind.fr]);
    const [from, until] = windowOf(slot.start);
    const promised = { window_start: naive(day, from), window_end: naive(day, until) };
    const skills = kind.skills.map(([skill, level]) => ({ skill, level }));
    const ticket = kind.issueTypes === '' || !chance(this.#random, 70) ? undefined : this.#ticket(made, slot, subject, status);
    this.work.jobs.push({
      name, subject, customer: home.customer, customer_name: home.customerName, service_location: home.location, job_type: kind.code, priority: kind.priority, status: JOB_STATUS[status] ?? 'Open',
      duration_minutes: slot.minutes, crew_size: kind.crew, required_skills: skills, ...promised, sla_due: naive(day, DAY_END), creation: made, modified: made,
      ...(ticket === undefined ? {} : { issue: ticket }), ...(status === 'Done' ? { completed_at: naive(day, slot.start + slot.minutes) } : {}),
    });
    return this.#visit({ job: name, sequence: 1, status, crew, made }, date, slot);
  }

  /** A further visit of a job that takes more than one day. */
  again(first: DemoDoc<'Dispatch Visit'>, date: Temporal.PlainDate, slot: Slot, crew: readonly Crewman[]): void {
    this.#visit({ job: String(first.job), sequence: 2, status: 'Planned', crew, made: naive(date.subtract({ days: 1 }).toString(), 540) }, date, slot);
  }

  #ticket(made: string, { kind, home }: Slot, subject: string, status: VisitStatus): string {
    const name = this.#ticketName();
    this.work.tickets.push({
      name, subject, customer: home.customer, customer_name: home.customerName, service_location: home.location, service_equipment: home.ont, issue_type: kind.issueTypes.split(',')[0] ?? 'Autre', priority: kind.priority,
      status: status === 'Done' ? 'Closed' : 'Open', opening_date: made.slice(0, 10), opening_time: made.slice(11, 19), creation: made, modified: made,
    });
    return name;
  }

  #visit({ job, sequence, status, crew, made }: Trip, date: Temporal.PlainDate, slot: Slot): DemoDoc<'Dispatch Visit'> {
    const day = date.toString();
    const [from, until] = windowOf(slot.start);
    const drift = between(this.#random, -6, 12);
    const visit: DemoDoc<'Dispatch Visit'> = {
      name: serial('VIS-', this.work.visits.length + 1), job, sequence, customer: slot.home.customer, service_location: slot.home.location, status, duration_minutes: slot.minutes, pinned: 0,
      window_start: naive(day, from), window_end: naive(day, until), crew: crew.map((crewman, index) => ({ technician: crewman.name, role: index === 0 ? 'Lead' : 'Helper' })), creation: made, modified: made,
      ...(status === 'Unassigned' ? {} : { planned_start: naive(day, slot.start) }),
      ...(HAS_LEFT.includes(status) ? { departed_at: naive(day, slot.start - 15 + Math.min(0, drift)) } : {}),
      ...(HAS_ARRIVED.includes(status) ? { arrived_at: naive(day, slot.start + Math.min(0, drift)) } : {}),
      ...(IS_OVER.includes(status) ? { ended_at: naive(day, slot.start + slot.minutes + Math.min(0, drift)) } : {}),
      ...(status === 'Failed' ? { failure_reason: pick(this.#random, ['Absent', 'No Access', 'Weather'] as const) } : {}),
    };
    this.work.visits.push(visit);
    return visit;
  }
}

/** Three conflicts and six late visits among today's, as on any real morning. */
function trouble(visits: readonly DemoDoc<'Dispatch Visit'>[], date: string, now: number): void {
  const planned = visits.filter((visit) => visit.status === 'Planned' && (visit.planned_start ?? '') < naive(date, 15 * 60));
  for (const visit of planned.slice(0, CONFLICTS)) visit.planned_start = `${date} ${(visit.planned_start ?? '').slice(11, 13)}:00:00.000000`;
  for (const visit of visits.filter((each) => each.status === 'On Site').slice(0, LATE)) {
    if (now > DAY_END) continue;
    visit.status = 'Confirmed';
    delete visit.departed_at;
    delete visit.arrived_at;
  }
}

/** Yesterday, today and the two days that follow for every technician who works, and the tray of what nobody has yet. */
export function workload(scene: Scene, crew: readonly Crewman[], homes: readonly Home[], ticketName: () => string): Workload {
  const random = mulberry32(scene.seed ^ 0x70c5);
  const book = new WorkBook(random, scene.today, ticketName);
  const byZone = new Map<Zone, Home[]>();
  for (const home of homes) byZone.set(home.zone, [...(byZone.get(home.zone) ?? []), home]);
  const homesIn = (zone: Zone): readonly Home[] => byZone.get(zone) ?? homes;
  const present = crew.filter((crewman) => !crewman.isAbsent);
  for (const { offset, visits } of DAYS) {
    const date = scene.today.add({ days: offset });
    const now = minutesInto(date, scene.now);
    const first = book.work.visits.length;
    for (const crewman of present) {
      if (offset === 0 && isOnBreak(crewman, present)) continue;
      const count = between(random, visits[0], visits[1]);
      for (const slot of tour(random, crewman, homesIn(crewman.zone), count)) book.book(date, slot, statusAt(random, slot.start, slot.start + slot.minutes, now), [crewman]);
    }
    if (offset === 0) {
      bigBreak(random, book, scene, { pair: splicers(present), homes, now });
      trouble(book.work.visits.slice(first), date.toString(), now);
    }
  }
  for (let index = 0; index < UNASSIGNED; index += 1) {
    const kind = pickWeighted(random, JOB_KINDS);
    const start = pick(random, [9, 10, 13, 14, 15]) * 60;
    book.book(scene.today.add({ days: index < 15 ? 0 : 1 }), { kind, home: pick(random, homes), start, minutes: kind.minutes[0] }, 'Unassigned', []);
  }
  beyondTheirFiles(random, book, scene, { people: present.filter(({ trade }) => trade === 'Residential').slice(4, 4 + LEARNERS), homes });
  return book.work;
}

const LEARNERS = 3;
/** More than it takes to prove a level. */
const PROVING_VISITS = 6;

/** What a few technicians did in the last weeks beyond what their files say: there is something to propose on the skills page. */
function beyondTheirFiles(random: Random, book: WorkBook, scene: Scene, { people, homes }: { people: readonly Crewman[]; homes: readonly Home[] }): void {
  for (const crewman of people) {
    const known = [...crewman.skills].find(([skill, level]) => level < 4 && JOB_KINDS.some((kind) => kind.skills.some(([asked]) => asked === skill)));
    const kind = JOB_KINDS.find(({ crew, skills }) => crew === 1 && skills.some(([asked]) => asked === known?.[0]));
    if (known === undefined || kind === undefined) continue;
    const [skill, level] = known;
    const harder = { ...kind, skills: kind.skills.map(([asked, usual]) => [asked, asked === skill ? level + 1 : usual] as const) };
    for (let visit = 0; visit < PROVING_VISITS; visit += 1) {
      const date = scene.today.subtract({ days: 7 * (visit + 1) });
      book.book(date, { kind: harder, home: pick(random, homes), start: between(random, 9, 14) * 60, minutes: kind.minutes[0] }, 'Done', [crewman]);
    }
  }
}

const splicers = (crew: readonly Crewman[]): readonly Crewman[] => crew.filter((crewman) => crewman.trade === 'Splicer').slice(0, 2);
const isOnBreak = (crewman: Crewman, crew: readonly Crewman[]): boolean => splicers(crew).includes(crewman);

/** The day's crew job, which is also the one that takes two days. */
function bigBreak(random: Random, book: WorkBook, scene: Scene, { pair, homes, now }: { pair: readonly Crewman[]; homes: readonly Home[]; now: number }): void {
  const kind = JOB_KINDS.find((each) => each.code === 'cable-break');
  if (kind === undefined) return;
  const slot = { kind, home: pick(random, homes), start: DAY_START + 30, minutes: 420 };
  const visit = book.book(scene.today, slot, statusAt(random, slot.start, slot.start + slot.minutes, now), pair);
  book.again(visit, scene.today.add({ days: 1 }), { ...slot, minutes: 240 }, pair);
}
