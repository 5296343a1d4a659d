import { isVisitOver, isVisitUnderWay, type VisitStatus } from '@gigafibre/contracts';
import type { JobStatus } from './visits.ports.ts';

/** What a job's visits say of the job: it goes on as long as one of them does, and ends as well as its best visit did. */
export function jobStatusOf(visits: readonly VisitStatus[]): JobStatus {
  if (visits.some(isVisitUnderWay)) return 'In Progress';
  if (visits.some((status) => status === 'planned' || status === 'confirmed')) return 'Scheduled';
  if (!visits.every(isVisitOver) || visits.length === 0) return 'Open';
  if (visits.includes('done')) return 'Completed';
  return visits.includes('failed') ? 'Failed' : 'Cancelled';
}
