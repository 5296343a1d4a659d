import { isVisitOver, Problem, type PartLine } from '@gigafibre/contracts';
import type { Executors, Order, Person } from '../commands/index.ts';
import { changeVisit } from './visit-deed.ts';
import type { LabourLine, VisitBook, VisitRecord } from './visits.ports.ts';

/** What a visit used up and how long it took (F12, F30): said again, each replaces what was said before. */
export function createVisitCosts(bookFor: (person: Person) => VisitBook): Pick<Executors, 'visit.part' | 'visit.time'> {
  return {
    'visit.part': (order) => usePart(bookFor(order.person), order),
    'visit.time': (order) => {
      const { kind, minutes, reason } = order.command.payload;
      return changeVisit(bookFor(order.person), order, {
        event: 'visit.timed',
        decide: (visit) => {
          refuseOver(visit, 'time');
          return { labour: withLabour(visit.labour, { technician: workerOf(order.person, visit), kind, minutes, measuredMinutes: 0, reason }) };
        },
        facts: () => ({ kind, minutes, reason }),
      });
    },
  };
}

async function usePart(book: VisitBook, order: Order<'visit.part'>) {
  const { item: code, serial = null, quantity, rateCents } = order.command.payload;
  const item = await book.findItem(code);
  if (item === undefined) throw new Problem('item_unknown', { facts: { item: code } });
  const line: PartLine = { item: item.item, label: item.label, serial, quantity, unit: item.unit, rateCents: rateCents ?? item.listCents };
  return changeVisit(book, order, {
    event: 'visit.parted',
    decide: (visit) => {
      refuseOver(visit, 'part');
      return { parts: withPart(visit.parts, line) };
    },
    facts: () => ({ ...line, listCents: item.listCents }),
  });
}

/** @throws {Problem} `visit_transition_refused` for a visit that has ended: its stock is booked, its time is counted. */
export function refuseOver(visit: VisitRecord, action: string): void {
  if (isVisitOver(visit.status)) throw new Problem('visit_transition_refused', { facts: { visit: visit.name, from: visit.status, action } });
}

/** The lines with this one in the place of its like; none of a quantity of nothing. */
export const withPart = (lines: readonly PartLine[], line: PartLine): PartLine[] => {
  const isLike = (other: PartLine): boolean => other.item === line.item && other.serial === line.serial;
  const kept = lines.some(isLike) ? lines.map((other) => (isLike(other) ? line : other)) : [...lines, line];
  return kept.filter(({ quantity }) => quantity > 0);
};

export function withLabour(lines: readonly LabourLine[], line: LabourLine): LabourLine[] {
  const isLike = (other: LabourLine): boolean => other.technician === line.technician && other.kind === line.kind;
  return [...lines.filter((other) => !isLike(other)), line];
}

/** Whose time it is: the technician's own; the lead's, when the office speaks for him. */
export function workerOf(person: Person, visit: VisitRecord): string {
  if (person.kind === 'technician') return person.technician;
  const lead = visit.crew.find(({ role }) => role === 'lead') ?? visit.crew[0];
  if (lead === undefined) throw new Problem('visit_transition_refused', { facts: { visit: visit.name, from: visit.status, action: 'time' } });
  return lead.technician;
}
