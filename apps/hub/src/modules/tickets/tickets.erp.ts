import type { TicketCard } from '@gigafibre/contracts';
import type { Doc } from '@gigafibre/doctypes';
import type { Filter, FrappeSite } from '@gigafibre/frappe';
import {
  findCustomerBrief, findLocation, findMadeBy, getOrRefuse, nameOr, OPEN_JOBS, priorityOf, readEquipment, readFieldChanges, readJobs, readJobTypes, textOr, ticketOf,
} from '../book/index.ts';
import type { TicketBook, TicketRecord } from './tickets.ports.ts';

/** The book of tickets as a person may see it; the system's own site reads who is behind a change. */
export function createTicketBook(site: FrappeSite, system: FrappeSite): TicketBook {
  return {
    findPlaceOwner: async (location) => (await site.find('Service Location', location))?.customer,
    customerExists: async (name) => (await site.find('Customer', name)) !== undefined,
    async findByCommand(command) {
      const doc = await findMadeBy(site, 'Issue', command);
      return doc && recordOf(doc);
    },
    async open({ customer, serviceLocation, equipment, issueType, subject, description, priority }, command) {
      const doc = { customer, service_location: serviceLocation ?? null, service_equipment: equipment ?? null, issue_type: issueType, subject, description: asHtml(description), priority, created_by_command: command };
      return recordOf(await site.insert('Issue', doc));
    },
    read: async (name) => recordOf(await getOrRefuse(site, 'Issue', name)),
    readCard: (name) => readCard(site, system, name),
    jobTypes: () => readJobTypes(site),
    openJobsAt: ({ customer, location }) => {
      const either: Filter[] = [...(customer === null ? [] : [['customer', '=', customer] as const]), ...(location === null ? [] : [['service_location', '=', location] as const])];
      return either.length === 0 ? Promise.resolve([]) : readJobs(site, [['status', 'in', OPEN_JOBS]], { orFilters: either, limit: 20 });
    },
  };
}

async function readCard(site: FrappeSite, system: FrappeSite, name: string): Promise<TicketCard> {
  const doc = await getOrRefuse(site, 'Issue', name);
  const [customer, location, equipment, jobs, changes] = await Promise.all([
    findCustomerBrief(site, doc.customer),
    findLocation(site, doc.service_location),
    readTicketEquipment(site, doc),
    readJobs(site, [['issue', '=', name]]),
    readFieldChanges(site, system, { doctype: 'Issue', name }),
  ]);
  return { ticket: ticketOf(doc), modified: doc.modified, description: asText(doc.description), customer, location, equipment, jobs, changes };
}

async function readTicketEquipment(site: FrappeSite, { service_location, service_equipment }: Doc<'Issue'>) {
  const either: Filter[] = [
    ...(nameOr(service_equipment) === null ? [] : [['name', '=', textOr(service_equipment)] as const]),
    ...(nameOr(service_location) === null ? [] : [['service_location', '=', textOr(service_location)] as const]),
  ];
  return either.length === 0 ? [] : readEquipment(site, either.length === 1 ? either : [['name', 'in', await equipmentNames(site, either)]]);
}

const equipmentNames = async (site: FrappeSite, either: readonly Filter[]): Promise<string[]> =>
  (await site.list('Service Equipment', { fields: ['name'], orFilters: either, orderBy: 'name asc', limit: 0 })).flatMap(({ name }) => name ?? []);

const recordOf = (doc: Doc<'Issue'>): TicketRecord => ({
  name: doc.name,
  modified: doc.modified,
  subject: doc.subject,
  customer: nameOr(doc.customer),
  customerName: textOr(doc.customer_name),
  location: nameOr(doc.service_location),
  equipment: nameOr(doc.service_equipment),
  issueType: textOr(doc.issue_type),
  priority: priorityOf(doc.priority),
});

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' } as const;

/** The ERP keeps descriptions as HTML; people here write plain text. */
const asHtml = (text: string | undefined): string | null =>
  text === undefined || text === '' ? null : text.split('\n').map((line) => `<p>${line.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign as keyof typeof ENTITIES])}</p>`).join('');

const asText = (html: string | undefined): string =>
  textOr(html)
    .replaceAll(/<\/p>\s*<p[^>]*>|<br\s*\/?>|<\/div>\s*<div[^>]*>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .trim();
