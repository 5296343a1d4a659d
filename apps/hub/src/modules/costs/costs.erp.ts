import type { FrappeSite } from '@gigafibre/frappe';
import { getOrRefuse, textOr } from '../book/index.ts';
import { labourOf, partsOf } from '../visits/index.ts';
import type { JobWork, UnitCosts } from './job-cost.ts';

/** @throws {Problem} `not_found` when there is no such job. */
export async function readJobWork(site: FrappeSite, job: string): Promise<JobWork> {
  const { name } = await getOrRefuse(site, 'Dispatch Job', job);
  const visits = await site.list('Dispatch Visit', { fields: ['name'], filters: [['job', '=', name]], orderBy: 'sequence asc', limit: 0 });
  const docs = await Promise.all(visits.map((visit) => site.get('Dispatch Visit', textOr(visit.name))));
  return { job: name, parts: docs.flatMap((doc) => partsOf(doc.parts)), labour: docs.flatMap((doc) => labourOf(doc.labour)) };
}

/** What the books value an item at, else what it was last bought for. A cost of nothing is one that nobody knows. */
export async function readUnitCosts(site: FrappeSite, items: readonly string[]): Promise<UnitCosts> {
  if (items.length === 0) return new Map();
  const rows = await site.list('Item', { fields: ['name', 'valuation_rate', 'last_purchase_rate'], filters: [['name', 'in', [...new Set(items)]]], limit: 0 });
  const cents = ({ valuation_rate: valued = 0, last_purchase_rate: bought = 0 }: (typeof rows)[number]): number => 100 * (valued > 0 ? valued : bought);
  return new Map(rows.map((row): [string, number] => [textOr(row.name), cents(row)]).filter(([, each]) => each > 0));
}
