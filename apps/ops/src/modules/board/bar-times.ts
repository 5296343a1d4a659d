import type { VisitCard } from '@gigafibre/contracts';
import { secondsOf, type Span } from '@gigafibre/dispatch';
import { secondsOfEnd, secondsOfStart } from './visit-facts.ts';

/** Something that happened during a visit, marked on its bar. */
export interface Moment {
  readonly kind: 'departed' | 'arrived' | 'ended';
  readonly seconds: number;
}

/** When a visit's bar is drawn, and what stands behind it. */
export interface BarTimes extends Span {
  /** The plan, where what happened is not what was planned. */
  readonly ghost: Span | undefined;
  readonly moments: readonly Moment[];
}

/** Phones are not that exact: a plan kept to within this many seconds was kept. */
const KEPT_SECONDS = 300;
/** A visit that goes on is drawn until the next full step, so that its bar grows seldom. */
const STEP_SECONDS = 300;

const momentsOf = ({ departedAt, arrivedAt, endedAt }: VisitCard): Moment[] =>
  ([['departed', departedAt], ['arrived', arrivedAt], ['ended', endedAt]] as const).flatMap(([kind, at]) => (at === null ? [] : [{ kind, seconds: secondsOf(at) }]));

const isGoingOn = ({ status }: VisitCard): boolean => status === 'on-site' || status === 'paused';

/** Does the bar of this visit change as time goes by? */
export const growsWithTime = (visit: VisitCard): boolean => isGoingOn(visit) && visit.arrivedAt !== null;
export const stepOf = (nowSeconds: number): number => Math.ceil(nowSeconds / STEP_SECONDS) * STEP_SECONDS;

function actual(visit: VisitCard, plan: Span, nowSeconds: number): Span {
  const { arrivedAt, endedAt, status, durationMinutes } = visit;
  if (status === 'cancelled' || (arrivedAt === null && endedAt === null)) return plan;
  const ended = endedAt === null ? undefined : secondsOf(endedAt);
  const startSeconds = arrivedAt === null ? Math.min(plan.startSeconds, (ended ?? plan.endSeconds) - STEP_SECONDS) : secondsOf(arrivedAt);
  const goesOnUntil = isGoingOn(visit) ? Math.max(startSeconds + durationMinutes * 60, stepOf(nowSeconds)) : plan.endSeconds;
  return { startSeconds, endSeconds: Math.max(startSeconds + STEP_SECONDS, ended ?? goesOnUntil) };
}

/** What is drawn of a visit: what really happened as far as it did, with the plan behind it where the two differ. */
export function barTimes(visit: VisitCard, nowSeconds: number): BarTimes | undefined {
  const start = secondsOfStart(visit);
  const end = secondsOfEnd(visit);
  if (start === undefined || end === undefined) return undefined;
  const plan = { startSeconds: start, endSeconds: end };
  const real = actual(visit, plan, nowSeconds);
  const isKept = Math.abs(real.startSeconds - start) < KEPT_SECONDS && Math.abs(real.endSeconds - end) < KEPT_SECONDS;
  return { ...real, ghost: isKept ? undefined : plan, moments: momentsOf(visit) };
}
