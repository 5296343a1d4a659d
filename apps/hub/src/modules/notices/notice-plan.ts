import type { HubEvent, NoticeKind } from '@gigafibre/contracts';
import { SITE_ZONE, Temporal } from '@gigafibre/kernel';
import type { Promised } from './notices.tables.ts';

/** Changes on the board often come in twos and threes: what they make untrue is told once they have settled. */
const SETTLE_SECONDS = { booked: 60, moved: 120 } as const;
const REMINDER_HOURS = 24;
const SURVEY_HOURS = 2;
const QUIET_FROM_HOUR = 21;
const QUIET_UNTIL_HOUR = 8;

/** A notice to prepare: when, and the hour it speaks of where the visit does not say. */
export interface Wish {
  readonly kind: NoticeKind;
  readonly dueAt: Temporal.Instant;
  readonly hint?: string;
}

/** What an event means for a visit's notices. */
export interface Meaning {
  readonly wishes: readonly Wish[];
  /** Not told yet, and no longer true. */
  readonly drops: readonly NoticeKind[];
  /** The command whose effects were taken back. */
  readonly undone?: string;
}

interface PlanFacts {
  readonly status?: unknown;
  readonly plannedStart?: unknown;
  readonly window?: unknown;
}

const BEFORE: readonly NoticeKind[] = ['booked', 'moved', 'reminder'];
const NOTHING: Meaning = { wishes: [], drops: [] };
const planIn = (facts: HubEvent['facts']): PlanFacts => (facts['restored'] ?? facts['after'] ?? {});

export function reminderTime(plannedStart: string, now: Temporal.Instant): Temporal.Instant {
  const due = Temporal.Instant.from(plannedStart).subtract({ hours: REMINDER_HOURS });
  return Temporal.Instant.compare(due, now) < 0 ? now : due;
}

/** A visit that was promised stands at a new time, or at none. */
function planned(facts: HubEvent['facts'], promised: Promised | undefined, now: Temporal.Instant): Meaning {
  const { status, plannedStart } = planIn(facts);
  if (typeof plannedStart !== 'string' || (status !== 'confirmed' && promised === undefined)) return { wishes: [], drops: BEFORE };
  const isTomorrowOrLater = Temporal.Instant.compare(Temporal.Instant.from(plannedStart), now.add({ hours: REMINDER_HOURS })) > 0;
  const reminder: Wish[] = isTomorrowOrLater ? [{ kind: 'reminder', dueAt: reminderTime(plannedStart, now) }] : [];
  if (promised === undefined) return { wishes: [{ kind: 'booked', dueAt: now.add({ seconds: SETTLE_SECONDS.booked }) }, ...reminder], drops: ['moved'] };
  return keepsPromise(promised, plannedStart) ? { wishes: reminder, drops: ['moved'] } : { wishes: [{ kind: 'moved', dueAt: now.add({ seconds: SETTLE_SECONDS.moved }) }, ...reminder], drops: ['booked'] };
}

/** Whether what a customer was told is still true: any time within the window he was promised, or the same hour. */
export const keepsPromise = ({ at, window }: Promised, plannedStart: string): boolean => (window === null ? at === plannedStart : window.start <= plannedStart && plannedStart <= window.end);

type Means = (facts: HubEvent['facts'], promised: Promised | undefined, now: Temporal.Instant) => Meaning;

const overtakes = (): Meaning => ({ wishes: [], drops: [...BEFORE, 'on-my-way', 'late'] });
const MEANINGS: Readonly<Partial<Record<HubEvent['type'], Means>>> = {
  'visit.confirmed': planned,
  'visit.planned': planned,
  'visit.windowed': planned,
  'visit.undone': (facts, promised, now) => ({ ...planned(facts, promised, now), ...(typeof facts['undone'] === 'string' && { undone: facts['undone'] }) }),
  'visit.unplanned': overtakes,
  'visit.cancelled': overtakes,
  'visit.failed': overtakes,
  'visit.running-late': ({ predictedStart }, _promised, now) => ({ wishes: [{ kind: 'late', dueAt: now, ...(typeof predictedStart === 'string' && { hint: predictedStart }) }], drops: [] }),
  'visit.departed': (_facts, _promised, now) => ({ wishes: [{ kind: 'on-my-way', dueAt: now }], drops: [...BEFORE, 'late'] }),
  'visit.arrived': overtakes,
  'visit.completed': (_facts, _promised, now) => ({ wishes: [{ kind: 'done', dueAt: now }, { kind: 'survey', dueAt: now.add({ hours: SURVEY_HOURS }) }], drops: [...BEFORE, 'late', 'on-my-way'] }),
};

/** What happens to a visit, as far as its customer is to be told. @param promised what he was told last; undefined while he was told nothing. */
export const meaningOf = ({ type, facts }: Pick<HubEvent, 'type' | 'facts'>, promised: Promised | undefined, now: Temporal.Instant): Meaning => MEANINGS[type]?.(facts, promised, now) ?? NOTHING;

/** When the night is over, for a notice that would come in it; undefined by day. */
export function morningAfter(now: Temporal.Instant): Temporal.Instant | undefined {
  const local = now.toZonedDateTimeISO(SITE_ZONE);
  const isEvening = local.hour >= QUIET_FROM_HOUR;
  if (!isEvening && local.hour >= QUIET_UNTIL_HOUR) return undefined;
  return local.toPlainDate().add({ days: isEvening ? 1 : 0 }).toZonedDateTime({ timeZone: SITE_ZONE, plainTime: { hour: QUIET_UNTIL_HOUR } }).toInstant();
}
