import type { Transaction } from 'kysely';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import type { HubTables } from '../../platform/tables.ts';
import { takeReport, type DeliveryReport, type Outbox } from '../outbound/index.ts';
import type { TemplateBook } from '../templates/index.ts';
import { hookRoutes, type Hooks } from './hooks.routes.ts';
import { gather } from './gather.ts';
import { createInboundBook } from './inbound-book.ts';
import type { InboundSms } from './inbound.ports.ts';
import { receiveSms } from './inbound.service.ts';

/** What the vendors call back, and what customers write. */
export function inboundModule(tools: Pick<HubTools, 'db' | 'events' | 'clock' | 'config'>, { outbox, templates, ...proofs }: { outbox: Outbox; templates: Pick<TemplateBook, 'wording'> } & Pick<Hooks, 'isFromTwilio' | 'mailjetAuthorizations'>): HubPlugin {
  const { db, config } = tools;
  const inWork = (work: (transaction: Transaction<HubTables>) => Promise<void>): Promise<void> => db.transaction().execute(work);
  const takeLots = gather<readonly DeliveryReport[]>((lots) =>
    inWork(async (transaction) => {
      // in one order everywhere, so that two lots about the same messages never wait for each other
      for (const report of lots.flat().toSorted((one, other) => (one.vendorId < other.vendorId ? -1 : 1))) await takeReport(transaction, report, tools);
    }),
  );
  const takeSms = gather<InboundSms>((lot) =>
    inWork(async (transaction) => {
      const book = createInboundBook(transaction, { ...tools, outbox, templates });
      await book.hold(lot.map(({ senderKey }) => senderKey));
      for (const sms of lot) await receiveSms(sms, book, config.dispatchPhone);
    }),
  );
  return hookRoutes({ ...proofs, takeReports: takeLots, takeSms });
}
