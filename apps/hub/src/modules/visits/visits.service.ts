import { isVisitOver, Problem, type StepRecord, type VisitAction, type Words } from '@gigafibre/contracts';
import type { Executors, Order, Person } from '../commands/index.ts';
import { doneAt } from './own-visit.ts';
import { changeVisit, refuseOldCopy, statusAfter, type VisitOrder } from './visit-deed.ts';
import type { VisitBook, VisitChange, VisitRecord } from './visits.ports.ts';

export type VisitMoves = Pick<
  Executors,
  'visit.plan' | 'visit.unplan' | 'visit.confirm' | 'visit.depart' | 'visit.arrive' | 'visit.pause' | 'visit.resume' | 'visit.step' | 'visit.note' | 'visit.cancel'
>;

/** The commands that change one visit at a time, each read and written as the person who gives it. */
export function createVisitMoves(bookFor: (person: Person) => VisitBook): VisitMoves {
  const move = (order: VisitOrder, action: VisitAction, change: (visit: VisitRecord) => VisitChange = () => ({})) => (visit: VisitRecord): VisitChange => {
    refuseCopyOf(order, visit);
    return { status: statusAfter(visit, action), ...change(visit) };
  };
  const at = (order: Order) => doneAt(order).toString();
  return {
    'visit.plan': (order) => plan(bookFor(order.person), order),
    'visit.unplan': (order) => changeVisit(bookFor(order.person), order, { event: 'visit.unplanned', decide: move(order, 'unplan', () => ({ crew: [], plannedStart: null, pinned: false })) }),
    'visit.confirm': (order) => changeVisit(bookFor(order.person), order, { event: 'visit.confirmed', decide: move(order, 'confirm') }),
    'visit.depart': (order) => changeVisit(bookFor(order.person), order, { event: 'visit.departed', decide: move(order, 'depart', () => ({ departedAt: at(order) })) }),
    'visit.arrive': (order) => changeVisit(bookFor(order.person), order, { event: 'visit.arrived', decide: move(order, 'arrive', () => ({ arrivedAt: at(order) })) }),
    'visit.pause': (order) =>
      changeVisit(bookFor(order.person), order, {
        event: 'visit.paused',
        decide: move(order, 'pause', (visit) => noteChange(visit, order.command.payload.note)),
        facts: () => ({ note: order.command.payload.note ?? null }),
      }),
    'visit.resume': (order) => changeVisit(bookFor(order.person), order, { event: 'visit.resumed', decide: move(order, 'resume') }),
    'visit.cancel': (order) =>
      changeVisit(bookFor(order.person), order, {
        event: 'visit.cancelled',
        decide: move(order, 'cancel', (visit) => ({ endedAt: at(order), ...noteChange(visit, order.command.payload.note) })),
        facts: () => ({ note: order.command.payload.note ?? null }),
      }),
    'visit.step': (order) => {
      const book = bookFor(order.person);
      const { record } = order.command.payload;
      return changeVisit(book, order, { event: 'visit.stepped', decide: (visit) => stepChange(visit, record), facts: async ({ job }) => ({ record, label: await stepWords(book, job, record.step) }) });
    },
    'visit.note': (order) =>
      changeVisit(bookFor(order.person), order, { event: 'visit.noted', decide: (visit) => noteChange(visit, order.command.payload.text), facts: () => ({ text: order.command.payload.text }) }),
  };
}

function refuseCopyOf(order: VisitOrder, visit: VisitRecord): void {
  if ('baseModified' in order.command.payload) refuseOldCopy(visit, order.command.payload.baseModified);
}

async function plan(book: VisitBook, order: Order<'visit.plan'>) {
  const { crew, plannedStart, durationMinutes, pinned, baseModified } = order.command.payload;
  const known = await book.knownTechnicians(crew.map(({ technician }) => technician));
  const unknown = crew.flatMap(({ technician }, at) => (known.some(({ name }) => name === technician) ? [] : [{ path: `/payload/crew/${at}/technician`, message: 'no such technician' }]));
  if (unknown.length > 0) throw new Problem('invalid_request', { errors: unknown });
  if (new Set(crew.map(({ technician }) => technician)).size < crew.length) throw new Problem('invalid_request', { errors: [{ path: '/payload/crew', message: 'names a technician twice' }] });
  return changeVisit(book, order, {
    event: 'visit.planned',
    decide: (visit) => {
      refuseOldCopy(visit, baseModified);
      return { status: statusAfter(visit, 'plan'), crew, plannedStart, durationMinutes, pinned: pinned ?? visit.pinned };
    },
    facts: () => ({ technicians: known }),
  });
}

/** Notes are added to, never replaced. */
export const noteChange = (visit: VisitRecord, text: string | undefined): VisitChange => {
  const added = text?.trim() ?? '';
  if (added === '') return {};
  return { note: visit.note === '' ? added : `${visit.note}\n${added}` };
};

/** The later record of a step replaces the earlier; the order of the check-list stays. */
export function mergeSteps(kept: readonly StepRecord[], added: readonly StepRecord[]): StepRecord[] {
  const merged = new Map(kept.map((record) => [record.step, record]));
  for (const record of added) merged.set(record.step, record);
  return [...merged.values()];
}

function stepChange(visit: VisitRecord, record: StepRecord): VisitChange {
  if (isVisitOver(visit.status)) throw new Problem('visit_transition_refused', { facts: { visit: visit.name, from: visit.status, action: 'step' } });
  return { steps: mergeSteps(visit.steps, [record]) };
}

/** The step in words, for the trail: the check-list may have changed by the time somebody reads it. */
const stepWords = async (book: VisitBook, job: string, step: string): Promise<Words | null> => (await book.findFlow(job))?.steps.find((asked) => asked.step === step)?.label ?? null;
