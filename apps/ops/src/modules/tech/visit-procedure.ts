import type { DayVisit, FlowStep, FlowTemplate } from '@gigafibre/contracts';
import { migrateFlow, modernSteps, resumeFlow } from '@gigafibre/flow';
import type { FlowState } from '@gigafibre/flow';

/** What the technician is told about a procedure that changed after the visit began. */
export interface VersionNotice {
  readonly kind: 'kept' | 'carried';
  readonly version: number;
  readonly newer: number;
  /** Steps that only the newer version has. */
  readonly added: number;
}

export interface VisitProcedure {
  readonly template: FlowTemplate;
  readonly state: FlowState<FlowStep>;
  readonly notice: VersionNotice | undefined;
}

const modern = (template: FlowTemplate): FlowTemplate => ({ ...template, steps: modernSteps<FlowStep>(template.steps) });

/**
 * The procedure that a visit goes by on this phone: the version it began with, unless a newer one may be taken and takes
 * every answer given so far, those that the hub has not seen among them.
 */
export function procedureOf({ flow, newerFlow, records }: Pick<DayVisit, 'flow' | 'newerFlow' | 'records'>): VisitProcedure | undefined {
  if (flow === null) return undefined;
  const begun = modern(flow);
  const stay = (notice?: VersionNotice): VisitProcedure => ({ template: begun, state: resumeFlow(begun, records), notice });
  if (newerFlow === null || newerFlow === undefined || newerFlow.template.version <= begun.version) return stay();
  const newer = modern(newerFlow.template);
  const { isLossless, records: carried, added } = migrateFlow(begun, newer, records);
  const told = { version: begun.version, newer: newer.version, added: added.length };
  if (!newerFlow.carriesOver || !isLossless) return stay({ kind: 'kept', ...told });
  return { template: newer, state: resumeFlow(newer, carried), notice: { kind: 'carried', ...told } };
}
