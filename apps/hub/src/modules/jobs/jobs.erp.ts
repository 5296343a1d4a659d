import { Problem, type JobCard } from '@gigafibre/contracts';
import type { Doc } from '@gigafibre/doctypes';
import type { Filter, FrappeSite } from '@gigafibre/frappe';
import { findCustomerBrief, findLocation, findMadeBy, getOrRefuse, naiveOrNull, nameOr, OPEN_JOBS, priorityOf, readJobs, readJobTypes, readTickets, skillOf, stampedAt, textOr } from '../book/index.ts';
import type { JobBook, JobRecord } from './jobs.ports.ts';

export function createJobBook(site: FrappeSite): JobBook {
  return {
    async findByCommand(command) {
      const doc = await findMadeBy(site, 'Dispatch Job', command);
      return doc && recordOf(doc);
    },
    async create(job, command) {
      const doc = await site.insert('Dispatch Job', {
        subject: job.subject,
        customer: job.customer,
        service_location: job.serviceLocation ?? null,
        issue: job.ticket ?? null,
        job_type: job.jobType,
        priority: job.priority,
        status: 'Open',
        duration_minutes: job.durationMinutes,
        crew_size: job.crewSize,
        required_skills: job.requiredSkills,
        window_start: naiveOrNull(job.window?.start ?? null),
        window_end: naiveOrNull(job.window?.end ?? null),
        description: job.description ?? null,
        created_by_command: command,
      });
      return recordOf(doc);
    },
    async ensureFirstVisit(job, plan, command) {
      const made = await findMadeBy(site, 'Dispatch Visit', command);
      if (made !== undefined) return made.name;
      const { name } = await site.insert('Dispatch Visit', {
        job: job.name,
        sequence: 1,
        customer: plan.customer,
        service_location: plan.serviceLocation ?? null,
        status: 'Unassigned',
        window_start: naiveOrNull(plan.window?.start ?? null),
        window_end: naiveOrNull(plan.window?.end ?? null),
        duration_minutes: plan.durationMinutes,
        created_by_command: command,
      });
      return name;
    },
    placeOwner: async (location) => (await site.find('Service Location', location))?.customer,
    async ticketCustomer(ticket) {
      const doc = await site.find('Issue', ticket);
      return doc && nameOr(doc.customer);
    },
    customerExists: async (name) => (await site.find('Customer', name)) !== undefined,
    openJobsLike({ customer, serviceLocation, ticket }) {
      const either: Filter[] = [
        ...(ticket === undefined ? [] : [['issue', '=', ticket] as const]),
        serviceLocation === undefined ? (['customer', '=', customer] as const) : (['service_location', '=', serviceLocation] as const),
      ];
      return readJobs(site, [['status', 'in', OPEN_JOBS]], { orFilters: either, limit: 20 });
    },
    readCard: (name) => readCard(site, name),
    jobTypes: async () => (await readJobTypes(site)).map(({ name, label, durationMinutes, crewSize, requiredSkills }) => ({ name, label, durationMinutes, crewSize, requiredSkills })),
  };
}

async function readCard(site: FrappeSite, name: string): Promise<JobCard> {
  const doc = await getOrRefuse(site, 'Dispatch Job', name);
  const [[job], tickets, customer, location] = await Promise.all([
    readJobs(site, [['name', '=', name]]),
    nameOr(doc.issue) === null ? [] : readTickets(site, [['name', '=', textOr(doc.issue)]]),
    findCustomerBrief(site, doc.customer),
    findLocation(site, doc.service_location),
  ]);
  if (job === undefined) throw new Problem('not_found', { facts: { doctype: 'Dispatch Job', name } });
  return {
    job,
    modified: doc.modified,
    description: textOr(doc.description),
    ticket: tickets[0] ?? null,
    customer: customer ?? { name: doc.customer, customerName: textOr(doc.customer_name), phone: '', language: 'fr' },
    location,
    requiredSkills: doc.required_skills.map(skillOf),
    createdAt: stampedAt(doc.creation),
  };
}

const recordOf = (doc: Doc<'Dispatch Job'>): JobRecord => ({
  name: doc.name,
  modified: doc.modified,
  subject: doc.subject,
  customer: doc.customer,
  customerName: textOr(doc.customer_name),
  ticket: nameOr(doc.issue),
  jobType: doc.job_type,
  priority: priorityOf(doc.priority),
});
