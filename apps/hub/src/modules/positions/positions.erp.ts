import { isVisitOver, type TechnicianCard } from '@gigafibre/contracts';
import type { FrappeSite } from '@gigafibre/frappe';
import { SITE_ZONE, Temporal } from '@gigafibre/kernel';
import type { PlannedTour } from '../../vendors/gps/gps.port.ts';
import { createBoardBook } from '../board/index.ts';
import { all, textOr } from '../book/index.ts';
import type { FencedDay, ShiftBook, TrackedTechnician, WorkSpan } from './positions.ports.ts';

/** Shifts change a few times a week; asking for each batch of positions would cost more than the positions. */
const TRUST_SECONDS = 60;

const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
const spanOf = ({ start, end }: { start: string; end: string }): WorkSpan => ({ startSeconds: secondsOf(start), endSeconds: secondsOf(end) });

function without(spans: readonly WorkSpan[], gone: WorkSpan): readonly WorkSpan[] {
  return spans.flatMap((span) =>
    [
      { startSeconds: span.startSeconds, endSeconds: Math.min(span.endSeconds, gone.startSeconds) },
      { startSeconds: Math.max(span.startSeconds, gone.endSeconds), endSeconds: span.endSeconds },
    ].filter(({ startSeconds, endSeconds }) => startSeconds < endSeconds),
  );
}

const workOf = ({ shifts, absences }: TechnicianCard): readonly WorkSpan[] => absences.map(spanOf).reduce(without, shifts.filter(({ onCall }) => !onCall).map(spanOf));

const dayOf = (seconds: number): Temporal.PlainDate => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(SITE_ZONE).toPlainDate();

export function createShiftBook(site: FrappeSite): ShiftBook {
  const book = createBoardBook(site);
  let known: { readonly readAt: number; readonly people: Promise<readonly TrackedTechnician[]> } | undefined;

  async function read(nowSeconds: number): Promise<readonly TrackedTechnician[]> {
    const [cards, rows] = await Promise.all([
      book.technicians({ from: dayOf(nowSeconds).subtract({ days: 1 }), days: 3 }),
      site.list('Dispatch Technician', all({ fields: ['name', 'tracker_id'], filters: [['status', '=', 'Active']] })),
    ]);
    const devices = new Map(rows.map(({ name, tracker_id }) => [textOr(name), textOr(tracker_id)]));
    return cards.map((card) => ({ name: card.name, device: devices.get(card.name) || card.name, work: workOf(card) }));
  }
  return {
    async trackedAround(nowSeconds) {
      if (known === undefined || Math.abs(nowSeconds - known.readAt) >= TRUST_SECONDS) known = { readAt: nowSeconds, people: read(nowSeconds) };
      const asked = known;
      try {
        return await asked.people;
      } catch (error) {
        if (known === asked) known = undefined; // what failed is asked again
        throw error;
      }
    },
  };
}

/** Today's tours as vans would drive them, for the demonstration. */
export async function readTours(site: FrappeSite, nowSeconds: number): Promise<readonly PlannedTour[]> {
  const book = createBoardBook(site);
  const range = { from: dayOf(nowSeconds), days: 1 };
  const [cards, visits] = await Promise.all([book.technicians(range), book.plannedIn(range)]);
  const secondsOr = (instant: string | null): number | null => (instant === null ? null : secondsOf(instant));
  return cards.flatMap((card) => {
    const shift = workOf(card).find(({ startSeconds, endSeconds }) => nowSeconds >= startSeconds && nowSeconds < endSeconds);
    if (shift === undefined) return [];
    const stops = visits
      .filter(({ crew, status }) => status !== 'cancelled' && crew.some(({ technician }) => technician === card.name))
      .flatMap(({ place: { latitude, longitude }, plannedStart, durationMinutes, departedAt, arrivedAt, endedAt }) =>
        latitude === null || longitude === null || plannedStart === null
          ? []
          : [{ latitude, longitude, startSeconds: secondsOf(plannedStart), durationSeconds: durationMinutes * 60, departedSeconds: secondsOr(departedAt), arrivedSeconds: secondsOr(arrivedAt), endedSeconds: secondsOr(endedAt) }],
      )
      .sort((one, other) => one.startSeconds - other.startSeconds);
    return [{ device: card.name, home: card.home, shift, stops }];
  });
}

/** Today's visits that somebody could arrive at or leave, with the names that a guess is told in. */
export async function readFenced(site: FrappeSite, nowSeconds: number): Promise<FencedDay> {
  const book = createBoardBook(site);
  const range = { from: dayOf(nowSeconds), days: 1 };
  const [cards, visits] = await Promise.all([book.technicians(range), book.plannedIn(range)]);
  const open = visits.filter(({ status }) => !isVisitOver(status) && status !== 'cancelled');
  return {
    people: new Map(cards.map(({ name, displayName }) => [name, displayName])),
    customers: new Map(open.map(({ name, customerName }) => [name, customerName])),
    visits: open.flatMap(({ name, status, crew, plannedStart, arrivedAt, place: { latitude, longitude } }) => {
      const [lead] = crew;
      if (lead === undefined || latitude === null || longitude === null || plannedStart === null) return [];
      const isOnSite = status === 'on-site' || status === 'paused';
      return [{ visit: name, technician: lead.technician, place: { latitude, longitude }, isOnSite, isEnRoute: status === 'en-route', startSeconds: secondsOf(plannedStart), arrivedSeconds: arrivedAt === null ? null : secondsOf(arrivedAt) }];
    }),
  };
}
