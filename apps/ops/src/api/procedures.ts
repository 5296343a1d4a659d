import type { FlowTemplate, JobProposal, ProcedureCard, ProcedureSummaries } from '@gigafibre/contracts';
import { get } from './http.ts';

const pathOf = (name: string): string => `/v1/procedures/${encodeURIComponent(name)}`;

export const readProcedures = (signal?: AbortSignal): Promise<ProcedureSummaries> => get<ProcedureSummaries>('/v1/procedures', undefined, signal);
export const readProcedure = (name: string, signal?: AbortSignal): Promise<ProcedureCard> => get<ProcedureCard>(pathOf(name), undefined, signal);
/** One version as it was published. @throws {ApiProblem} `not_found` */
export const readProcedureVersion = (name: string, version: number, signal?: AbortSignal): Promise<FlowTemplate> => get<FlowTemplate>(`${pathOf(name)}/versions/${String(version)}`, undefined, signal);
/** Every kind of job, with its name in both languages. */
export const readJobTypes = async (signal?: AbortSignal): Promise<JobProposal['jobTypes']> => (await get<Pick<JobProposal, 'jobTypes'>>('/v1/job-types', undefined, signal)).jobTypes;
