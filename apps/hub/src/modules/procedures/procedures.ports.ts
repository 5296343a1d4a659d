import type { Actor, FlowTemplate, ProcedureCard, ProcedureSummary } from '@gigafibre/contracts';
import type { CommandMark } from '../visits/index.ts';
import type { StampedCopy } from '../commands/index.ts';

export interface ProcedureRecord extends StampedCopy {
  /** What is in force; null before the first publication. */
  readonly published: FlowTemplate | null;
  /** What is being written; its version is the one it would be published as. */
  readonly draft: FlowTemplate | null;
  /** Ids of the commands that changed it or made it. */
  readonly commands: readonly string[];
}

export type ProcedureText = Pick<FlowTemplate, 'title' | 'steps'>;

export interface Publication {
  readonly template: FlowTemplate;
  readonly summary: string;
  readonly carriesOver: boolean;
  readonly by: Actor;
  readonly at: string;
}

/** The book of procedures. A write is refused with `document_changed` when somebody changed the procedure since it was read. */
export interface ProcedureBook {
  read(name: string): Promise<ProcedureRecord>;
  find(name: string): Promise<ProcedureRecord | undefined>;
  create(name: string, text: ProcedureText, made: { readonly by: Actor; readonly at: string; readonly command: string }): Promise<ProcedureRecord>;
  /** Keeps a draft, or lets go of it. */
  writeDraft(procedure: ProcedureRecord, draft: FlowTemplate | null, made: { readonly by: Actor; readonly mark: CommandMark }): Promise<ProcedureRecord>;
  /** The number of the version that a command publishes: the same however often it is asked, and one that no other has. */
  numberFor(procedure: ProcedureRecord, command: string): Promise<number>;
  /** Lays the version down for ever and then makes it the one in force. Done again after half of it, does the rest. */
  publish(procedure: ProcedureRecord, publication: Publication, mark: CommandMark): Promise<ProcedureRecord>;
  /** Makes exactly these job types follow the procedure. */
  assign(procedure: ProcedureRecord, jobTypes: readonly string[], mark: CommandMark): Promise<ProcedureRecord>;
  /** Which of these job types do not exist. */
  unknownJobTypes(codes: readonly string[]): Promise<readonly string[]>;
}

export interface ProcedureReading {
  list(): Promise<ProcedureSummary[]>;
  card(name: string): Promise<ProcedureCard>;
  /** A version as it was published. @throws {Problem} `not_found` */
  version(name: string, version: number): Promise<FlowTemplate>;
}
