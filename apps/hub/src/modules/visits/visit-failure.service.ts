import type { Deed, Order } from '../commands/index.ts';
import { doneAt, refuseOthersVisit } from './own-visit.ts';
import { spentChange, workerOrNone } from './visit-closing.service.ts';
import { changeVisit, statusAfter } from './visit-deed.ts';
import { visitEvent } from './visit-events.ts';
import { noteChange } from './visits.service.ts';
import type { VisitBook, VisitRecord } from './visits.ports.ts';

/** A visit that came to nothing, and the next one when the customer took a window or wants to be called. */
export async function failVisit(book: VisitBook, nextBook: VisitBook, order: Order<'visit.fail'>): Promise<Deed> {
  const { reason, note, time } = order.command.payload;
  const next = await nextVisit(book, nextBook, order);
  const deed = await changeVisit(book, order, {
    event: 'visit.failed',
    decide: (visit) => ({
      status: statusAfter(visit, 'fail'),
      failureReason: reason,
      endedAt: doneAt(order).toString(),
      ...noteChange(visit, note),
      ...spentChange(visit, time, workerOrNone(order.person, visit)),
    }),
    facts: () => ({ reason, note: note ?? null, next: next?.name ?? null, nextWindow: next?.window ?? null }),
  });
  if (next === undefined) return deed;
  const job = await book.readJob(next.job);
  return { ...deed, events: [...deed.events, visitEvent('visit.added', { visit: next, job, before: { ...next, status: 'cancelled' } })] };
}

/** The next is made before this one fails, so that the job stays open; it carries the command's id and is made once. */
async function nextVisit(book: VisitBook, nextBook: VisitBook, order: Order<'visit.fail'>): Promise<VisitRecord | undefined> {
  const { visit: name, next } = order.command.payload;
  if (next === undefined) return undefined;
  const made = await nextBook.findMadeBy(order.command.id);
  if (made !== undefined) return made;
  const visit = await book.read(name);
  refuseOthersVisit(order, visit);
  statusAfter(visit, 'fail');
  return nextBook.addVisit(visit.job, { durationMinutes: visit.durationMinutes, window: next.window, note: next.note ?? '' }, order.command.id);
}
