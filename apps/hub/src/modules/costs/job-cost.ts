import type { JobCost, LabourCost, PartLine } from '@gigafibre/contracts';
import type { LabourLine } from '../visits/index.ts';

/** What was used and how long it took, over all visits of a job. */
export interface JobWork {
  readonly job: string;
  readonly parts: readonly PartLine[];
  readonly labour: readonly LabourLine[];
}

/** What one of an item cost to buy, in cents and parts of a cent (an average seldom is whole), by item code; items of which the ERP knows no cost are not in it. */
export type UnitCosts = ReadonlyMap<string, number>;

const MINUTES_AN_HOUR = 60;
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const sumOrNull = (amounts: readonly (number | null)[]): number | null => (amounts.includes(null) ? null : sum(amounts.map((amount) => amount ?? 0)));

/** Every amount is rounded to the cent once, for its whole line; totals are sums of rounded lines. */
export function costOfJob({ job, parts: used, labour: worked }: JobWork, units: UnitCosts, labour: LabourCost): JobCost {
  const parts = used.map(({ item, label, quantity, unit, rateCents }) => {
    const each = units.get(item);
    return { item, label, quantity, unit, costCents: each === undefined ? null : Math.round(each * quantity), chargedCents: Math.round((rateCents ?? 0) * quantity) };
  });
  const partsCents = sumOrNull(parts.map(({ costCents }) => costCents));
  const labourMinutes = sum(worked.filter(({ kind }) => kind !== 'pause').map(({ minutes }) => minutes));
  const labourCents = labourMinutes === 0 ? 0 : labour.hourlyCents === null ? null : Math.round((labourMinutes * labour.hourlyCents) / MINUTES_AN_HOUR);
  const costCents = sumOrNull([partsCents, labourCents]);
  const chargedCents = sum(parts.map((part) => part.chargedCents));
  return { job, parts, partsCents, labourMinutes, labourCents, costCents, chargedCents, marginCents: costCents === null ? null : chargedCents - costCents, labour };
}
