import { JobCost, LabourCost, LabourCostChange, Name, type Principal } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { requireRole } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';

interface CostDeeds {
  readonly ofJob: (job: string) => Promise<JobCost>;
  readonly labour: () => Promise<LabourCost>;
  readonly changeLabour: (by: Principal, change: LabourCostChange) => Promise<LabourCost>;
}

const tags = ['costs'];
/** What things cost the company is not for who does the work, and least of all for another company's people. */
const counting = requireRole('dispatcher', 'accountant', 'admin');

export function costRoutes(app: HubApp, { ofJob, labour, changeLabour }: CostDeeds): void {
  app.get('/v1/jobs/:name/cost', { config: counting, schema: { tags, summary: 'What a job cost, and what of it the customer pays', params: Type.Object({ name: Name }), response: { 200: JobCost } } }, async ({ params }) => ofJob(params.name));
  app.get('/v1/costs/labour', { config: counting, schema: { tags, summary: 'What an hour of a technician costs', response: { 200: LabourCost } } }, labour);
  app.put('/v1/costs/labour', { config: requireRole('admin'), schema: { tags, summary: 'Say what an hour of a technician costs', body: LabourCostChange, response: { 200: LabourCost } } }, async ({ principal, body }) => changeLabour(principal, body));
}
