import { isVisitUnderWay, Problem, type CommandType, type CrewMember, type EventType, type FieldProblem, type VisitAction } from '@gigafibre/contracts';
import type { Deed, Executors, Order, Person } from '../commands/index.ts';
import { changeVisit, refuseOldCopy, statusAfter } from './visit-deed.ts';
import type { VisitBook, VisitChange, VisitRecord } from './visits.ports.ts';

type PlanCommand = 'visit.plan' | 'visit.unplan' | 'visit.confirm' | 'visit.resize' | 'visit.crew' | 'visit.pin' | 'visit.unpin' | 'visit.window';

/** What the board and the office change of a visit's plan: always from the copy they saw. */
export function createVisitPlanning(bookFor: (person: Person) => VisitBook): Pick<Executors, PlanCommand> {
  return {
    'visit.plan': (order) => plan(bookFor(order.person), order),
    'visit.crew': (order) => crew(bookFor(order.person), order),
    'visit.unplan': (order) => replan(bookFor(order.person), order, { action: 'unplan', event: 'visit.unplanned', change: () => ({ crew: [], plannedStart: null, pinned: false }) }),
    'visit.confirm': (order) => replan(bookFor(order.person), order, { action: 'confirm', event: 'visit.confirmed' }),
    'visit.resize': (order) => replan(bookFor(order.person), order, { action: 'resize', event: 'visit.resized', change: () => ({ durationMinutes: order.command.payload.durationMinutes }) }),
    'visit.pin': (order) => replan(bookFor(order.person), order, { action: 'pin', event: 'visit.pinned', change: () => ({ pinned: true }) }),
    'visit.unpin': (order) => replan(bookFor(order.person), order, { action: 'unpin', event: 'visit.unpinned', change: () => ({ pinned: false }) }),
    'visit.window': async (order) => {
      const { window } = order.command.payload;
      if (window !== null && window.start >= window.end) throw new Problem('invalid_request', { errors: [{ path: '/payload/window', message: 'ends before it starts' }] });
      return replan(bookFor(order.person), order, { action: 'window', event: 'visit.windowed', change: () => ({ window }) });
    },
  };
}

interface Replan {
  readonly action: VisitAction;
  readonly event: EventType;
  readonly change?: (visit: VisitRecord) => VisitChange;
  readonly facts?: Readonly<Record<string, unknown>>;
}

const replan = <T extends Extract<CommandType, PlanCommand>>(book: VisitBook, order: Order<T>, { action, event, change, facts = {} }: Replan): Promise<Deed> =>
  changeVisit(book, order, {
    event,
    decide: (visit) => {
      refuseOldCopy(visit, order.command.payload.baseModified);
      return { status: statusAfter(visit, action), ...change?.(visit) };
    },
    facts: () => facts,
  });

async function plan(book: VisitBook, order: Order<'visit.plan'>): Promise<Deed> {
  const { crew: going, plannedStart, durationMinutes, pinned } = order.command.payload;
  const technicians = await knownCrew(book, going);
  return replan(book, order, { action: 'plan', event: 'visit.planned', change: (visit) => ({ crew: going, plannedStart, durationMinutes, pinned: pinned ?? visit.pinned }), facts: { technicians } });
}

/** Somebody may join or leave while a visit is under way; whoever leads it stays. */
async function crew(book: VisitBook, order: Order<'visit.crew'>): Promise<Deed> {
  const going = order.command.payload.crew;
  const technicians = await knownCrew(book, going);
  const change = (visit: VisitRecord): VisitChange => {
    if (isVisitUnderWay(visit.status) && leadOf(visit.crew) !== leadOf(going)) throw new Problem('visit_transition_refused', { facts: { visit: visit.name, from: visit.status, to: visit.status, action: 'crew' } });
    return { crew: going };
  };
  return replan(book, order, { action: 'crew', event: 'visit.crewed', change, facts: { technicians } });
}

const leadOf = (members: readonly CrewMember[]): string | undefined => (members.find(({ role }) => role === 'lead') ?? members[0])?.technician;

/** @throws {Problem} `invalid_request` for somebody who does not exist, or is named twice. */
async function knownCrew(book: VisitBook, members: readonly CrewMember[]): ReturnType<VisitBook['knownTechnicians']> {
  const known = await book.knownTechnicians(members.map(({ technician }) => technician));
  const errors: FieldProblem[] = members.flatMap(({ technician }, at) => (known.some(({ name }) => name === technician) ? [] : [{ path: `/payload/crew/${at}/technician`, message: 'no such technician' }]));
  if (new Set(members.map(({ technician }) => technician)).size < members.length) errors.push({ path: '/payload/crew', message: 'names a technician twice' });
  if (errors.length > 0) throw new Problem('invalid_request', { errors });
  return known;
}
