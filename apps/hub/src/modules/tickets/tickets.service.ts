import { Problem, type JobProposal } from '@gigafibre/contracts';
import { foldText } from '@gigafibre/kernel';
import type { Deed, Executors, Order, Person } from '../commands/index.ts';
import type { ProposedJobType, TicketBook, TicketRecord } from './tickets.ports.ts';

export function createTicketCommands(bookFor: (person: Person) => TicketBook): Pick<Executors, 'ticket.open'> {
  return { 'ticket.open': (order) => open(bookFor(order.person), order) };
}

async function open(book: TicketBook, order: Order<'ticket.open'>): Promise<Deed> {
  const { id, payload } = order.command;
  const made = await book.findByCommand(id);
  if (made !== undefined) return deedOf(made);
  await refuseStrangers(book, payload);
  return deedOf(await book.open(payload, id));
}

async function refuseStrangers(book: TicketBook, { customer, serviceLocation }: Order<'ticket.open'>['command']['payload']): Promise<void> {
  if (!(await book.customerExists(customer))) throw new Problem('invalid_request', { errors: [{ path: '/payload/customer', message: 'no such customer' }] });
  if (serviceLocation === undefined || (await book.findPlaceOwner(serviceLocation)) === customer) return;
  throw new Problem('invalid_request', { errors: [{ path: '/payload/serviceLocation', message: 'is no place of this customer' }] });
}

const deedOf = (ticket: TicketRecord): Deed => {
  const subject = { doctype: 'Issue', name: ticket.name };
  const { customer, equipment, subject: title, issueType, priority, customerName } = ticket;
  return {
    subject,
    modified: ticket.modified,
    events: [
      {
        type: 'ticket.opened',
        subject,
        related: { ticket: ticket.name, ...(customer !== null && { customer }), ...(equipment !== null && { equipment }) },
        facts: { subject: title, issueType, priority, customerName },
      },
    ],
  };
};

/** What a job made from a ticket would be (R61); the person decides. */
export async function proposeJob(book: TicketBook, name: string): Promise<JobProposal> {
  const ticket = await book.read(name);
  const [jobTypes, duplicates] = await Promise.all([book.jobTypes(), book.openJobsAt(ticket)]);
  const type = jobTypeFor(ticket.issueType, jobTypes);
  if (type === undefined) throw new Problem('not_found', { facts: { doctype: 'Dispatch Job Type' } });
  return {
    jobType: type.name,
    subject: ticket.subject.slice(0, 140),
    durationMinutes: type.durationMinutes,
    priority: ticket.priority,
    crewSize: type.crewSize,
    requiredSkills: type.requiredSkills,
    duplicates,
    jobTypes: jobTypes.map(({ name: code, label, durationMinutes, crewSize, requiredSkills }) => ({ name: code, label, durationMinutes, crewSize, requiredSkills })),
  };
}

/** The job type that names the ticket's kind; a first visit to find out where none does. */
function jobTypeFor(issueType: string, jobTypes: readonly ProposedJobType[]): ProposedJobType | undefined {
  const wanted = foldText(issueType);
  return jobTypes.find(({ issueTypes }) => issueTypes.some((each) => foldText(each) === wanted)) ?? jobTypes.find(({ name }) => name === 'equipment-swap') ?? jobTypes[0];
}
