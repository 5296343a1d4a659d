import type { Provider } from './provider.ts';
import type { Work } from './measure.ts';

export type Ask = (method: string, path: string, json?: unknown) => Promise<Record<string, unknown>>;

export interface Case {
  name: string;
  work: Work;
  /** Raw SQL that gives, or keeps, the same. */
  peer?: Work;
  /** Makes what `work` uses up, before the clock starts. */
  prepare?: (runs: number) => Promise<void>;
}

type Sql = <T extends object>(sql: string, values?: unknown[]) => Promise<T[]>;

const listed = (doctype: string, values: Record<string, unknown>): string =>
  `/api/resource/${doctype}?${Object.entries(values).map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`).join('&')}`;

/** What is measured, on what the provider holds. */
export async function casesOf({ pool }: Provider, ask: Ask): Promise<Case[]> {
  const sql: Sql = async <T extends object>(text: string, values: unknown[] = []) => (await pool.query(text, values)).rows as T[];
  const tickets = (await sql<{ name: string }>('select name from "tabIssue" tablesample system (1) limit 500')).map((row) => row.name);
  const customers = (await sql<{ name: string }>('select name from "tabCustomer" limit 500')).map((row) => row.name);
  return [...reads(ask, sql, tickets), ofOneCustomer(ask, sql, customers), searching(ask, sql, await searchTexts(sql)), monthSums(ask, sql), ...writes(ask, pool, sql)];
}

const NEWEST = { fields: ['name', 'subject', 'status', 'priority', 'customer', 'creation'], order_by: 'creation desc', limit_page_length: '20' };
const PAIRS = [['Open', 'High'], ['Closed', 'Low'], ['Open', 'Urgent'], ['Closed', 'Medium'], ['Replied', 'High']] as const;

function reads(ask: Ask, sql: Sql, tickets: readonly string[]): Case[] {
  const ticket = (run: number): string => tickets[run % tickets.length] ?? '';
  const pair = (run: number): readonly [string, string] => PAIRS[run % PAIRS.length] ?? PAIRS[0];
  const count = (name: string, status: string): Case => ({
    name,
    work: () => ask('GET', `/api/method/frappe.client.get_count?doctype=Issue&filters=${JSON.stringify({ status })}`),
    peer: () => sql('select count(*) from "tabIssue" where fold(status) = fold($1)', [status]),
  });
  return [
    { name: 'get by name', work: (run) => ask('GET', `/api/resource/Issue/${ticket(run)}`), peer: (run) => sql('select * from "tabIssue" where name = $1', [ticket(run)]) },
    {
      name: '20 newest tickets filtered on two fields',
      work: (run) => ask('GET', listed('Issue', { ...NEWEST, filters: [['status', '=', pair(run)[0]], ['priority', '=', pair(run)[1]]] })),
      peer: (run) => sql('select name, subject, status, priority, customer, creation from "tabIssue" where fold(status) = fold($1) and fold(priority) = fold($2) order by creation desc limit 20', [...pair(run)]),
    },
    count('count with filter', 'Open'),
    count('count with a filter that most rows meet', 'Closed'),
  ];
}

function ofOneCustomer(ask: Ask, sql: Sql, customers: readonly string[]): Case {
  const customer = (run: number): string => customers[run % customers.length] ?? '';
  return {
    name: 'newest tickets of one customer',
    work: (run) => ask('GET', listed('Issue', { ...NEWEST, filters: [['customer', '=', customer(run)]] })),
    peer: (run) => sql('select name, subject, status, priority, customer, creation from "tabIssue" where fold(customer) = fold($1) order by creation desc limit 20', [customer(run)]),
  };
}

/** What people read out: parts of names, numbers, addresses, and a name spelt wrong. */
async function searchTexts(sql: Sql): Promise<string[]> {
  const found = await sql<{ text: string | null }>(`
    (select split_part(customer_name, ' ', 2) as text from "tabCustomer" limit 10) union all
    (select phone_e164 from "tabCustomer" limit 5) union all
    (select serial_no from "tabService Equipment" limit 5) union all
    (select mac_address from "tabService Equipment" limit 5) union all
    (select address_line from "tabService Location" limit 5) union all
    (select postal_code from "tabService Location" limit 3) union all
    (select name from "tabIssue" limit 3) union all (select name from "tabSales Invoice" limit 3)`);
  const texts = found.map((row) => row.text ?? '').filter((text) => text.length > 2);
  return [...texts, 'Trembley', 'pas de signal', 'wifi', 'Gagnom', 'rue princpale'];
}

const SEARCHED = [['Customer', 'customer_name'], ['Customer', 'phone_e164'], ['Service Location', 'address_line'], ['Service Equipment', 'serial_no'], ['Service Equipment', 'mac_address'], ['Dispatch Job', 'subject'], ['Issue', 'subject'], ['Sales Invoice', 'name']] as const;

function searching(ask: Ask, sql: Sql, texts: readonly string[]): Case {
  const union = SEARCHED.map(([doctype, field]) => `(select '${doctype}' as doctype, name from "tab${doctype}" where fold("${field}") like fold($1) limit 20)`).join(' union all ');
  const text = (run: number): string => texts[run % texts.length] ?? '';
  return {
    name: 'global search over everything',
    work: (run) => ask('POST', '/api/method/gigafibre_fsm.search.find', { txt: text(run), limit: 20 }),
    peer: (run) => sql(union, [`%${text(run)}%`]),
  };
}

function monthSums(ask: Ask, sql: Sql): Case {
  const fields = [{ EXTRACT: ['YEAR', 'posting_date'], as: 'year' }, { MONTH: 'posting_date', as: 'month' }, { SUM: 'grand_total', as: 'sum' }];
  return {
    name: 'month sums of invoices',
    work: () => ask('GET', listed('Sales Invoice', { fields, group_by: 'year,month', limit_page_length: '0' })),
    peer: () => sql('select extract(year from posting_date), extract(month from posting_date), sum(grand_total) from "tabSales Invoice" group by 1, 2'),
  };
}

function writes(ask: Ask, pool: Provider['pool'], sql: Sql): Case[] {
  const drafts: string[] = [];
  const invoice = async (): Promise<string> => {
    const [customer] = await sql<{ name: string }>('select name from "tabCustomer" limit 1');
    const [item] = await sql<{ name: string }>('select name from "tabItem" where is_stock_item = 0 limit 1');
    const made = await ask('POST', '/api/resource/Sales Invoice', { customer: customer?.name, company: 'Gigafibre', items: [{ item_code: item?.name, qty: 1, rate: 79.95 }] });
    return (made['data'] as { name: string }).name;
  };
  const raw: Work = async (run) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query(`update "tabSeries" set current = current + 1 where name = 'bench'`);
      await client.query('insert into "tabIssue" (name, subject, status, creation, modified) values ($1, $2, $3, now(), now())', [`bench-${process.pid}-${performance.now()}-${run}`, 'Pas de signal', 'Open']);
      await client.query('commit');
    } finally {
      client.release();
    }
  };
  const rawSubmit: Work = async () => {
    const client = await pool.connect();
    const name = drafts.pop() ?? '';
    try {
      await client.query('begin');
      await client.query('select * from "tabSales Invoice" where name = $1 for update', [name]);
      await client.query(`update "tabSales Invoice" set docstatus = 1, status = 'Unpaid', outstanding_amount = grand_total, modified = now() where name = $1`, [name]);
      for (const child of ['Sales Invoice Item', 'Sales Taxes and Charges', 'Payment Schedule']) await client.query(`update "tab${child}" set docstatus = 1, modified = now() where parent = $1`, [name]);
      await client.query('commit');
    } finally {
      client.release();
    }
  };
  return [
    { name: 'insert a ticket', work: (run) => ask('POST', '/api/resource/Issue', { subject: `Pas de signal ${run}`, priority: 'High', issue_type: 'Pas de signal' }), peer: raw },
    {
      name: 'submit an invoice',
      prepare: async (runs) => {
        drafts.length = 0;
        for (let made = 0; made < 2 * runs; made += 1) drafts.push(await invoice());
      },
      work: async () => ask('PUT', `/api/resource/Sales Invoice/${drafts.pop() ?? ''}`, { docstatus: 1 }),
      peer: rawSubmit,
    },
  ];
}

