import type { JobSummary, Language, TicketSummary } from '@gigafibre/contracts';
import type { Doc } from '@gigafibre/doctypes';
import type { Filters, FrappeSite } from '@gigafibre/frappe';
import { all, nameOr, priorityOf, stampedAt, textOr } from './rows.erp.ts';
import { readJobTypeLabels, readVisitCards } from './visit-cards.erp.ts';

const TICKET_FIELDS = ['name', 'subject', 'status', 'priority', 'issue_type', 'customer', 'customer_name', 'creation'] as const;

interface Page {
  readonly limit?: number;
}

/** Tickets, newest first. */
export async function readTickets(site: FrappeSite, filters: Filters, { limit = 0 }: Page = {}): Promise<TicketSummary[]> {
  return (await site.list('Issue', { fields: TICKET_FIELDS, filters, orderBy: 'creation desc, name desc', limit })).map(ticketOf);
}

export const ticketOf = (row: Partial<Doc<'Issue'>>): TicketSummary => ({
  name: textOr(row.name),
  subject: textOr(row.subject),
  status: textOr(row.status, 'Open'),
  priority: priorityOf(row.priority),
  issueType: textOr(row.issue_type),
  customer: nameOr(row.customer),
  customerName: textOr(row.customer_name),
  openedAt: stampedAt(row.creation),
});

export const OPEN_TICKETS = ['Open', 'Replied', 'On Hold'] as const;
export const OPEN_JOBS = ['Open', 'Scheduled', 'In Progress'] as const;

/** Jobs with their visits, newest first. */
export async function readJobs(site: FrappeSite, filters: Filters, { orFilters, limit = 0 }: Page & { readonly orFilters?: Filters } = {}): Promise<JobSummary[]> {
  const fields = ['name', 'subject', 'job_type', 'status', 'priority'];
  const rows = await site.list('Dispatch Job', { fields, filters, ...(orFilters !== undefined && { orFilters }), orderBy: 'creation desc, name desc', limit });
  if (rows.length === 0) return [];
  const names = rows.map(({ name }) => textOr(name));
  const [visits, labels] = await Promise.all([readVisitCards(site, [['job', 'in', names]]), readJobTypeLabels(site)]);
  return rows.map((row) => ({
    name: textOr(row.name),
    subject: textOr(row.subject),
    jobType: textOr(row.job_type),
    jobTypeLabel: labels.get(textOr(row.job_type)) ?? { fr: textOr(row.job_type), en: textOr(row.job_type) },
    status: textOr(row.status, 'Open'),
    priority: priorityOf(row.priority),
    visits: visits.filter(({ job }) => job === row.name),
  }));
}

/** Whom to call, and in which language. */
export interface CustomerBrief {
  readonly name: string;
  readonly customerName: string;
  readonly phone: string;
  readonly language: Language;
}

export async function readCustomerBriefs(site: FrappeSite, names: readonly string[]): Promise<CustomerBrief[]> {
  if (names.length === 0) return [];
  const rows = await site.list('Customer', all({ fields: ['name', 'customer_name', 'phone_e164', 'mobile_no', 'language'], filters: [['name', 'in', names]] }));
  return rows.map(briefOf);
}

export const briefOf = (row: Partial<Doc<'Customer'>>): CustomerBrief => ({
  name: textOr(row.name),
  customerName: textOr(row.customer_name),
  phone: nameOr(row.phone_e164) ?? textOr(row.mobile_no),
  language: languageOf(row.language),
});

export const languageOf = (code: string | undefined): Language => (code?.startsWith('en') === true ? 'en' : 'fr');

export async function findCustomerBrief(site: FrappeSite, name: string | undefined): Promise<CustomerBrief | null> {
  if (nameOr(name) === null) return null;
  const [brief] = await readCustomerBriefs(site, [textOr(name)]);
  return brief ?? null;
}
