import { isVisitUnderWay, type PredictedVisit, type TechnicianCard, type VisitCard } from '@gigafibre/contracts';
import { Temporal } from '@gigafibre/kernel';
import type { OfferReason } from './offers.ports.ts';

/** Less than this is caught up before a plan would be. */
const LATE_MINUTES = 15;

interface Today {
  readonly technicians: readonly TechnicianCard[];
  readonly visits: readonly VisitCard[];
  readonly late: readonly Pick<PredictedVisit, 'visit' | 'customerName' | 'missesWindowMinutes' | 'predictedStart' | 'window'>[];
  readonly now: Temporal.Instant;
  readonly until: Temporal.Instant;
}

/** What has happened today that another plan might mend: somebody who is away with visits to do, urgent work that waits, promises about to be broken. */
export const reasonsOf = (today: Today): OfferReason[] => [...absences(today), ...urgent(today), ...delays(today)];

const isToDo = ({ status, pinned }: VisitCard): boolean => (status === 'planned' || status === 'confirmed') && !pinned;
const endOf = ({ plannedStart, durationMinutes }: VisitCard): string => (plannedStart === null ? '' : Temporal.Instant.from(plannedStart).add({ minutes: durationMinutes }).toString());

function absences({ technicians, visits, now, until }: Today): OfferReason[] {
  return technicians.flatMap(({ name, displayName, absences: away }) =>
    away
      .filter(({ start, end }) => end > now.toString() && start < until.toString())
      .flatMap(({ start, end }): OfferReason[] => {
        const from = start > now.toString() ? start : now.toString();
        const hit = visits.filter((visit) => isToDo(visit) && visit.crew.some(({ technician }) => technician === name) && visit.plannedStart !== null && visit.plannedStart < end && endOf(visit) > from);
        return hit.length === 0 ? [] : [{ key: `out ${name} ${start} ${end}`, cause: { kind: 'technician-out', technician: name, from: start, until: end }, about: displayName, lateMinutes: null }];
      }),
  );
}

const urgent = ({ visits, until }: Today): OfferReason[] =>
  visits
    .filter(({ status, priority, window }) => status === 'unassigned' && priority === 'Urgent' && (window === null || window.start < until.toString()))
    .map(({ name, customerName }) => ({ key: `urgent ${name}`, cause: { kind: 'visits-arrived', visits: [name] }, about: customerName, lateMinutes: null }));

/** The latest first. What is under way is late already, and nobody else can come. */
function delays({ visits, late }: Today): OfferReason[] {
  const waiting = new Set(visits.filter(({ status }) => !isVisitUnderWay(status)).map(({ name }) => name));
  return late
    .filter(({ visit, missesWindowMinutes }) => missesWindowMinutes >= LATE_MINUTES && waiting.has(visit))
    .toSorted((one, other) => other.missesWindowMinutes - one.missesWindowMinutes)
    .map(({ visit, customerName, missesWindowMinutes, window }) => ({ key: `late ${visit} ${window?.end ?? ''}`, cause: { kind: 'visit-late', visit }, about: customerName, lateMinutes: missesWindowMinutes }));
}
