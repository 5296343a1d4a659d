import type { Transaction } from 'kysely';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { HubTools } from '../../platform/tools.ts';
import type { HubTables } from '../../platform/tables.ts';
import { takeReports, type DeliveryReport, type Outbox } from '../outbound/index.ts';
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
  const takeLots = gather<readonly DeliveryReport[]>((lots) => inWork((transaction) => takeReports(transaction, lots.flat(), tools)), ({ length }) => length);
  const takeSms = gather<InboundSms>((lot) => inWork((transaction) => receiveSms(lot, createInboundBook(transaction, { ...tools, outbox, templates }), config.dispatchPhone)));
  return hookRoutes({ ...proofs, takeReports: takeLots, takeSms });
}
