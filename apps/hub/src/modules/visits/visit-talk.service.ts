import { Problem, type HubEvent, type Principal, type Talk, type TalkInbox, type TalkLine } from '@gigafibre/contracts';
import type { Deed, Executors, Order, Person } from '../commands/index.ts';
import { refuseOthersVisit } from './own-visit.ts';
import { relatedTo } from './visit-events.ts';
import type { VisitBook } from './visits.ports.ts';

/** Technician and office about one visit (F31). What is said is an event and nothing else: no document changes, and the customer never sees it. */
export function createVisitTalk(bookFor: (person: Person) => VisitBook): Pick<Executors, 'visit.say' | 'visit.heard'> {
  return {
    'visit.say': (order) => told(bookFor(order.person), order, { type: 'visit.said', facts: { text: order.command.payload.text } }),
    'visit.heard': (order) => told(bookFor(order.person), order, { type: 'visit.heard', facts: { upTo: order.command.payload.upTo } }),
  };
}

interface Told {
  readonly type: 'visit.said' | 'visit.heard';
  readonly facts: Readonly<Record<string, unknown>>;
}

async function told(book: VisitBook, order: Order<'visit.say'> | Order<'visit.heard'>, { type, facts }: Told): Promise<Deed> {
  const visit = await book.read(order.command.payload.visit);
  refuseOthersVisit(order, visit);
  const job = await book.readJob(visit.job);
  const subject = { doctype: 'Dispatch Visit', name: visit.name };
  return { subject, events: [{ type, subject, related: relatedTo(visit, job), facts: { ...facts, subject: job.subject } }] };
}

const sideOf = ({ actor }: HubEvent): TalkLine['side'] => (actor.kind === 'technician' ? 'field' : 'office');
const read = (events: readonly HubEvent[], side: TalkLine['side']): number =>
  Math.max(0, ...events.filter((event) => sideOf(event) === side).map((event) => (event.type === 'visit.heard' && typeof event.facts['upTo'] === 'number' ? event.facts['upTo'] : event.seq)));

/** A thread out of its events, in the order of the log. Who has spoken has read what stood before. */
export function talkOf(events: readonly HubEvent[]): Talk {
  const inOrder = events.filter(({ type }) => type === 'visit.said' || type === 'visit.heard').sort((a, b) => a.seq - b.seq);
  const lines = inOrder.filter(({ type }) => type === 'visit.said').map((event): TalkLine => {
    const { text } = event.facts;
    return { seq: event.seq, at: event.doneAt, side: sideOf(event), by: event.actor.displayName, text: typeof text === 'string' ? text : '' };
  });
  return { lines, heardByOffice: read(inOrder, 'office'), heardByField: read(inOrder, 'field') };
}

/** @throws {Problem} `visit_not_yours` for a technician who is not on the crew. */
export function refuseEavesdropper(principal: Principal, visit: string, crew: readonly { readonly technician: string }[]): void {
  if (principal.kind === 'technician' && !crew.some(({ technician }) => technician === principal.technician)) throw new Problem('visit_not_yours', { facts: { visit } });
}

/** The threads in which the technician has the last unread word, newest first. */
export function inboxOf(events: readonly HubEvent[]): TalkInbox {
  const byVisit = Map.groupBy(events, ({ related }) => related.visit ?? '');
  const visits = [...byVisit].flatMap(([visit, own]) => {
    const { lines, heardByOffice } = talkOf(own);
    const unread = lines.filter(({ side, seq }) => side === 'field' && seq > heardByOffice);
    const last = unread.at(-1);
    return last === undefined ? [] : [{ visit, unread: unread.length, last }];
  });
  return { visits: visits.sort((a, b) => b.last.seq - a.last.seq) };
}
