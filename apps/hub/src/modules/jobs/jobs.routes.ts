import { JobCard, JobProposal, Name, type Principal } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { staff } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';

interface JobReads {
  readonly card: (principal: Principal, name: string) => Promise<JobCard>;
  readonly types: (principal: Principal) => Promise<JobProposal['jobTypes']>;
}

const JobTypes = Type.Object({ jobTypes: JobProposal.properties.jobTypes });

export function jobRoutes(app: HubApp, { card, types }: JobReads): void {
  app.get('/v1/jobs/:name', { config: staff, schema: { tags: ['jobs'], params: Type.Object({ name: Name }), response: { 200: JobCard } } }, async ({ principal, params }) => card(principal, params.name));
  app.get('/v1/job-types', { config: staff, schema: { tags: ['jobs'], response: { 200: JobTypes } } }, async ({ principal }) => ({ jobTypes: await types(principal) }));
}
