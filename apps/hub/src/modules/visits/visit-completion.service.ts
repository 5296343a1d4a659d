import { Problem, type FlowTemplate, type Signature, type StepRecord } from '@gigafibre/contracts';
import type { Deed, EventDraft, Executors, Order, Person } from '../commands/index.ts';
import { doneAt, refuseOthersVisit } from './own-visit.ts';
import { closingChange, refuseOtherText, refuseVoidSignature, workerOrNone, type TextDigest } from './visit-closing.service.ts';
import { copyToCustomer } from './visit-copy.service.ts';
import { deedOf, jobEnding, keepJobInStep, markOf, onFreshCopy, statusAfter } from './visit-deed.ts';
import { besideEvent, visitEvent } from './visit-events.ts';
import { failVisit } from './visit-failure.service.ts';
import { flowChange, photosOf, unprovedSteps } from './visit-flow.ts';
import { mergeSteps, noteChange } from './visits.service.ts';
import type { IssuedParts, JobRecord, PendingMessages, PhotoShelf, VisitBook, VisitRecord } from './visits.ports.ts';

/** The two ways a visit ends at the door (R62). */
export function createVisitEndings(tools: EndingTools): Pick<Executors, 'visit.complete' | 'visit.fail'> {
  return {
    'visit.complete': (order) => onFreshCopy(() => complete({ ...tools, book: tools.bookFor(order.person) }, order)),
    'visit.fail': (order) => failVisit(tools.bookFor(order.person), tools.nextBook, order),
  };
}

export interface EndingTools {
  readonly bookFor: (person: Person) => VisitBook;
  /** The hub's own: a technician makes no visits, and the one after his failed visit is made for him. */
  readonly nextBook: VisitBook;
  readonly photos: PhotoShelf;
  readonly messages: Pick<PendingMessages, 'sendCopy'>;
  readonly digest: TextDigest;
}

/**
 * The visit is done last and carries the command's id: until then every write can be made again without harm,
 * so a completion that was cut off anywhere ends well when the phone sends it again.
 */
async function complete({ book, photos, messages, digest }: EndingTools & { book: VisitBook }, order: Order<'visit.complete'>): Promise<Deed> {
  const visit = await book.read(order.command.payload.visit);
  if (visit.commands.includes(order.command.id)) return completionDeed(book, order, { visit });
  refuseOthersVisit(order, visit);
  const { closing } = order.command.payload;
  if (closing !== undefined) refuseOtherText(closing, digest);
  refuseVoidSignature(visit, closing);
  const status = statusAfter(visit, 'complete');
  const steps = mergeSteps(visit.steps, order.command.payload.steps);
  const flow = await flowChange(book, visit, order.command.payload.flow);
  await refuseMissingProof(steps, await book.findFlow({ ...visit, ...flow }), photos);

  const worker = workerOrNone(order.person, visit);
  const proven = await book.write(visit, { steps, ...flow, ...closingChange(visit, closing, worker) });
  const endedAt = doneAt(order).toString();
  if (proven.equipment !== null) await keepEquipmentActive(book, proven);
  const job = await keepJobInStep(book, { ...proven, status, endedAt }, order);
  await closeTicket(book, job, order);
  const issued = worker === undefined ? NOTHING_ISSUED : await book.issueParts(worker, { visit: proven, command: order.command.id });
  if (closing?.sendCopy === true) await copyToCustomer(book, messages, { order, closing, visit: proven, job });
  const done = await book.write(proven, { status, endedAt, stockEntry: issued.entry, ...noteChange(proven, order.command.payload.note) }, markOf(order));
  return completionDeed(book, order, { visit: done, before: visit, issued });
}

async function completionDeed(book: VisitBook, order: Order<'visit.complete'>, { visit, before, issued = NOTHING_ISSUED }: { visit: VisitRecord; before?: VisitRecord; issued?: IssuedParts }): Promise<Deed> {
  const job = await book.readJob(visit.job);
  const facts = { steps: visit.steps.length, photos: photosOf(visit.steps).length, equipment: visit.equipment, parts: visit.parts.length, short: issued.short, signature: signatureWord(visit.signature), minutes: visit.labour.filter(({ kind }) => kind === 'work').reduce((sum, { minutes }) => sum + minutes, 0) };
  return deedOf(visit, [visitEvent('visit.completed', { visit, job, before, facts }), ...(await ticketEnding(book, order, { visit, job })), ...jobEnding(job, visit, order)]);
}

async function ticketEnding(book: VisitBook, order: Order, { visit, job }: { visit: VisitRecord; job: JobRecord }): Promise<readonly EventDraft[]> {
  const ticket = job.ticket === null ? undefined : await book.findTicket(job.ticket);
  return ticket?.commands.includes(order.command.id) === true ? [besideEvent('ticket.closed', { doctype: 'Issue', name: ticket.name }, { visit, job })] : [];
}

const NOTHING_ISSUED: IssuedParts = { entry: null, short: [] };
const signatureWord = (signature: Signature | null): 'signed' | 'refused' | 'none' => (signature === null ? 'none' : signature.refusal === null ? 'signed' : 'refused');

/** @throws {Problem} `proof_missing` naming the steps that are neither done nor excused, or whose photo has not arrived. */
async function refuseMissingProof(steps: readonly StepRecord[], flow: FlowTemplate | null, photos: PhotoShelf): Promise<void> {
  const unproved = unprovedSteps(flow, steps);
  const absent = new Set(await photos.missing(photosOf(steps)));
  const waiting = steps.flatMap((record) => photosOf([record]).flatMap((photo) => (absent.has(photo) ? [{ step: record.step, photo }] : [])));
  if (unproved.length === 0 && waiting.length === 0) return;
  throw new Problem('proof_missing', {
    detail: [...unproved.map(({ step }) => step), ...waiting.map(({ step }) => step)].join(', '),
    facts: { steps: unproved.map(({ step, label }) => ({ step, label })), photos: waiting },
  });
}

/** A device that has been active at somebody else's since it was linked stays there: its own movements tell why. */
async function keepEquipmentActive(book: VisitBook, visit: VisitRecord): Promise<void> {
  const equipment = visit.equipment === null ? undefined : await book.findEquipment(visit.equipment);
  if (equipment === undefined) return;
  const isActive = equipment.status === 'Active';
  const isHere = isActive && equipment.location === visit.location && equipment.customer === visit.customer;
  const isElsewhere = isActive && equipment.customer !== null && equipment.customer !== visit.customer;
  if (!isHere && !isElsewhere) await book.activateEquipment(equipment, { customer: visit.customer, location: visit.location });
}

/** A ticket is closed by the visit that ends its job, not by the first of several. */
async function closeTicket(book: VisitBook, job: JobRecord, order: Order<'visit.complete'>): Promise<void> {
  if (job.ticket === null || job.status !== 'Completed') return;
  const ticket = await book.findTicket(job.ticket);
  if (ticket === undefined || ticket.status === 'Closed') return;
  const text = order.command.payload.note?.trim() ?? '';
  await book.closeTicket(ticket, { text: text === '' ? job.subject : text, at: doneAt(order).toString() }, markOf(order));
}
