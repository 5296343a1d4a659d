import { isVisitUnderWay, Problem } from '@gigafibre/contracts';
import { actorOf, type Deed, type Executors, type Order, type Person } from '../commands/index.ts';
import { changeVisit } from './visit-deed.ts';
import { followSplit } from './visit-next.service.ts';
import { planOf } from './visit-events.ts';
import type { PastCommands, PendingMessages, VisitBook, VisitRecord } from './visits.ports.ts';

interface UndoParts {
  readonly bookFor: (person: Person) => VisitBook;
  readonly past: PastCommands;
  readonly messages: PendingMessages;
}

/** Puts a visit back exactly as a command found it, and takes back the message that the command would have sent (F6). */
export function createVisitUndo({ bookFor, past, messages }: UndoParts): Pick<Executors, 'visit.undo'> {
  return { 'visit.undo': (order) => undo(bookFor(order.person), past, { order, messages }) };
}

async function undo(book: VisitBook, past: PastCommands, { order, messages }: { order: Order<'visit.undo'>; messages: PendingMessages }): Promise<Deed> {
  const { visit: name, command } = order.command.payload;
  const undone = await past.find(command);
  const seen = await book.read(name);
  const canUndo = await isAsLeft(past, seen, command);
  const follow = await followSplit(book, { visit: name, ...(await rootOf(past, command)) });
  const tooLate = (facts: Record<string, unknown>) => new Problem('undo_too_late', { facts: { visit: name, command, ...facts } });
  const deed = await changeVisit(book, order, {
    event: 'visit.undone',
    decide: (visit) => {
      if (undone?.visit !== name) throw tooLate({});
      if (undone.before === null) throw tooLate({ reason: 'before_unknown' });
      if (isGone(visit) || !canUndo || visit.modified !== seen.modified) throw tooLate({ by: visit.changedBy, at: visit.changedAt, status: visit.status });
      return { ...undone.before, ...(visit.status === 'cancelled' && { endedAt: null }) };
    },
    facts: (visit) => ({ undone: command, restored: planOf(visit) }),
  });
  await follow?.();
  const cancelled = await messages.cancelForCommand(command, actorOf(order.person));
  const [own, ...others] = deed.events;
  return { ...deed, events: [{ ...own, facts: { ...own.facts, messagesCancelled: cancelled } }, ...others] };
}

/** The command at the bottom of a chain of undoings; it is taken back when nothing has undone it yet, or an even number of times. */
async function rootOf(past: PastCommands, command: string, isTakenBack = true): Promise<{ split: string; isTakenBack: boolean }> {
  const undone = (await past.find(command))?.undone ?? null;
  return undone === null ? { split: command, isTakenBack } : rootOf(past, undone, !isTakenBack);
}

/**
 * Is the visit as this command left it? Its commands are walked in order: each makes a new state, an undoing brings back the one before.
 * So several steps can be undone and redone one after the other, but nothing across what anybody else has done.
 */
async function isAsLeft(past: PastCommands, visit: VisitRecord, command: string): Promise<boolean> {
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  let state = '';
  let stamp: string | null = null;
  for (const id of visit.commands) {
    const found = await past.find(id);
    before.set(id, state);
    state = before.get(found?.undone ?? '') ?? id;
    after.set(id, state);
    stamp = found?.modified ?? null;
  }
  return stamp === visit.modified && after.get(command) === state;
}

/** What was called off can be called back; what has happened has happened. */
const isGone = ({ status }: VisitRecord): boolean => isVisitUnderWay(status) || status === 'done' || status === 'failed';
