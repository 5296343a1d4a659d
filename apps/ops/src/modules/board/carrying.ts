import type { VisitCard } from '@gigafibre/contracts';
import { snap } from './board-scale.ts';
import { secondsOfStart } from './visit-facts.ts';

/** Where the visit in hand would land. `joins`: the person there comes to help, and nobody is taken off. */
export type Landing =
  | { readonly on: 'row'; readonly technician: string; readonly startSeconds: number; readonly durationSeconds: number; readonly joins?: boolean }
  | { readonly on: 'tray' }
  | { readonly on: 'nothing' };

/** What the pointer or the keyboard has picked up: one visit, and those chosen with it. */
export interface Hand {
  readonly visit: VisitCard;
  readonly others: readonly VisitCard[];
  readonly by: 'pointer' | 'keys';
  readonly mode: 'move' | 'resize' | 'join';
  /** The row it was taken from; null from the tray. */
  readonly from: string | null;
  readonly landing: Landing;
}

/** One visit in hand with the place it would get. */
export interface Carried {
  readonly visit: VisitCard;
  readonly from: string | null;
  readonly technician: string;
  readonly startSeconds: number;
  readonly durationSeconds: number;
}

/** Time between two visits put one behind the other from the tray; the drive is judged, not guessed, afterwards. */
const APART_SECONDS = 900;

const rowOf = (visit: VisitCard, order: readonly string[]): number => order.findIndex((technician) => visit.crew.some((member) => member.technician === technician));

/**
 * The place that everything in hand would get. Visits of the board keep their distance in time and rows from the one that is
 * held; visits of the tray queue up behind it. `order`: the technicians as they are shown.
 */
export function carriedTo({ visit, others, from, landing }: Hand, order: readonly string[]): readonly Carried[] {
  if (landing.on !== 'row') return [];
  const { technician, startSeconds, durationSeconds } = landing;
  const held: Carried = { visit, from: landing.joins === true ? null : from, technician, startSeconds, durationSeconds };
  const start = secondsOfStart(visit);
  const rowsBy = from === null ? 0 : order.indexOf(technician) - order.indexOf(from);
  let free = startSeconds + durationSeconds + APART_SECONDS;
  const along = others.map((other): Carried => {
    const length = other.durationMinutes * 60;
    const own = secondsOfStart(other);
    const row = rowOf(other, order);
    if (from !== null && start !== undefined && own !== undefined && row >= 0) {
      const to = Math.min(order.length - 1, Math.max(0, row + rowsBy));
      return { visit: other, from: order[row] ?? null, technician: order[to] ?? technician, startSeconds: own + startSeconds - start, durationSeconds: length };
    }
    const place: Carried = { visit: other, from: row < 0 ? null : (order[row] ?? null), technician, startSeconds: snap(free), durationSeconds: length };
    free = place.startSeconds + length + APART_SECONDS;
    return place;
  });
  return [held, ...along];
}
