import type { EventType, HubEvent } from '@gigafibre/contracts';
import type { EventDraft } from '../commands/index.ts';
import type { JobRecord, VisitPlan, VisitRecord } from './visits.ports.ts';

export const planOf = ({ status, crew, window, plannedStart, durationMinutes, pinned }: VisitRecord): VisitPlan => ({ status, crew, window, plannedStart, durationMinutes, pinned });

/** The documents whose screens show an event of this visit; the crew of before sees it leave. */
export function relatedTo(visit: VisitRecord, job: JobRecord, before?: VisitRecord): HubEvent['related'] {
  const technicians = new Set([...visit.crew, ...(before?.crew ?? [])].map(({ technician }) => technician));
  return {
    visit: visit.name,
    job: job.name,
    ...(job.ticket !== null && { ticket: job.ticket }),
    ...(visit.customer !== null && { customer: visit.customer }),
    ...(visit.equipment !== null && { equipment: visit.equipment }),
    technicians: [...technicians],
  };
}

interface VisitChapter {
  readonly visit: VisitRecord;
  readonly job: JobRecord;
  /** Absent when the change is found done already: the log learns of it after the fact. */
  readonly before?: VisitRecord | undefined;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** The event of a change to a visit, with the plan before and after it. */
export const visitEvent = (type: EventType, { visit, job, before, facts }: VisitChapter): EventDraft => ({
  type,
  subject: { doctype: 'Dispatch Visit', name: visit.name },
  related: relatedTo(visit, job, before),
  facts: { subject: job.subject, before: before === undefined ? null : planOf(before), after: planOf(visit), ...facts },
});

/** An event of the job or the ticket behind a visit. */
export const besideEvent = (type: EventType, subject: HubEvent['subject'], { visit, job, facts }: VisitChapter): EventDraft => ({
  type,
  subject,
  related: relatedTo(visit, job),
  facts: { subject: job.subject, ...facts },
});
