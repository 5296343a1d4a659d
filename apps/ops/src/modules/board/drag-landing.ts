import type { VisitCard } from '@gigafibre/contracts';
import { FINE_SNAP_SECONDS, snap, SNAP_SECONDS } from './board-scale.ts';
import type { Hand, Landing } from './carrying.ts';
import { secondsOfStart } from './visit-facts.ts';

/** A press on a bar or a card that may become a drag. */
export interface Press {
  readonly visit: VisitCard;
  readonly from: string | null;
  readonly mode: Hand['mode'];
  readonly x: number;
  readonly y: number;
  /** Seconds from the bar's start to where it was grabbed. */
  readonly grabSeconds: number;
}

/** What lies under the pointer, and the keys held with it. */
export interface Under {
  readonly isTray: boolean;
  /** The row's technician and the time; undefined outside the lanes. */
  readonly spot: { readonly technician: string | undefined; readonly seconds: number } | undefined;
  /** Alt: steps of 5 minutes. */
  readonly isFine: boolean;
  /** Ctrl: whoever it is dropped on comes to help. */
  readonly joins: boolean;
}

export const SHORTEST_SECONDS = 900;

/** Somebody else comes to help at the time the visit has; on a row of its own crew there is nothing to add. */
export function joinLanding(visit: VisitCard, technician: string | undefined): Landing {
  const startSeconds = secondsOfStart(visit);
  const isThere = visit.crew.some((member) => member.technician === technician);
  if (technician === undefined || startSeconds === undefined || isThere) return { on: 'nothing' };
  return { on: 'row', technician, startSeconds, durationSeconds: visit.durationMinutes * 60, joins: true };
}

/** Where a drag would land: snapped to the quarter of an hour, the grabbed point staying under the pointer. */
export function landingFor({ visit, mode, from, grabSeconds }: Press, { isTray, spot, isFine, joins }: Under): Landing {
  if (isTray && mode === 'move') return { on: 'tray' };
  if (spot === undefined) return { on: 'nothing' };
  const step = isFine ? FINE_SNAP_SECONDS : SNAP_SECONDS;
  const planned = secondsOfStart(visit);
  if (mode === 'resize' && from !== null && planned !== undefined) {
    return { on: 'row', technician: from, startSeconds: planned, durationSeconds: Math.max(SHORTEST_SECONDS, snap(spot.seconds - planned, step)) };
  }
  if (mode === 'join' || (joins && from !== null)) return joinLanding(visit, spot.technician);
  if (spot.technician === undefined) return { on: 'nothing' };
  return { on: 'row', technician: spot.technician, startSeconds: snap(spot.seconds - grabSeconds, step), durationSeconds: visit.durationMinutes * 60 };
}

export const sameLanding = (one: Landing, other: Landing): boolean => JSON.stringify(one) === JSON.stringify(other);
