import { Problem, type CommandType, type EventType, type StaffList } from '@gigafibre/contracts';
import { refuseStaleCopy, type Deed, type Executors, type Order, type Person } from '../commands/index.ts';
import type { StaffBook, StaffRecord, StaffSessions } from './people.ports.ts';

type StaffCommand = Extract<CommandType, `staff.${string}`>;

interface StaffParts {
  readonly bookFor: (person: Person) => StaffBook;
  readonly sessions: StaffSessions;
}

/** Who has an account, what they may do, and when they last came. */
export async function readStaff(book: StaffBook, sessions: StaffSessions): Promise<StaffList> {
  const [people, seen] = await Promise.all([book.all(), sessions.lastOpened()]);
  return { people: people.map((person) => ({ ...person, lastSeenAt: seen.get(person.user) ?? null })) };
}

/** Who may do what (R59): an administrator decides, is never the last one to leave, and every change ends the sessions of old. */
export function createStaffCommands({ bookFor, sessions }: StaffParts): Pick<Executors, StaffCommand> {
  return {
    'staff.roles': async (order) => {
      const book = bookFor(order.person);
      const { user, roles } = order.command.payload;
      const read = await book.read(user);
      if (read.technician !== null) throw new Problem('technician_account', { facts: { user, technician: read.technician } });
      if (!roles.includes('admin')) await refuseLastAdmin(book, user);
      const isDone = sameRoles(read, roles);
      const written = isDone ? read : await write(order, book, { read, change: { roles } });
      await sessions.end(user);
      return deedOf('staff.roles-changed', written, { before: { roles: read.roles }, after: { roles: written.roles } });
    },
    'staff.access': async (order) => {
      const book = bookFor(order.person);
      const { user, isEnabled } = order.command.payload;
      const read = await book.read(user);
      if (!isEnabled) await refuseLastAdmin(book, user);
      const isDone = read.isEnabled === isEnabled;
      const written = isDone ? read : await write(order, book, { read, change: { isEnabled } });
      if (!isEnabled) await sessions.end(user);
      return deedOf('staff.access-changed', written, { isEnabled });
    },
  };
}

const sameRoles = (read: StaffRecord, roles: readonly string[]): boolean => {
  const held = read.roles.filter((role) => role !== 'technician');
  return held.length === roles.length && held.every((role) => roles.includes(role));
};

async function refuseLastAdmin(book: StaffBook, user: string): Promise<void> {
  const admins = await book.admins();
  if (admins.includes(user) && admins.length === 1) throw new Problem('last_admin', { facts: { user } });
}

function write({ command }: Order<StaffCommand>, book: StaffBook, { read, change }: { read: StaffRecord; change: Parameters<StaffBook['write']>[1] }): Promise<StaffRecord> {
  refuseStaleCopy('User', read, command.payload.baseModified);
  return book.write(read, change);
}

const deedOf = (event: EventType, { name, modified, displayName }: StaffRecord, facts: Readonly<Record<string, unknown>>): Deed => ({
  subject: { doctype: 'User', name },
  modified,
  events: [{ type: event, subject: { doctype: 'User', name }, related: {}, facts: { displayName, ...facts } }],
});
