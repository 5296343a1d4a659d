import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import { takeReport, type Outbox } from '../outbound/index.ts';
import type { TemplateBook } from '../templates/index.ts';
import { hookRoutes, type Hooks } from './hooks.routes.ts';
import { createInboundBook } from './inbound-book.ts';
import { receiveSms } from './inbound.service.ts';

/** What the vendors call back, and what customers write. */
export function inboundModule(tools: Pick<HubTools, 'db' | 'events' | 'clock' | 'config'>, { outbox, templates, ...proofs }: { outbox: Outbox; templates: Pick<TemplateBook, 'wording'> } & Pick<Hooks, 'isFromTwilio' | 'mailjetAuthorization'>): HubPlugin {
  const { db, config } = tools;
  return hookRoutes({
    ...proofs,
    takeReports: (reports) =>
      db.transaction().execute(async (transaction) => {
        // in one order everywhere, so that two lots about the same messages never wait for each other
        for (const report of reports.toSorted((one, other) => (one.vendorId < other.vendorId ? -1 : 1))) await takeReport(transaction, report, tools);
      }),
    takeSms: (sms) => db.transaction().execute((transaction) => receiveSms(sms, createInboundBook(transaction, { ...tools, outbox, templates }), config.dispatchPhone)),
  });
}
