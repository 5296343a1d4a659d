import type { JobCost, LabourCost, LabourCostChange } from '@gigafibre/contracts';
import { get, request } from './http.ts';

/** What a job cost and what of it the customer pays: for those who count, and for nobody who does the work. */
export const readJobCost = (job: string): Promise<JobCost> => get<JobCost>(`/v1/jobs/${encodeURIComponent(job)}/cost`);

/** @throws {ApiProblem} `document_changed` when somebody else has said something else meanwhile. */
export const changeLabourCost = (change: LabourCostChange): Promise<LabourCost> => request<LabourCost>({ method: 'PUT', url: '/v1/costs/labour', data: change });
