import type { Filter } from '../../api/gateway.ts';
import type { ListPlan } from '../../app/use-document-list.ts';

export interface TicketRow {
  name: string;
  subject: string;
  status: string;
  priority: string;
  issue_type: string | null;
  customer: string | null;
  customer_name: string | null;
  opening_date: string | null;
}

/** `ISS-…` and bare digits are a ticket's number, the rest is looked for in its subject. */
export const ticketFilter = (text: string): Filter => (/^(?:ISS-[\d-]*|\d+)$/i.test(text) ? ['name', 'like', `%${text.toUpperCase()}%`] : ['subject', 'like', `%${text}%`]);

export const ticketListPlan: ListPlan = {
  doctype: 'Issue',
  fields: ['name', 'subject', 'status', 'priority', 'issue_type', 'customer', 'customer_name', 'opening_date'],
  sort: { key: 'creation', isDescending: true },
  textFilter: ticketFilter,
  choices: {
    status: (value) => ['status', '=', value],
    priority: (value) => ['priority', '=', value],
    type: (value) => ['issue_type', '=', value],
  },
};
