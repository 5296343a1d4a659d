import { hasReason, isProof, photosOf } from './record.ts';
import type { FlowRecord } from './record.ts';
import { photoSlots } from './template.ts';
import type { FlowStepTemplate, FlowTemplateShape } from './template.ts';

export interface FlowMigration {
  /** Nothing that was answered would be lost: the visit may go on with the newer version. */
  readonly isLossless: boolean;
  readonly records: readonly FlowRecord[];
  /** Answers that the other version has no place for, or that no longer prove anything there. */
  readonly dropped: readonly { readonly step: string; readonly why: 'step-gone' | 'kind-changed' | 'no-longer-proves' }[];
  /** Steps that only the other version has. */
  readonly added: readonly string[];
}

type Verdict = FlowMigration['dropped'][number]['why'] | undefined;

function verdict(from: FlowStepTemplate | undefined, to: FlowStepTemplate | undefined, record: FlowRecord): Verdict {
  if (to === undefined) return 'step-gone';
  if (from !== undefined && from.kind !== to.kind) return 'kind-changed';
  if (photosOf(to, record).some(({ slot }) => to.kind === 'photo' && !photoSlots(to).includes(slot))) return 'no-longer-proves';
  if (to.kind === 'calculated' || hasReason(record) || !record.done) return undefined;
  return isProof(to, record) ? undefined : 'no-longer-proves';
}

/**
 * Carries what was answered in one version of a procedure over to another. Pure; asks nobody.
 * An answer counts as carried when the other version has the step, of the same kind, and takes the same proof for it.
 */
export function migrateFlow(from: FlowTemplateShape, to: FlowTemplateShape, records: readonly FlowRecord[]): FlowMigration {
  const old = new Map(from.steps.map((step) => [step.step, step]));
  const next = new Map(to.steps.map((step) => [step.step, step]));
  const judged = records.map((record) => ({ record, why: verdict(old.get(record.step), next.get(record.step), record) }));
  const dropped = judged.flatMap(({ record, why }) => (why === undefined ? [] : [{ step: record.step, why }]));
  return {
    isLossless: dropped.length === 0,
    records: judged.flatMap(({ record, why }) => (why === undefined ? [record] : [])),
    dropped,
    added: to.steps.flatMap(({ step }) => (old.has(step) ? [] : [step])),
  };
}
