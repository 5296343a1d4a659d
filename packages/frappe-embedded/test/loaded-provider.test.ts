import { DEMO_SIZES, loadDemo } from '@gigafibre/demo';
import { doctypes } from '@gigafibre/doctypes';
import { createFrappeSite, type FrappeSite } from '@gigafibre/frappe';
import { mulberry32 } from '@gigafibre/kernel';
import { createTestClock, openTestDatabase, type TestDatabase } from '@gigafibre/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withContext } from '../src/context.ts';
import { tableOf } from '../src/database.ts';
import { insertDocument } from '../src/documents.ts';
import { openEmbeddedSite, type EmbeddedSite } from '../src/index.ts';
import { ERP } from './erp-template.ts';

const clock = createTestClock('2026-03-10T14:00:00Z');
const AGENT = 'agent@demo.gigafibre.ca';
const ACCOUNTANT = 'compta@demo.gigafibre.ca';

describe('a provider that was loaded whole', () => {
  let database: TestDatabase;
  let embedded: EmbeddedSite;
  let site: FrappeSite;
  beforeAll(async () => {
    database = await openTestDatabase(ERP);
    embedded = await openEmbeddedSite({ pool: database.pool, doctypes: Object.values(doctypes), clock: clock.now, random: mulberry32(5), filesDir: '/nowhere' });
    await loadDemo(
      {
        load: (doctype, rows) => embedded.load(doctype, rows),
        finishLoad: () => embedded.finishLoad(),
        insertUser: async (user) => {
          await withContext(embedded.site, 'Administrator', { write: true }, (ctx) => insertDocument(ctx, 'User', user));
        },
      },
      { size: 'demo', now: clock.now(), seed: 1 },
    );
    site = createFrappeSite({ transport: (request) => embedded.handle(request) });
  });
  afterAll(() => database.drop());

  it('leads every link somewhere', async () => {
    const dangling: string[] = [];
    for (const doctype of Object.values(doctypes)) {
      for (const field of doctype.fields.filter((each) => each.fieldtype === 'Link' && doctype.issingle !== 1)) {
        const { rows } = await database.pool.query<{ value: string; n: string }>(
          `select "${field.fieldname}" as value, count(*) as n from ${tableOf(doctype.name)} held where coalesce("${field.fieldname}", '') <> '' and not exists (select 1 from ${tableOf(field.options ?? '')} target where target.name = held."${field.fieldname}") group by 1 order by 2 desc limit 2`,
        );
        for (const row of rows) dangling.push(`${doctype.name}.${field.fieldname}: ${row.value} (${row.n})`);
      }
    }
    expect(dangling).toEqual([]);
  });

  it('lets an agent open a ticket for a loaded customer, and edit him without losing his phone number', async () => {
    const agent = site.as(AGENT);
    const [customer] = await agent.list('Customer', { fields: ['name', 'mobile_no', 'modified'], filters: [['customer_type', '=', 'Individual']], limit: 1 });
    const name = customer?.name ?? '';
    const ticket = await agent.insert('Issue', { subject: 'Pas de signal', customer: name, issue_type: 'Pas de signal', priority: 'High' });
    expect(ticket).toMatchObject({ status: 'Open', customer_name: expect.any(String) as string, owner: AGENT });
    expect(ticket.name).toMatch(/^ISS-2026-\d{5}$/);
    expect(await agent.update('Customer', name, { tax_id: '123', modified: customer?.modified ?? '' })).toMatchObject({ mobile_no: customer?.mobile_no });
  });

  it('continues the loaded series of numbers', async () => {
    const agent = site.as(AGENT);
    const [last] = await agent.list('Dispatch Job', { orderBy: 'name desc', limit: 1 });
    const [customer] = await agent.list('Customer', { limit: 1 });
    const job = await agent.insert('Dispatch Job', { subject: 'Réparation', customer: customer?.name ?? '', job_type: 'no-signal-repair', duration_minutes: 90 });
    expect(Number(job.name.slice(4))).toBe(Number(last?.name?.slice(4)) + 1);
  });

  it('lets accounting bill a loaded customer and take a payment for a loaded invoice', async () => {
    const accountant = site.as(ACCOUNTANT);
    const [owed] = await accountant.list('Sales Invoice', { fields: ['name', 'customer', 'outstanding_amount'], filters: [['outstanding_amount', '>', 0]], orderBy: 'name asc', limit: 1 });
    const { name = '', customer = '', outstanding_amount: amount = 0 } = owed ?? {};
    await accountant.insert('Payment Entry', { payment_type: 'Receive', party_type: 'Customer', party: customer, mode_of_payment: 'Cash', paid_amount: amount, references: [{ reference_doctype: 'Sales Invoice', reference_name: name, allocated_amount: amount }], docstatus: 1 });
    expect(await accountant.get('Sales Invoice', name)).toMatchObject({ status: 'Paid', outstanding_amount: 0 });
    const bill = await accountant.insert('Sales Invoice', { customer, items: [{ item_code: 'FIBRE-100', qty: 1 }], taxes: [{ charge_type: 'On Net Total', account_head: 'TPS - GF', description: 'TPS 5 %', rate: 5 }], docstatus: 1 });
    expect(bill).toMatchObject({ net_total: 64.95, grand_total: 68.2, status: 'Unpaid' });
  });

  it('holds as many documents as it says', async () => {
    const counts = await Promise.all((['Customer', 'Service Subscription', 'Sales Invoice'] as const).map((doctype) => site.as('Administrator').count(doctype)));
    expect(counts).toEqual([DEMO_SIZES.demo.customers, DEMO_SIZES.demo.subscriptions, DEMO_SIZES.demo.invoices + 1]);
  });

  it('lets a technician read his work but create no customer', async () => {
    const technician = site.as('tech-001@demo.gigafibre.ca');
    expect((await technician.list('Dispatch Visit', { limit: 1 })).length).toBe(1);
    await expect(technician.insert('Customer', { customer_name: 'Fantôme' })).rejects.toMatchObject({ excType: 'PermissionError' });
  });
});
