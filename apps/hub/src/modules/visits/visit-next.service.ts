import { Problem } from '@gigafibre/contracts';
import type { Deed, Executors, Order, Person } from '../commands/index.ts';
import { changeVisit, keepJobInStep, onFreshCopy, refuseOldCopy, statusAfter } from './visit-deed.ts';
import { visitEvent } from './visit-events.ts';
import type { JobRecord, VisitBook } from './visits.ports.ts';

/** Several visits for one job (F3): another one after the last, or one cut in two. */
export function createNextVisits(bookFor: (person: Person) => VisitBook): Pick<Executors, 'visit.add' | 'visit.split'> {
  return { 'visit.add': (order) => add(bookFor(order.person), order), 'visit.split': (order) => split(bookFor(order.person), order) };
}

/** What ended in success or was called off takes no more visits; a failed job takes its next. */
function refuseEnded(job: JobRecord): void {
  if (job.status === 'Completed' || job.status === 'Cancelled') throw new Problem('job_over', { facts: { job: job.name, status: job.status } });
}

async function add(book: VisitBook, order: Order<'visit.add'>): Promise<Deed> {
  const { job: name, durationMinutes, window, note } = order.command.payload;
  if (window !== undefined && window.start >= window.end) throw new Problem('invalid_request', { errors: [{ path: '/payload/window', message: 'ends before it starts' }] });
  const found = await book.findMadeBy(order.command.id);
  if (found === undefined) refuseEnded(await book.readJob(name));
  const visit = found ?? (await book.addVisit(name, { durationMinutes, window: window ?? null, note: note ?? '' }, order.command.id));
  const job = await onFreshCopy(() => keepJobInStep(book, visit, order));
  // before it there was nothing to go to: taking it back calls it off
  const before = { ...visit, status: 'cancelled' as const };
  return { subject: { doctype: 'Dispatch Visit', name: visit.name }, modified: visit.modified, events: [visitEvent('visit.added', { visit, job, before })] };
}

/** The first part is written before the second is made: a split that was cut off in between ends well when the command comes again. */
async function split(book: VisitBook, order: Order<'visit.split'>): Promise<Deed> {
  const { baseModified, firstMinutes, nextMinutes } = order.command.payload;
  const deed = await changeVisit(book, order, {
    event: 'visit.split',
    decide: (visit) => {
      refuseOldCopy(visit, baseModified);
      return { status: statusAfter(visit, 'split'), durationMinutes: firstMinutes };
    },
    facts: () => ({ nextMinutes }),
  });
  const first = await book.read(deed.subject.name);
  const visit = (await book.findMadeBy(order.command.id)) ?? (await book.addVisit(first.job, { durationMinutes: nextMinutes, window: null, note: '' }, order.command.id));
  const [own, ...others] = deed.events;
  return { ...deed, events: [{ ...own, facts: { ...own.facts, next: visit.name } }, ...others, visitEvent('visit.added', { visit, job: await book.readJob(visit.job) })] };
}

/**
 * The visit that a split made follows when the split is taken back or done again.
 * @throws {Problem} `undo_too_late` when somebody has planned it since.
 */
export async function followSplit(book: VisitBook, { visit, split, isTakenBack }: { visit: string; split: string; isTakenBack: boolean }): Promise<(() => Promise<void>) | undefined> {
  const made = await book.findMadeBy(split);
  const wanted = isTakenBack ? 'cancelled' : 'unassigned';
  if (made === undefined || made.name === visit || made.status === wanted) return undefined;
  if (made.status !== 'unassigned' && made.status !== 'cancelled') throw new Problem('undo_too_late', { facts: { visit: made.name, by: made.changedBy, at: made.changedAt, status: made.status } });
  return async () => {
    await book.write(made, { status: wanted });
  };
}
