import { Type, type Static } from 'typebox';
import { InstantText, Name, nullable } from './primitives.ts';

const Cents = Type.Integer({ description: 'Whole cents' });

/** What an hour of a technician costs the company, for all of them alike; null until an administrator has said. */
export const LabourCost = Type.Object({
  hourlyCents: nullable(Cents),
  /** Rises with each change; a change says which one it is based on. */
  version: Type.Integer(),
  changedBy: nullable(Type.String()),
  changedAt: nullable(InstantText),
});
export type LabourCost = Static<typeof LabourCost>;

export const LabourCostChange = Type.Object({ hourlyCents: Type.Integer({ minimum: 1, maximum: 100_000 }), baseVersion: Type.Integer({ minimum: 0 }) }, { additionalProperties: false });
export type LabourCostChange = Static<typeof LabourCostChange>;

/** What a job has cost so far and what of it the customer pays, over all of its visits, before tax. What is not known is null, never zero. */
export const JobCost = Type.Object({
  job: Name,
  parts: Type.Array(Type.Object({ item: Name, label: Type.String(), quantity: Type.Number(), unit: Type.String(), costCents: nullable(Cents), chargedCents: Cents })),
  /** Null while the cost of any part is not known to the ERP. */
  partsCents: nullable(Cents),
  /** On the way and at work; a break is not part of a job. */
  labourMinutes: Type.Integer(),
  labourCents: nullable(Cents),
  costCents: nullable(Cents),
  chargedCents: Cents,
  marginCents: nullable(Cents),
  labour: LabourCost,
});
export type JobCost = Static<typeof JobCost>;
