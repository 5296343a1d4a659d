import { sql } from 'kysely';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { HubTables } from '../../platform/tables.ts';
import type { OutboundTables, OutboxTable } from './outbound.tables.ts';

const SHOWN_LETTERS = 160;
const shown = (text: string): string => text.slice(0, SHOWN_LETTERS);

type Said = Pick<Selectable<OutboxTable>, 'recipient_key' | 'recipient_name' | 'language' | 'template' | 'body' | 'created_at' | 'customer'>;

/** Notes in the conversation of a number what we told it; a person's own words end its waiting. */
export async function saidTo(transaction: Transaction<HubTables>, row: Said): Promise<void> {
  const db: Kysely<HubTables & OutboundTables> = transaction.$extendTables<OutboundTables>();
  const last = { last_at: row.created_at, last_text: shown(row.body), last_direction: 'out' as const };
  const isAnswer = row.template === 'reply' || row.template === 'visit-free';
  const fresh = { key: row.recipient_key, customer: row.customer, customer_name: row.customer === null ? '' : row.recipient_name, attached_by: null, language: row.language, assignee: null, assignee_name: null, ticket: null, job: null, waiting_since: null, ...last };
  await db
    .insertInto('conversations')
    .values(fresh)
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        ...last,
        ...(isAnswer && { waiting_since: null }),
        ...(row.customer !== null && {
          customer: sql<string | null>`coalesce(conversations.customer, excluded.customer)`,
          customer_name: sql<string>`case when conversations.customer is null then excluded.customer_name else conversations.customer_name end`,
        }),
      }),
    )
    .execute();
}

export interface Heard {
  readonly key: string;
  readonly body: string;
  /** A person is to answer; what the hub answers itself waits for nobody. */
  readonly waits: boolean;
}

/** Notes in the conversations of numbers what they told us, oldest first, all at one instant. */
export async function heardFrom(transaction: Transaction<HubTables>, heard: readonly Heard[], at: string): Promise<void> {
  const db: Kysely<HubTables & OutboundTables> = transaction.$extendTables<OutboundTables>();
  const rows = [...Map.groupBy(heard, ({ key }) => key)].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, told]) => ({
    ...{ key, customer: null, customer_name: '', attached_by: null, language: 'fr' as const, assignee: null, assignee_name: null, ticket: null, job: null },
    ...{ last_at: at, last_text: shown(told.at(-1)?.body ?? ''), last_direction: 'in' as const, waiting_since: told.some(({ waits }) => waits) ? at : null },
  }));
  if (rows.length === 0) return;
  await db
    .insertInto('conversations')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((told) => ({ last_at: told.ref('excluded.last_at'), last_text: told.ref('excluded.last_text'), last_direction: told.ref('excluded.last_direction'), waiting_since: sql<string | null>`coalesce(conversations.waiting_since, excluded.waiting_since)` })),
    )
    .execute();
}
