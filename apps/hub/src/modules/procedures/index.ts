import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { siteFor } from '../book/index.ts';
import type { Executors } from '../commands/index.ts';
import { createProcedureReading } from './procedure-reading.erp.ts';
import { createProcedureBook } from './procedures.erp.ts';
import { procedureRoutes } from './procedures.routes.ts';
import { createProcedureCommands } from './procedure-commands.ts';

/** What administrators do to procedures. */
export const procedureCommands = ({ site }: Pick<HubTools, 'site'>): Pick<Executors, Extract<keyof Executors, `procedure.${string}`>> => createProcedureCommands((person) => createProcedureBook(siteFor(site, person)));

export const proceduresModule =
  ({ site }: Pick<HubTools, 'site'>): HubPlugin =>
  async (app) =>
    procedureRoutes(app, (principal) => createProcedureReading(siteFor(site, principal), site));
