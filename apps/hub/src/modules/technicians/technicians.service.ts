import { Problem, type CommandType, type EventType } from '@gigafibre/contracts';
import { refuseStaleCopy, type Deed, type Executors, type Order, type Person } from '../commands/index.ts';
import type { Absence, HeldSkill, TechnicianBook, TechnicianChange, TechnicianRecord } from './technicians.ports.ts';

type TechnicianCommand = Extract<CommandType, `technician.${string}`>;

/** Who works when and where (F1, F29): what the board changes of a technician's days. */
export function createTechnicianCommands(bookFor: (person: Person) => TechnicianBook): Pick<Executors, TechnicianCommand> {
  return {
    'technician.absence': async (order) => {
      const { from, until, reason, note = '' } = order.command.payload;
      refuseEmpty(order.command.payload);
      const absence: Absence = { start: from, end: until, reason, note };
      return change(bookFor(order.person), order, { event: 'technician.absent', decide: ({ absences }) => ({ absences: inOrder([...withoutSpan(absences, absence), absence]) }), facts: { from, until, reason } });
    },
    'technician.presence': async (order) => {
      const { from, until } = order.command.payload;
      refuseEmpty(order.command.payload);
      return change(bookFor(order.person), order, { event: 'technician.present', decide: ({ absences }) => ({ absences: withoutSpan(absences, { start: from, end: until }) }), facts: { from, until } });
    },
    'technician.day': async (order) => {
      const { date, shifts } = order.command.payload;
      return change(bookFor(order.person), order, { event: 'technician.day-changed', decide: ({ days }) => ({ days: [...days.filter((day) => day.date !== date), ...(shifts === null ? [] : [{ date, shifts }])] }), facts: { date, shifts } });
    },
    'technician.territory': async (order) => {
      const book = bookFor(order.person);
      const { zone } = order.command.payload;
      if (!(await book.zones()).includes(zone)) throw new Problem('invalid_request', { errors: [{ path: '/payload/zone', message: 'is no territory' }] });
      return change(book, order, { event: 'technician.territory-changed', decide: () => ({ zone }), facts: { zone } });
    },
    'technician.skills': async (order) => {
      const book = bookFor(order.person);
      const { skills } = order.command.payload;
      const known = await book.tags();
      const unknown = skills.findIndex(({ skill }) => !known.has(skill));
      if (unknown >= 0) throw new Problem('invalid_request', { errors: [{ path: `/payload/skills/${unknown}/skill`, message: 'is no skill' }] });
      return change(book, order, { event: 'technician.skilled', decide: (read) => ({ skills: withSkills(read.skills, skills) }), facts: { skills }, was: ({ skills: held }) => ({ skills: held }) });
    },
    'technician.profile': async (order) => {
      const { displayName, mobile, email, employment, trade, language, isActive } = order.command.payload;
      const profile = Object.fromEntries(Object.entries({ displayName, mobile, email, employment, trade, language, isActive }).filter(([, value]) => value !== undefined));
      if (Object.keys(profile).length === 0) throw new Problem('invalid_request', { errors: [{ path: '/payload', message: 'changes nothing' }] });
      return change(bookFor(order.person), order, { event: 'technician.profiled', decide: () => profile, facts: { fields: Object.keys(profile) }, was: ({ displayName: name, employment: terms, trade: craft, isActive: wasActive }) => ({ displayName: name, employment: terms, trade: craft, isActive: wasActive }) });
    },
  };
}

interface Change {
  readonly event: EventType;
  readonly decide: (technician: TechnicianRecord) => TechnicianChange;
  readonly facts: Readonly<Record<string, unknown>>;
  /** What the log keeps of what was there; the hours and the territory when left out. */
  readonly was?: (technician: TechnicianRecord) => Readonly<Record<string, unknown>> | null;
}

/** The technician carries the command's id: done again, only what follows the write is made up for. */
async function change(book: TechnicianBook, { command, now }: Order<TechnicianCommand>, { event, decide, facts, was = ({ zone, absences, days }) => ({ zone, absences, days }) }: Change): Promise<Deed> {
  const read = await book.read(command.payload.technician);
  const isDone = read.commands.includes(command.id);
  if (!isDone) refuseStaleCopy('Dispatch Technician', read, command.payload.baseModified);
  const written = isDone ? read : await book.write(read, decide(read), { id: command.id, type: command.type, at: now.toString() });
  const before = isDone ? null : was(read);
  return {
    subject: { doctype: 'Dispatch Technician', name: read.name },
    modified: written.modified,
    events: [{ type: event, subject: { doctype: 'Dispatch Technician', name: read.name }, related: { technicians: [read.name] }, facts: { displayName: read.displayName, ...facts, before } }],
  };
}

function refuseEmpty({ from, until }: { from: string; until: string }): void {
  if (from >= until) throw new Problem('invalid_request', { errors: [{ path: '/payload/until', message: 'is not after the beginning' }] });
}

/** What is left of absences outside a stretch of time: one that reaches over it is cut in two. */
function withoutSpan(absences: readonly Absence[], { start, end }: Pick<Absence, 'start' | 'end'>): Absence[] {
  return absences.flatMap((absence) => {
    if (absence.end <= start || absence.start >= end) return [absence];
    return [...(absence.start < start ? [{ ...absence, end: start }] : []), ...(absence.end > end ? [{ ...absence, start: end }] : [])];
  });
}

const inOrder = (absences: readonly Absence[]): Absence[] => absences.toSorted((one, other) => (one.start < other.start ? -1 : 1));

/** What somebody can do once some of it is said anew; at level 0 he cannot. */
const withSkills = (held: readonly HeldSkill[], said: readonly HeldSkill[]): HeldSkill[] => {
  const anew = new Map(said.map((each) => [each.skill, each]));
  const kept = held.flatMap((each) => anew.get(each.skill) ?? each);
  const added = [...anew.values()].filter(({ skill }) => held.every((each) => each.skill !== skill));
  return [...kept, ...added].filter(({ level }) => level > 0);
};
