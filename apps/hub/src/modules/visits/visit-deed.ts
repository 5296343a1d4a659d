import { Problem, visitStatusAfter, type CommandType, type EventType, type VisitAction, type VisitStatus } from '@gigafibre/contracts';
import { refuseStaleCopy, type Deed, type EventDraft, type Order } from '../commands/index.ts';
import { jobStatusOf } from './job-status.ts';
import { refuseOthersVisit } from './own-visit.ts';
import { besideEvent, visitEvent } from './visit-events.ts';
import type { CommandMark, JobRecord, JobStatus, VisitBook, VisitChange, VisitRecord } from './visits.ports.ts';

/** A command on a visit that exists. */
export type VisitOrder = Order<Exclude<Extract<CommandType, `visit.${string}`>, 'visit.add'>>;

export const markOf = ({ command, now }: Pick<Order, 'command' | 'now'>): CommandMark => ({ id: command.id, type: command.type, at: now.toString() });

/** Where each action would lead, had the visit been in time for it; the others leave it in its status. */
const AIMS: Readonly<Partial<Record<VisitAction, VisitStatus>>> = {
  plan: 'planned', unplan: 'unassigned', confirm: 'confirmed', depart: 'en-route', arrive: 'on-site', pause: 'paused', resume: 'on-site', complete: 'done', fail: 'failed', cancel: 'cancelled',
};

/** @throws {Problem} `visit_transition_refused` with the status the visit is in and the one it cannot reach from there. */
export function statusAfter(visit: VisitRecord, action: VisitAction): VisitStatus {
  const status = visitStatusAfter(visit.status, action);
  if (status === undefined) throw new Problem('visit_transition_refused', { facts: { visit: visit.name, from: visit.status, to: AIMS[action] ?? visit.status, action } });
  return status;
}

/** @throws {Problem} `document_changed`, saying who changed it and when. */
export const refuseOldCopy = (visit: VisitRecord, baseModified: string): void => refuseStaleCopy('Dispatch Visit', visit, baseModified);

const ATTEMPTS = 4;

/** For commands that are not based on a reading: when somebody else writes in between, reads again and decides again. */
export async function onFreshCopy<T>(decide: () => Promise<T>, attempts = ATTEMPTS): Promise<T> {
  try {
    return await decide();
  } catch (error) {
    if (attempts <= 1 || !(error instanceof Problem) || error.code !== 'document_changed') throw error;
    return onFreshCopy(decide, attempts - 1);
  }
}

/** The job's status as its visits have it, this visit taken as it is now. */
export const jobStatusWith = (job: JobRecord, visit: Pick<VisitRecord, 'name' | 'status'>): JobStatus =>
  jobStatusOf(job.visits.map((each) => (each.name === visit.name ? visit.status : each.status)));

const JOB_ENDINGS: Partial<Record<JobStatus, EventType>> = { Completed: 'job.completed', Failed: 'job.failed', Cancelled: 'job.cancelled' };

/** Brings the job in step with its visit. Done again, it finds the command's id on the job and changes nothing. */
export async function keepJobInStep(book: VisitBook, visit: VisitRecord, order: Order): Promise<JobRecord> {
  const job = await book.readJob(visit.job);
  const status = jobStatusWith(job, visit);
  if (status === job.status || job.commands.includes(order.command.id)) return job;
  return book.writeJob(job, { status, ...(status === 'Completed' && { completedAt: visit.endedAt ?? order.now.toString() }) }, markOf(order));
}

/** The event of the job's end, when this very command ended it. */
export function jobEnding(job: JobRecord, visit: VisitRecord, order: Order): readonly EventDraft[] {
  const type = JOB_ENDINGS[job.status];
  return type !== undefined && job.commands.includes(order.command.id) ? [besideEvent(type, { doctype: 'Dispatch Job', name: job.name }, { visit, job })] : [];
}

interface Move {
  readonly event: EventType;
  readonly decide: (visit: VisitRecord) => VisitChange | Promise<VisitChange>;
  readonly facts?: (visit: VisitRecord) => Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>;
}

/**
 * One change to one visit: read, decide, write with the command's id, bring the job in step.
 * A visit that carries the id already has been changed: only what follows the write is made up for.
 */
export async function changeVisit(book: VisitBook, order: VisitOrder, { event, decide, facts }: Move): Promise<Deed> {
  const { before, visit } = await onFreshCopy(async () => {
    const read = await book.read(order.command.payload.visit);
    if (read.commands.includes(order.command.id)) return { before: undefined, visit: read };
    refuseOthersVisit(order, read);
    return { before: read, visit: await book.write(read, await decide(read), markOf(order)) };
  }, 'baseModified' in order.command.payload ? 1 : ATTEMPTS);
  const job = await onFreshCopy(() => keepJobInStep(book, visit, order));
  const chapter = { visit, job, before, facts: await facts?.(visit) ?? {} };
  return deedOf(visit, [visitEvent(event, chapter), ...jobEnding(job, visit, order)]);
}

export const deedOf = (visit: VisitRecord, events: Deed['events']): Deed => ({ subject: { doctype: 'Dispatch Visit', name: visit.name }, modified: visit.modified, events });
