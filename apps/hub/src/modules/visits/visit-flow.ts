import type { FlowTemplate, FlowVersionUsed, StepRecord } from '@gigafibre/contracts';
import { missingProof, resumeFlow } from '@gigafibre/flow';
import type { VisitBook, VisitChange, VisitRecord } from './visits.ports.ts';

/**
 * The version of its procedure that a visit goes by from a deed on (R53).
 * A visit keeps the version it began with: the one its phone had when it began, else the one in force.
 * It takes a later one only when its publisher let visits under way do so, and its phone says it did.
 */
export async function flowChange(book: VisitBook, visit: VisitRecord, said: FlowVersionUsed | undefined): Promise<Pick<VisitChange, 'flow'>> {
  if (visit.flow !== null && !isLater(said, visit.flow)) return {};
  const inForce = await book.findFlow({ ...visit, flow: null });
  if (inForce === null) return {};
  const known = await published(book, said, inForce);
  if (visit.flow !== null) return known?.carriesOver === true ? { flow: known.version } : {};
  return { flow: known?.version ?? { template: inForce.name, version: inForce.version } };
}

/** A version that the phone speaks of, when it is one of this procedure that was published. */
async function published(book: VisitBook, said: FlowVersionUsed | undefined, inForce: FlowTemplate): Promise<{ readonly version: FlowVersionUsed; readonly carriesOver: boolean } | undefined> {
  if (said === undefined || said.template !== inForce.name || said.version > inForce.version) return undefined;
  const found = await book.findFlowVersion(said);
  return found && { version: said, carriesOver: found.carriesOver };
}

const isLater = (said: FlowVersionUsed | undefined, begun: FlowVersionUsed): boolean => said !== undefined && said.template === begun.template && said.version > begun.version;

/** The steps of a procedure that a visit cannot be completed without. */
export const unprovedSteps = (flow: FlowTemplate | null, records: readonly StepRecord[]): FlowTemplate['steps'] => (flow === null ? [] : missingProof(resumeFlow(flow, records)));

/** Every photo that records speak of. */
export const photosOf = (records: readonly StepRecord[]): string[] => [...new Set(records.flatMap(({ photo, photos = [] }) => [...(photo === undefined ? [] : [photo]), ...photos.map((each) => each.photo)]))];
