import type { NextVisit } from '@gigafibre/contracts';
import type { FrappeSite } from '@gigafibre/frappe';
import { readVisitCards } from '../book/index.ts';
import { naiveOf } from '../book/index.ts';

/** Failed visits since an instant whose job stands failed: nobody has made a next one. */
export async function readNextVisits(site: FrappeSite, since: string): Promise<NextVisit[]> {
  const failed = await readVisitCards(site, [['status', '=', 'Failed'], ['ended_at', '>=', naiveOf(since)]]);
  if (failed.length === 0) return [];
  const jobs = await site.list('Dispatch Job', { fields: ['name'], filters: [['name', 'in', [...new Set(failed.map(({ job }) => job))]], ['status', '=', 'Failed']], limit: 0 });
  const open = new Set(jobs.map(({ name }) => name));
  const newest = new Map(failed.toSorted((one, other) => one.sequence - other.sequence).filter(({ job }) => open.has(job)).map((card) => [card.job, card]));
  return [...newest.values()]
    .toSorted((one, other) => ((one.endedAt ?? '') < (other.endedAt ?? '') ? 1 : -1))
    .map(({ name, job, subject, customerName, failureReason, endedAt, durationMinutes }) => ({ visit: name, job, subject, customerName, failureReason: failureReason ?? 'other', failedAt: endedAt, durationMinutes }));
}
