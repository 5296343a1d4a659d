import { isVisitUnderWay, Problem } from '@gigafibre/contracts';
import { siteDate, siteMidnight, Temporal } from '@gigafibre/kernel';
import type { Order } from '../commands/index.ts';
import type { VisitRecord } from './visits.ports.ts';

/** A phone may come back from a dead zone days later; older deeds are for the office to enter. */
const LATEST_SYNC = { hours: 7 * 24 };
/** A shift may begin before midnight or end after it. */
const SHIFT = { hours: 12 };

/** When the deed was done: the device's word, as far as it can be true. A clock that is a year off is believed neither way. */
export function doneAt({ command, now }: Pick<Order, 'command' | 'now'>): Temporal.Instant {
  const said = Temporal.Instant.from(command.at);
  const earliest = now.subtract(LATEST_SYNC);
  if (Temporal.Instant.compare(said, now) > 0) return now;
  return Temporal.Instant.compare(said, earliest) < 0 ? earliest : said;
}

type Dated = Pick<VisitRecord, 'status' | 'plannedStart'>;

/** Is it under way, or of the site's day that an instant falls on, a shift before and after included? */
export function isVisitOfDay({ status, plannedStart }: Dated, instant: Temporal.Instant): boolean {
  if (isVisitUnderWay(status)) return true;
  if (plannedStart === null) return false;
  const day = siteDate(instant);
  const start = Temporal.Instant.from(plannedStart);
  const from = siteMidnight(day).subtract(SHIFT);
  const until = siteMidnight(day.add({ days: 1 })).add(SHIFT);
  return Temporal.Instant.compare(start, from) >= 0 && Temporal.Instant.compare(start, until) < 0;
}

/**
 * A technician commands only visits of his own tour, on their day.
 * @throws {Problem} `visit_not_yours` for any other visit; it says nothing of whose it is.
 */
export function refuseOthersVisit(order: Pick<Order, 'command' | 'now' | 'person'>, visit: Pick<VisitRecord, 'name' | 'crew'> & Dated): void {
  if (order.person.kind !== 'technician') return;
  const { technician } = order.person;
  const isCrew = visit.crew.some((member) => member.technician === technician);
  if (!isCrew || !isVisitOfDay(visit, doneAt(order))) throw new Problem('visit_not_yours', { facts: { visit: visit.name } });
}
