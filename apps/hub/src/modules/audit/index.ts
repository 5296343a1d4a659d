import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { siteFor } from '../book/index.ts';
import { createAuditBook } from './audit.erp.ts';
import { auditRoutes } from './audit.routes.ts';
import { readTrail } from './audit.service.ts';

export type { EditedDocument, FieldEdit } from './audit.ports.ts';
export { recordEdit } from './field-edits.service.ts';
export { chainModule } from './open-chain.ts';

export const auditModule =
  ({ site, events }: Pick<HubTools, 'site' | 'events'>): HubPlugin =>
  async (app) =>
    auditRoutes(app, async (principal, job) => readTrail(events, await createAuditBook(siteFor(site, principal)).read(job)));
