import type { Actor, EventType, PlanState, VisitCard } from '@gigafibre/contracts';
import { mulberry32, SITE_ZONE, Temporal, type Random } from '@gigafibre/kernel';

/** An event of the demonstration's past: what would be in the log, had the house been at work. */
export interface StoryEvent {
  readonly at: string;
  readonly doneAt: string;
  readonly type: EventType;
  readonly actor: Actor;
  readonly visit: string;
  readonly related: { readonly visit: string; readonly job: string; readonly customer: string; readonly ticket?: string; readonly technicians: string[] };
  readonly facts: Readonly<Record<string, unknown>> & { readonly before: PlanState | null; readonly after: PlanState };
}

export interface StoryTechnician {
  readonly name: string;
  readonly user: string;
  readonly displayName: string;
}

export interface DemoPast {
  readonly visits: readonly VisitCard[];
  readonly technicians: readonly StoryTechnician[];
  readonly now: Temporal.Instant;
}

const DISPATCHER: Actor = { kind: 'staff', user: 'repartition@demo.gigafibre.ca', displayName: 'Rémi Lavoie' };
const AGENT: Actor = { kind: 'staff', user: 'agent@demo.gigafibre.ca', displayName: 'Agathe Roy' };
const MINUTE_MS = 60_000;
/** One visit in so many was moved in the course of its day. */
const MOVED_ONE_IN = 9;

const planOf = ({ status, crew, window, plannedStart, durationMinutes, pinned }: VisitCard): PlanState => ({ status, crew, window, plannedStart, durationMinutes, pinned });
const textOf = (epochMs: number): string => Temporal.Instant.fromEpochMilliseconds(epochMs).toString();
/** An hour of the day at the site. */
const atHour = (instant: string, hour: number): number =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(SITE_ZONE).toPlainDate().toZonedDateTime({ timeZone: SITE_ZONE, plainTime: new Temporal.PlainTime(hour) }).epochMilliseconds;

interface Told {
  readonly events: StoryEvent[];
  readonly tell: (type: EventType, moment: number, next: Partial<PlanState>, told?: { readonly by?: Actor; readonly facts?: Readonly<Record<string, unknown>> }) => void;
}

/** Tells the changes of one visit one after the other, each from the plan that the one before left. */
function tellerOf(visit: VisitCard, first: PlanState, now: number): Told {
  const events: StoryEvent[] = [];
  let before = first;
  let last = 0;
  return {
    events,
    tell(type, moment, next, { by = DISPATCHER, facts = {} } = {}) {
      last = Math.round(Math.min(now, Math.max(last, moment)));
      const after: PlanState = { ...before, ...next };
      const technicians = [...new Set([...before.crew, ...after.crew].map(({ technician }) => technician))];
      const related = { visit: visit.name, job: visit.job, customer: visit.customer, ...(visit.ticket === null ? {} : { ticket: visit.ticket }), technicians };
      events.push({ at: textOf(last), doneAt: textOf(last), type, actor: by, visit: visit.name, related, facts: { subject: visit.subject, before, after, ...facts } });
      before = after;
    },
  };
}

const unassigned = (plan: PlanState): PlanState => ({ ...plan, status: 'unassigned', crew: [], plannedStart: null });
const HAS_BEEN_CONFIRMED: readonly VisitCard['status'][] = ['confirmed', 'en-route', 'on-site', 'paused', 'done', 'failed'];

interface Chapter {
  readonly random: Random;
  readonly now: number;
  readonly people: ReadonlyMap<string, Actor>;
  readonly names: readonly string[];
}

/** How a visit came to its place: planned the day before, confirmed, and sometimes moved on the morning itself. */
function tellPlanning(visit: VisitCard & { readonly plannedStart: string }, { tell }: Told, { random, now, names }: Chapter): void {
  const plan = planOf(visit);
  const start = Date.parse(visit.plannedStart);
  const madeAt = Math.max(Date.parse(visit.createdAt) + 5 * MINUTE_MS, atHour(visit.plannedStart, 0) - (6 + random() * 3) * 60 * MINUTE_MS);
  const movedAt = Math.min(start - 45 * MINUTE_MS, atHour(visit.plannedStart, 7) + Math.floor(random() * 240) * MINUTE_MS);
  const isMoved = Math.floor(random() * MOVED_ONE_IN) === 0 && movedAt > madeAt && movedAt < now && visit.crew.length === 1;
  const other = names[Math.floor(random() * names.length)] ?? '';
  const first: Partial<PlanState> = isMoved ? { crew: [{ technician: other, role: 'lead' }], plannedStart: textOf(start + (random() < 0.5 ? 60 : -60) * MINUTE_MS) } : { crew: plan.crew, plannedStart: plan.plannedStart };
  tell('visit.planned', madeAt, { ...first, status: 'planned' });
  if (HAS_BEEN_CONFIRMED.includes(visit.status)) tell('visit.confirmed', madeAt + 40 * MINUTE_MS, { status: 'confirmed' }, { by: AGENT });
  if (isMoved) tell('visit.planned', movedAt, { crew: plan.crew, plannedStart: plan.plannedStart }, { facts: { technicians: plan.crew.map(({ technician }) => technician) } });
}

/** What the technician did, at the times that the visit has. */
function tellWork(visit: VisitCard, { tell }: Told, { people }: Chapter): void {
  const by = people.get(visit.crew[0]?.technician ?? '') ?? DISPATCHER;
  if (visit.departedAt !== null) tell('visit.departed', Date.parse(visit.departedAt), { status: 'en-route' }, { by });
  if (visit.arrivedAt !== null) tell('visit.arrived', Date.parse(visit.arrivedAt), { status: 'on-site' }, { by });
  if (visit.endedAt !== null && visit.status === 'done') tell('visit.completed', Date.parse(visit.endedAt), { status: 'done' }, { by, facts: { steps: 4, photos: 1, equipment: null } });
  if (visit.endedAt !== null && visit.status === 'failed') tell('visit.failed', Date.parse(visit.endedAt), { status: 'failed' }, { by, facts: { reason: visit.failureReason, note: null } });
}

/** The past of the demonstration's visits, in the order in which it happened; it ends in what the visits are now. */
export function demoStory({ visits, technicians, now }: DemoPast, seed: number): readonly StoryEvent[] {
  const chapter: Chapter = {
    random: mulberry32(seed ^ 0x57a7e),
    now: now.epochMilliseconds,
    people: new Map(technicians.map(({ name, user, displayName }) => [name, { kind: 'technician', user, displayName } as const])),
    names: technicians.map(({ name }) => name),
  };
  const events = visits.flatMap((visit) => {
    if (visit.plannedStart === null) return [];
    const told = tellerOf(visit, unassigned(planOf(visit)), chapter.now);
    tellPlanning({ ...visit, plannedStart: visit.plannedStart }, told, chapter);
    tellWork(visit, told, chapter);
    return told.events;
  });
  return events.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
