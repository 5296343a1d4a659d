import type { Actor, CommandPayload, CrewMember, FailureReason, FlowTemplate, FlowVersionUsed, HubEvent, Language, PartLine, Signature, StepRecord, TimeKind, VisitStatus, Window } from '@gigafibre/contracts';

/** A visit as the ERP has it, with what a decision about it needs to know. */
export interface VisitRecord {
  readonly name: string;
  readonly modified: string;
  /** Who changed it last, and when: what a refusal says of the other person. */
  readonly changedBy: string;
  readonly changedAt: string;
  readonly job: string;
  readonly customer: string | null;
  readonly location: string | null;
  readonly equipment: string | null;
  readonly status: VisitStatus;
  readonly crew: readonly CrewMember[];
  /** What the customer was promised. */
  readonly window: Window | null;
  readonly plannedStart: string | null;
  readonly durationMinutes: number;
  readonly pinned: boolean;
  readonly departedAt: string | null;
  readonly arrivedAt: string | null;
  readonly endedAt: string | null;
  readonly failureReason: FailureReason | null;
  readonly note: string;
  readonly steps: readonly StepRecord[];
  readonly parts: readonly PartLine[];
  readonly labour: readonly LabourLine[];
  readonly signature: Signature | null;
  readonly closingSummary: string;
  /** The stock entry that took the parts out of the van. */
  readonly stockEntry: string | null;
  /** The version of its procedure that it began with; null before it began. */
  readonly flow: FlowVersionUsed | null;
  /** Ids of the commands that changed it or made it. */
  readonly commands: readonly string[];
}

/** Minutes of one sort that one technician gave a visit. */
export interface LabourLine {
  readonly technician: string;
  readonly kind: TimeKind;
  /** What counts. */
  readonly minutes: number;
  readonly measuredMinutes: number;
  /** Why it differs from what was measured; empty where nobody put it right. */
  readonly reason: string;
}

export type VisitChange = Partial<
  Pick<VisitRecord, 'status' | 'crew' | 'window' | 'plannedStart' | 'durationMinutes' | 'pinned' | 'departedAt' | 'arrivedAt' | 'endedAt' | 'failureReason' | 'note' | 'steps' | 'flow' | 'equipment' | 'parts' | 'labour' | 'closingSummary' | 'stockEntry'>
> & { readonly signed?: { readonly text: string; readonly signature: Signature } };

export interface KnownItem {
  readonly item: string;
  readonly label: string;
  readonly unit: string;
  readonly listCents: number | null;
  /** Kept by quantity, not by serial. */
  readonly isCounted: boolean;
}

/** What became of the parts of a visit in the books. */
export interface IssuedParts {
  readonly entry: string | null;
  /** Of which the van was not known to hold enough. */
  readonly short: readonly { readonly item: string; readonly used: number; readonly had: number }[];
}

export type JobStatus = 'Open' | 'Scheduled' | 'In Progress' | 'Completed' | 'Failed' | 'Cancelled';

export interface JobRecord {
  readonly name: string;
  readonly modified: string;
  readonly subject: string;
  readonly status: JobStatus;
  readonly ticket: string | null;
  readonly commands: readonly string[];
  /** Its visits, the one in hand among them. */
  readonly visits: readonly { readonly name: string; readonly status: VisitStatus }[];
}

export interface TicketRecord {
  readonly name: string;
  readonly modified: string;
  readonly status: string;
  readonly commands: readonly string[];
}

export interface LinkedEquipment {
  readonly serial: string;
  readonly modified: string;
  readonly status: string;
  readonly customer: string | null;
  readonly location: string | null;
}

/** The command that a write belongs to: its id is written beside what it changed. */
export interface CommandMark {
  readonly id: string;
  readonly type: string;
  readonly at: string;
}

/**
 * The book of visits. Every write is based on the copy it is given and refused with `document_changed`
 * when somebody changed the document since.
 */
export interface VisitBook {
  read(name: string): Promise<VisitRecord>;
  /** With a mark, the command's id is written in the same change. */
  write(visit: VisitRecord, change: VisitChange, mark?: CommandMark): Promise<VisitRecord>;
  readJob(name: string): Promise<JobRecord>;
  writeJob(job: JobRecord, change: { status: JobStatus; completedAt?: string }, mark: CommandMark): Promise<JobRecord>;
  findTicket(name: string): Promise<TicketRecord | undefined>;
  closeTicket(ticket: TicketRecord, resolution: { text: string; at: string }, mark: CommandMark): Promise<TicketRecord>;
  findEquipment(serial: string): Promise<LinkedEquipment | undefined>;
  activateEquipment(equipment: LinkedEquipment, place: { customer: string | null; location: string | null }): Promise<void>;
  /** The visit that a command made. */
  findMadeBy(command: string): Promise<VisitRecord | undefined>;
  /** One more visit of a job, after its last and at its place, unassigned; it carries the command that made it. */
  addVisit(job: string, next: { readonly durationMinutes: number; readonly window: Window | null; readonly note: string }, command: string): Promise<VisitRecord>;
  findCustomer(name: string): Promise<CustomerBrief | undefined>;
  findItem(code: string): Promise<KnownItem | undefined>;
  /** Takes a visit's parts out of a technician's van, once for each command. */
  issueParts(technician: string, used: { readonly visit: VisitRecord; readonly command: string }): Promise<IssuedParts>;
  /** Where a customer's copies go; empty where unknown. */
  findEmail(customer: string): Promise<string>;
  /** The procedure in the version the visit began with, else the one in force for its job type; null where there is none. */
  findFlow(visit: Pick<VisitRecord, 'job' | 'flow'>): Promise<FlowTemplate | null>;
  /** A published version, with whether visits under way may take it. */
  findFlowVersion(version: FlowVersionUsed): Promise<{ readonly carriesOver: boolean } | undefined>;
  /** Which of these technicians exist. */
  knownTechnicians(names: readonly string[]): Promise<readonly { readonly name: string; readonly displayName: string }[]>;
}

/** Photos that were uploaded before the command that speaks of them. */
export interface PhotoShelf {
  /** Those of the given hashes that are not there. */
  missing(hashes: readonly string[]): Promise<readonly string[]>;
}

/** What a command changed, as the event log remembers it. */
export interface PastCommand {
  readonly visit: string;
  /** The visit's stamp right after it. */
  readonly modified: string | null;
  /** What it replaced; null when the log learnt of the command only after the fact. */
  readonly before: VisitPlan | null;
  /** The command it took back, when it was itself an undoing. */
  readonly undone: string | null;
}

export type VisitPlan = Pick<VisitRecord, 'status' | 'crew' | 'window' | 'plannedStart' | 'durationMinutes' | 'pinned'>;

export interface PastCommands {
  find(command: string): Promise<PastCommand | undefined>;
}

/** Whom to tell, where, and in which language. */
export interface CustomerBrief {
  readonly customerName: string;
  /** Empty where none is known. */
  readonly phone: string;
  readonly language: Language;
}

/** Messages to customers, waiting to be sent because of a command. */
export interface PendingMessages {
  /** One message for each command, however often it is asked for. */
  tellCustomer(message: CustomerMessage): Promise<unknown>;
  /** His copy of the closing summary: one for each command. */
  sendCopy(copy: CustomerCopy): Promise<unknown>;
  /** Cancels those not sent yet, on somebody's behalf; answers how many. */
  cancelForCommand(command: string, by: Actor): Promise<number>;
}

/** What a customer was shown when his visit ended. */
export interface CustomerCopy {
  readonly customer: CustomerBrief;
  /** Empty where none is known: then he is told by SMS that the visit has ended. */
  readonly email: string;
  readonly language: Language;
  readonly text: string;
  readonly visit: string;
  readonly related: HubEvent['related'];
  readonly command: string;
  readonly by: Actor;
}

/** The words a customer would read. */
export type MessageWords = (message: Pick<CustomerMessage, 'customer' | 'template' | 'at' | 'window' | 'text'>) => Promise<string>;

export interface CustomerMessage {
  readonly customer: CustomerBrief;
  readonly template: CommandPayload<'visit.message'>['template'];
  /** The hour it speaks of; null only for free text. */
  readonly at: string | null;
  readonly window: Window | null;
  readonly text: string | null;
  readonly visit: string;
  readonly related: HubEvent['related'];
  readonly command: string;
  readonly by: Actor;
}
