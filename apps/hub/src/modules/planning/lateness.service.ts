import { isVisitOver, isVisitUnderWay, type PredictedVisit, type TechnicianCard, type VisitCard } from '@gigafibre/contracts';
import { LUNCH_SLACK_SECONDS, secondsOf, type Place } from '@gigafibre/dispatch';
import { Temporal } from '@gigafibre/kernel';
import type { DrivingSeconds } from './planning.ports.ts';

/** A prediction before it is known what the customer could be told. */
export type Prediction = Omit<PredictedVisit, 'notice'>;

export interface TourPrediction {
  readonly technician: string;
  readonly displayName: string;
  readonly lateMinutes: number;
  readonly overtimeMinutes: number;
  readonly visits: readonly Prediction[];
}

/** Where somebody is in his day: when he is free, where, and whether lunch is still to come. */
interface Moment {
  readonly freeAt: number;
  readonly place: Place | null;
  readonly lunch: { readonly start: number; readonly length: number } | null;
}

/**
 * How the rest of each technician's day will go, from what really happened, the hour, and the drives in between (F26): nobody
 * begins before his plan, and whoever is behind stays so until a gap lets him catch up. The latest first.
 */
export function predictTours(technicians: readonly TechnicianCard[], visits: readonly VisitCard[], { now, driving }: { now: Temporal.Instant; driving: DrivingSeconds }): TourPrediction[] {
  const at = { now: Math.floor(now.epochMilliseconds / 1000), driving };
  return technicians
    .map((technician) => predictTour(technician, tourOf(technician.name, visits), at))
    .filter((tour) => tour.visits.length > 0)
    .toSorted((one, other) => other.lateMinutes - one.lateMinutes || (one.technician < other.technician ? -1 : 1));
}

const tourOf = (technician: string, visits: readonly VisitCard[]): VisitCard[] =>
  visits
    .filter(({ crew, plannedStart, status }) => plannedStart !== null && status !== 'cancelled' && crew.some((member) => member.technician === technician))
    .toSorted((one, other) => rankOf(one) - rankOf(other) || startOf(one) - startOf(other));

/** What is over comes first, then what is under way, whatever the plan had said. */
const rankOf = ({ status }: VisitCard): number => (isVisitOver(status) ? 0 : isVisitUnderWay(status) ? 1 : 2);
const startOf = ({ plannedStart }: VisitCard): number => secondsOf(plannedStart ?? '1970-01-01T00:00:00Z');
const placeOf = ({ place: { latitude, longitude } }: VisitCard): Place | null => (latitude === null || longitude === null ? null : { latitude, longitude });

interface At {
  readonly now: number;
  readonly driving: DrivingSeconds;
}

function predictTour(technician: TechnicianCard, tour: readonly VisitCard[], at: At): TourPrediction {
  const { now } = at;
  const over = tour.filter(({ status }) => isVisitOver(status)).at(-1);
  const [first] = tour;
  const reference = first === undefined ? now : Math.max(now, startOf(first));
  const shift = technician.shifts.findLast(({ start }) => secondsOf(start) <= reference) ?? technician.shifts[0];
  let moment: Moment = { freeAt: now, place: over === undefined ? technician.home : placeOf(over), lunch: lunchOf(shift, now) };
  const visits: Prediction[] = [];
  for (const card of tour) {
    if (isVisitOver(card.status)) continue;
    const { begins, ends, lunch } = predictVisit(card, moment, at);
    visits.push(predictionOf(card, begins, ends));
    moment = { freeAt: ends, place: placeOf(card), lunch };
  }
  const shiftEnd = shift === undefined ? null : secondsOf(shift.end);
  return {
    technician: technician.name,
    displayName: technician.displayName,
    lateMinutes: Math.max(0, ...visits.map(({ lateMinutes }) => lateMinutes)),
    overtimeMinutes: shiftEnd === null || visits.length === 0 ? 0 : Math.max(0, Math.round((moment.freeAt - shiftEnd) / 60)),
    visits,
  };
}

function lunchOf(shift: TechnicianCard['shifts'][number] | undefined, now: number): Moment['lunch'] {
  if (shift?.lunchStart === undefined || shift.lunchStart === null || shift.lunchMinutes === 0) return null;
  const start = secondsOf(shift.lunchStart);
  const length = shift.lunchMinutes * 60;
  return now >= start + length + LUNCH_SLACK_SECONDS ? null : { start, length };
}

function predictVisit(card: VisitCard, { freeAt, place, lunch }: Moment, { now, driving }: At): { begins: number; ends: number; lunch: Moment['lunch'] } {
  const length = card.durationMinutes * 60;
  if (card.arrivedAt !== null) return { begins: secondsOf(card.arrivedAt), ends: Math.max(now, secondsOf(card.arrivedAt) + length), lunch };
  const drive = driving(place, placeOf(card));
  if (card.departedAt !== null) {
    const begins = Math.max(now, secondsOf(card.departedAt) + drive);
    return { begins, ends: begins + length, lunch };
  }
  const begins = Math.max(startOf(card), freeAt + drive);
  // lunch is taken before the first visit that would push it more than its slack away
  if (lunch === null || begins + length <= lunch.start + lunch.length + LUNCH_SLACK_SECONDS) return { begins, ends: begins + length, lunch };
  const fed = Math.max(startOf(card), Math.max(freeAt, lunch.start - LUNCH_SLACK_SECONDS) + lunch.length + drive);
  return { begins: fed, ends: fed + length, lunch: null };
}

const instantText = (seconds: number): string => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString();
const minutesAfter = (seconds: number, limit: number): number => Math.max(0, Math.round((seconds - limit) / 60));

const predictionOf = (card: VisitCard, begins: number, ends: number): Prediction => ({
  visit: card.name,
  customerName: card.customerName,
  plannedStart: card.plannedStart ?? instantText(begins),
  predictedStart: instantText(begins),
  predictedEnd: instantText(ends),
  lateMinutes: minutesAfter(begins, startOf(card)),
  window: card.window,
  missesWindowMinutes: card.window === null ? 0 : minutesAfter(begins, secondsOf(card.window.end)),
});
