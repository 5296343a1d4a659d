import { Temporal, SITE_ZONE } from '@gigafibre/kernel';
import type { CommandPayload, JobProposal, Priority, RequiredSkill, TicketCard, Window } from '@gigafibre/contracts';

/** Promised arrival windows, as hours of the site's day. */
export const WINDOWS = { morning: [8, 12], afternoon: [13, 17], evening: [17, 20] } as const;
export type WindowName = keyof typeof WINDOWS;

export interface JobForm {
  jobType: string;
  subject: string;
  durationMinutes: number;
  priority: Priority;
  crewSize: number;
  requiredSkills: RequiredSkill[];
  date: string;
  window: WindowName;
  description: string;
  isDuplicateAccepted: boolean;
}

/** The form as the hub proposes it. */
export const formOf = (proposal: JobProposal): JobForm => ({
  jobType: proposal.jobType,
  subject: proposal.subject,
  durationMinutes: proposal.durationMinutes,
  priority: proposal.priority,
  crewSize: proposal.crewSize,
  requiredSkills: [...proposal.requiredSkills],
  date: '',
  window: 'morning',
  description: '',
  isDuplicateAccepted: false,
});

/** The window of a calendar day, in instants: eight o'clock at the site, whatever the season. */
export function windowOf(date: string, name: WindowName): Window {
  const at = (hour: number): string => Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: SITE_ZONE, plainTime: new Temporal.PlainTime(hour) }).toInstant().toString();
  const [start, end] = WINDOWS[name];
  return { start: at(start), end: at(end) };
}

export function jobPayload(form: JobForm, ticket: TicketCard, customer: string): CommandPayload<'job.create'> {
  const description = form.description.trim();
  return {
    ticket: ticket.ticket.name,
    customer,
    jobType: form.jobType,
    subject: form.subject.trim(),
    durationMinutes: form.durationMinutes,
    priority: form.priority,
    requiredSkills: form.requiredSkills,
    crewSize: form.crewSize,
    ...(ticket.location !== null && { serviceLocation: ticket.location.name }),
    ...(form.date !== '' && { window: windowOf(form.date, form.window) }),
    ...(description !== '' && { description }),
    ...(form.isDuplicateAccepted && { despiteDuplicate: true }),
  };
}
