import type { CommandPayload, JobCard, JobProposal, JobSummary, Priority } from '@gigafibre/contracts';

export interface JobRecord {
  readonly name: string;
  readonly modified: string;
  readonly subject: string;
  readonly customer: string;
  readonly customerName: string;
  readonly ticket: string | null;
  readonly jobType: string;
  readonly priority: Priority;
}

type NewJob = CommandPayload<'job.create'>;

export interface JobBook {
  findByCommand(command: string): Promise<JobRecord | undefined>;
  create(job: NewJob, command: string): Promise<JobRecord>;
  /** The job's first visit, made by the same command; found when it is there already. */
  ensureFirstVisit(job: JobRecord, plan: NewJob, command: string): Promise<string>;
  placeOwner(location: string): Promise<string | undefined>;
  ticketCustomer(ticket: string): Promise<string | null | undefined>;
  customerExists(name: string): Promise<boolean>;
  /** Jobs not ended that stand for the same: same place, same ticket, or same customer where no place is known. */
  openJobsLike(job: NewJob): Promise<readonly JobSummary[]>;
  readCard(name: string): Promise<JobCard>;
  jobTypes(): Promise<JobProposal['jobTypes']>;
}
