import { actorOf } from '../../platform/actor.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { readJobWork, readUnitCosts } from './costs.erp.ts';
import { costRoutes } from './costs.routes.ts';
import { costOfJob } from './job-cost.ts';
import { createLabourCostBook } from './labour-cost-book.ts';

/** What jobs cost: parts as the ERP values them, and hours at what an administrator says. The routes decide who sees it; the books are read as the hub itself. */
export const costsModule =
  ({ site, db, events, clock }: Pick<HubTools, 'site' | 'db' | 'events' | 'clock'>): HubPlugin =>
  async (app) => {
    const book = createLabourCostBook(db, events);
    costRoutes(app, {
      async ofJob(name) {
        const [work, labour] = await Promise.all([readJobWork(site, name), book.read()]);
        return costOfJob(work, await readUnitCosts(site, work.parts.map(({ item }) => item)), labour);
      },
      labour: () => book.read(),
      async changeLabour(by, change) {
        await book.change(change, actorOf(by), clock());
        return book.read();
      },
    });
  };
