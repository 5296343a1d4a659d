import { isVisitOver, Problem, type StepRecord, type VisitAction, type Words } from '@gigafibre/contracts';
import type { Executors, Order, Person } from '../commands/index.ts';
import { doneAt } from './own-visit.ts';
import { changeVisit, statusAfter } from './visit-deed.ts';
import { flowChange } from './visit-flow.ts';
import type { VisitBook, VisitChange, VisitRecord } from './visits.ports.ts';

export type VisitMoves = Pick<
  Executors,
  'visit.depart' | 'visit.arrive' | 'visit.pause' | 'visit.resume' | 'visit.step' | 'visit.note' | 'visit.cancel'
>;

/** What happens to a visit on its day, each deed read and written as the person who gives it. */
export function createVisitMoves(bookFor: (person: Person) => VisitBook): VisitMoves {
  const move = (action: VisitAction, change: (visit: VisitRecord) => VisitChange = () => ({})) => (visit: VisitRecord): VisitChange => ({ status: statusAfter(visit, action), ...change(visit) });
  const at = (order: Order) => doneAt(order).toString();
  return {
    'visit.depart': (order) => changeVisit(bookFor(order.person), order, { event: 'visit.departed', decide: move('depart', () => ({ departedAt: at(order) })) }),
    'visit.arrive': (order) => {
      const book = bookFor(order.person);
      const arrive = move('arrive', () => ({ arrivedAt: at(order) }));
      return changeVisit(book, order, { event: 'visit.arrived', decide: async (visit) => ({ ...arrive(visit), ...(await flowChange(book, visit, order.command.payload.flow)) }) });
    },
    'visit.pause': (order) =>
      changeVisit(bookFor(order.person), order, {
        event: 'visit.paused',
        decide: move('pause', (visit) => noteChange(visit, order.command.payload.note)),
        facts: () => ({ note: order.command.payload.note ?? null }),
      }),
    'visit.resume': (order) => changeVisit(bookFor(order.person), order, { event: 'visit.resumed', decide: move('resume') }),
    'visit.cancel': (order) =>
      changeVisit(bookFor(order.person), order, {
        event: 'visit.cancelled',
        decide: move('cancel', (visit) => ({ endedAt: at(order), ...noteChange(visit, order.command.payload.note) })),
        facts: () => ({ note: order.command.payload.note ?? null }),
      }),
    'visit.step': (order) => {
      const book = bookFor(order.person);
      const { record, flow } = order.command.payload;
      return changeVisit(book, order, { event: 'visit.stepped', decide: async (visit) => ({ ...stepChange(visit, record), ...(await flowChange(book, visit, flow)) }), facts: async (visit) => ({ record, label: await stepWords(book, visit, record.step) }) });
    },
    'visit.note': (order) =>
      changeVisit(bookFor(order.person), order, { event: 'visit.noted', decide: (visit) => noteChange(visit, order.command.payload.text), facts: () => ({ text: order.command.payload.text }) }),
  };
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
const stepWords = async (book: VisitBook, visit: VisitRecord, step: string): Promise<Words | null> => (await book.findFlow(visit))?.steps.find((asked) => asked.step === step)?.label ?? null;
