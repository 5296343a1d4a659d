import { Problem, type FieldProblem } from '@gigafibre/contracts';
import type { Deed, Executors, Order, Person } from '../commands/index.ts';
import type { JobBook, JobRecord } from './jobs.ports.ts';

type CreateOrder = Order<'job.create'>;

export function createJobCommands(bookFor: (person: Person) => JobBook): Pick<Executors, 'job.create'> {
  return { 'job.create': (order) => create(bookFor(order.person), order) };
}

/** Two documents, one command: both carry its id, so that whichever is missing is made when the command comes again. */
async function create(book: JobBook, order: CreateOrder): Promise<Deed> {
  const { id, payload } = order.command;
  const job = (await book.findByCommand(id)) ?? (await createNew(book, order));
  const visit = await book.ensureFirstVisit(job, payload, id);
  return deedOf(job, visit);
}

async function createNew(book: JobBook, { command: { id, payload } }: CreateOrder): Promise<JobRecord> {
  await refuseUnknown(book, payload);
  if (payload.despiteDuplicate !== true) await refuseDuplicate(book, payload);
  return book.create(payload, id);
}

async function refuseUnknown(book: JobBook, payload: CreateOrder['command']['payload']): Promise<void> {
  const { customer, serviceLocation, ticket, jobType } = payload;
  const [isCustomer, owner, ticketCustomer, jobTypes] = await Promise.all([
    book.customerExists(customer),
    serviceLocation === undefined ? customer : book.placeOwner(serviceLocation),
    ticket === undefined ? customer : book.ticketCustomer(ticket),
    book.jobTypes(),
  ]);
  const errors: FieldProblem[] = [
    ...(isCustomer ? [] : [{ path: '/payload/customer', message: 'no such customer' }]),
    ...(owner === customer ? [] : [{ path: '/payload/serviceLocation', message: 'is no place of this customer' }]),
    ...(ticketCustomer === customer || ticketCustomer === null ? [] : [{ path: '/payload/ticket', message: 'is no ticket of this customer' }]),
    ...(jobTypes.some(({ name }) => name === jobType) ? [] : [{ path: '/payload/jobType', message: 'no such job type' }]),
    ...windowErrors(payload.window),
  ];
  if (errors.length > 0) throw new Problem('invalid_request', { errors });
}

const windowErrors = (window: CreateOrder['command']['payload']['window']): FieldProblem[] =>
  window === undefined || window.start < window.end ? [] : [{ path: '/payload/window', message: 'ends before it starts' }];

async function refuseDuplicate(book: JobBook, payload: CreateOrder['command']['payload']): Promise<void> {
  const duplicates = await book.openJobsLike(payload);
  if (duplicates.length > 0) throw new Problem('job_duplicate', { facts: { jobs: duplicates.map(({ name, subject, status, jobTypeLabel }) => ({ name, subject, status, jobTypeLabel })) } });
}

const deedOf = (job: JobRecord, visit: string): Deed => {
  const subject = { doctype: 'Dispatch Job', name: job.name };
  return {
    subject,
    modified: job.modified,
    events: [
      {
        type: 'job.created',
        subject,
        related: { job: job.name, visit, customer: job.customer, ...(job.ticket !== null && { ticket: job.ticket }) },
        facts: { subject: job.subject, jobType: job.jobType, priority: job.priority, customerName: job.customerName, visit },
      },
    ],
  };
};
