import type { PlanStatus } from '../model.ts';

type Instant = string;

/** What an event of the log says of a visit's plan. Instants are ISO 8601 in UTC. */
export interface ReplayPlan {
  readonly status: PlanStatus;
  readonly crew: readonly { readonly technician: string }[];
  readonly window: { readonly start: Instant; readonly end: Instant } | null;
  readonly plannedStart: Instant | null;
  readonly durationMinutes: number;
  readonly pinned: boolean;
}

/** One event about one visit. */
export interface ReplayChange<P extends ReplayPlan> {
  readonly seq: number;
  /** When the house learnt of it: the board showed it from then on. */
  readonly at: Instant;
  /** When it was done. */
  readonly doneAt: Instant;
  readonly type: string;
  readonly visit: string;
  /** Null where the log learnt of it only after the fact. */
  readonly before: P | null;
  readonly after: P | null;
}

/** A visit as it is now; the past is found from it and its changes. */
export interface ReplayCard extends ReplayPlan {
  readonly name: string;
  readonly createdAt: Instant;
  readonly departedAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly endedAt: Instant | null;
}

/** A day that can be looked at as it was at any moment. */
export interface Replay<C> {
  /** Every visit there was, as it was; epoch milliseconds. */
  at(moment: number): readonly C[];
}

const MOMENTS: Readonly<Record<string, 'departedAt' | 'arrivedAt' | 'endedAt'>> = { 'visit.departed': 'departedAt', 'visit.arrived': 'arrivedAt', 'visit.completed': 'endedAt', 'visit.failed': 'endedAt', 'visit.cancelled': 'endedAt' };

interface Line<P extends ReplayPlan> {
  readonly moment: number;
  readonly change: ReplayChange<P>;
}

const planOf = <P extends ReplayPlan>({ status, crew, window, plannedStart, durationMinutes, pinned }: P): ReplayPlan => ({ status, crew, window, plannedStart, durationMinutes, pinned });

/** The plan at a moment: what the last change before it left, else what the first one after it found, else what is there now. */
function planAt<P extends ReplayPlan>(lines: readonly Line<P>[], moment: number): P | undefined {
  const last = lines.findLast((line) => line.moment <= moment && line.change.after !== null);
  if (last?.change.after) return last.change.after;
  return lines.find((line) => line.moment > moment)?.change.before ?? undefined;
}

/** When it was left for, arrived at and ended, as far as that was known at a moment; undone when the plan says that it has not begun. */
function timesAt<C extends ReplayCard>(card: C, lines: readonly Line<ReplayPlan>[], { moment, status }: { moment: number; status: PlanStatus }): Pick<ReplayCard, 'departedAt' | 'arrivedAt' | 'endedAt'> {
  const told = { departedAt: card.departedAt, arrivedAt: card.arrivedAt, endedAt: card.endedAt };
  for (const key of ['departedAt', 'arrivedAt', 'endedAt'] as const) {
    const of = lines.filter(({ change }) => MOMENTS[change.type] === key);
    const known = of.findLast((line) => line.moment <= moment);
    const own = told[key];
    if (of.length > 0) told[key] = known?.change.doneAt ?? null;
    else if (own !== null && Date.parse(own) > moment) told[key] = null;
  }
  const hasBegun = status !== 'unassigned' && status !== 'planned' && status !== 'confirmed';
  return hasBegun ? told : { departedAt: null, arrivedAt: null, endedAt: null };
}

/** Folds the events of a log over the cards of a day. Changes may be of many days and in any order; only the log's own order counts. */
export function replayOf<C extends ReplayCard>(cards: readonly C[], changes: readonly ReplayChange<ReplayPlan>[]): Replay<C> {
  const ofVisit = new Map<string, Line<ReplayPlan>[]>();
  for (const change of changes.toSorted((one, other) => one.seq - other.seq)) {
    const lines = ofVisit.get(change.visit) ?? [];
    lines.push({ moment: Date.parse(change.at), change });
    ofVisit.set(change.visit, lines);
  }
  return {
    at: (moment) =>
      cards
        .filter(({ createdAt }) => Date.parse(createdAt) <= moment)
        .map((card) => {
          const lines = ofVisit.get(card.name) ?? [];
          const plan = planAt(lines, moment) ?? card;
          return { ...card, ...planOf(plan), ...timesAt(card, lines, { moment, status: plan.status }) };
        }),
  };
}

const FNV_PRIME = 0x01000193;

/** A number for a text; the same text has the same everywhere. */
function digest(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
  return hash >>> 0;
}

const spelt = (instant: Instant | null): string => (instant === null ? '-' : String(Date.parse(instant)));

/** A short text for the state of a board: equal for equal plans, whatever the order of the cards and however their instants are written. */
export function stateHash(cards: readonly (ReplayPlan & { readonly name: string })[]): string {
  const lines = cards.map(({ name, status, crew, window, plannedStart, durationMinutes, pinned }) =>
    [name, status, crew.map(({ technician }) => technician).join('+'), spelt(window?.start ?? null), spelt(window?.end ?? null), spelt(plannedStart), durationMinutes, pinned].join(' '));
  const text = lines.sort().join('\n');
  return [0x811c9dc5, 0x1234567].map((seed) => digest(text, seed).toString(16).padStart(8, '0')).join('');
}
