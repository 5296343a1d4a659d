import type { CommandPayload, JobProposal, JobSummary, Priority, TicketCard } from '@gigafibre/contracts';

export interface TicketRecord {
  readonly name: string;
  readonly modified: string;
  readonly subject: string;
  readonly customer: string | null;
  readonly customerName: string;
  readonly location: string | null;
  readonly equipment: string | null;
  readonly issueType: string;
  readonly priority: Priority;
}

export type ProposedJobType = JobProposal['jobTypes'][number] & {
  /** The kinds of ticket it is proposed for. */
  readonly issueTypes: readonly string[];
};

export interface TicketBook {
  /** Whose place or device it is; undefined when there is none of that name. */
  findPlaceOwner(location: string): Promise<string | undefined>;
  customerExists(name: string): Promise<boolean>;
  findByCommand(command: string): Promise<TicketRecord | undefined>;
  open(ticket: CommandPayload<'ticket.open'>, command: string): Promise<TicketRecord>;
  read(name: string): Promise<TicketRecord>;
  readCard(name: string): Promise<TicketCard>;
  jobTypes(): Promise<readonly ProposedJobType[]>;
  openJobsAt(place: { customer: string | null; location: string | null }): Promise<JobSummary[]>;
}
