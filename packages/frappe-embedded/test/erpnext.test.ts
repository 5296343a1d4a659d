import { doctypes } from '@gigafibre/doctypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelDocument, deleteDocument, findDocument, insertDocument, readDocument, updateDocument } from '../src/documents.ts';
import type { SiteDocument } from '../src/hooks.ts';
import { openSite } from '../src/site/open.ts';
import { ERP } from './erp-template.ts';
import { openTradeSite, type TradeSite } from './trade-site.ts';

let erp: TradeSite;
beforeAll(async () => {
  erp = await openTradeSite({ doctypes: Object.values(doctypes) }, ERP);
  await create('Customer', { customer_name: 'Marie Tremblay', customer_type: 'Individual' });
  await create('Item', { item_code: 'FIBRE-1G', item_name: 'Fibre 1 Gb/s', item_group: 'Services', stock_uom: 'Nos', is_stock_item: 0, standard_rate: 94.95 });
});
afterAll(() => erp.close());

type Values = Record<string, unknown>;
const create = (doctype: string, values: Values) => erp.as('Administrator', (ctx) => insertDocument(ctx, doctype, values));
const change = (doctype: string, name: string, patch: Values) => erp.as('Administrator', (ctx) => updateDocument(ctx, doctype, name, patch));
const read = (doctype: string, name: string) => erp.as('Administrator', (ctx) => readDocument(ctx, doctype, name));
const refused = async (doctype: string, values: Values) => (await erp.refusal('Administrator', (ctx) => insertDocument(ctx, doctype, values))).excType;
const refusedChange = async (doctype: string, name: string, patch: Values) => (await erp.refusal('Administrator', (ctx) => updateDocument(ctx, doctype, name, patch))).excType;
const rows = (doc: SiteDocument, field: string) => doc[field] as SiteDocument[];

const TAXES = [
  { charge_type: 'On Net Total', account_head: 'TPS - GF', description: 'TPS 5 %', rate: 5 },
  { charge_type: 'On Net Total', account_head: 'TVQ - GF', description: 'TVQ 9,975 %', rate: 9.975 },
];
const line = (rate: number, qty = 1) => ({ item_code: 'FIBRE-1G', qty, rate });
const invoice = (items: Values[], more: Values = {}) => create('Sales Invoice', { customer: 'Marie Tremblay', items, taxes: TAXES, ...more });
const figures = (doc: SiteDocument) => [...rows(doc, 'taxes').map((tax) => tax['tax_amount']), doc['grand_total']];
const withRounding = async <T>(method: string, work: () => Promise<T>): Promise<T> => {
  const set = (value: string) => change('System Settings', 'System Settings', { rounding_method: value });
  await set(method);
  return work().finally(() => set('Commercial Rounding'));
};

describe('a fresh ERP', () => {
  it('has the company, its accounts and its taxes, and lays nothing a second time', async () => {
    expect(await read('Company', 'Gigafibre')).toMatchObject({ abbr: 'GF', default_receivable_account: 'Debtors - GF', cost_center: 'Main - GF' });
    expect(rows(await read('Sales Taxes and Charges Template', 'TPS + TVQ - GF'), 'taxes').map((tax) => [tax['account_head'], tax['rate']])).toEqual([['TPS - GF', 5], ['TVQ - GF', 9.975]]);
    await erp.as('Administrator', async (ctx) => {
      await deleteDocument(ctx, 'Issue Type', 'Lenteur');
    });
    await openSite({ pool: erp.site.pool, doctypes: Object.values(doctypes), clock: erp.clock.now, random: () => 0.5, filesDir: '/tmp' });
    expect(await erp.as('Administrator', (ctx) => findDocument(ctx, 'Issue Type', 'Lenteur'))).toBeUndefined();
    await create('Issue Type', { name: 'Lenteur' });
  });
});

describe('sales totals', () => {
  it.each([
    [34.95, 1.75, 3.49, 40.19], [39.99, 2, 3.99, 45.98], [49.9, 2.5, 4.98, 57.38], [54.95, 2.75, 5.48, 63.18], [64.99, 3.25, 6.48, 74.72], [69.95, 3.5, 6.98, 80.43], [79.95, 4, 7.98, 91.93],
    [89.95, 4.5, 8.97, 103.42], [99.99, 5, 9.97, 114.96], [109.95, 5.5, 10.97, 126.42], [120, 6, 11.97, 137.97], [200, 10, 19.95, 229.95], [333.33, 16.67, 33.25, 383.25],
  ])('taxes %d $ with TPS %d and TVQ %d, %d in all, the TVQ on the net', async (net, tps, tvq, total) => {
    expect(figures(await invoice([line(net)]))).toEqual([tps, tvq, total]);
  });

  it('rounds once per tax over the whole invoice', async () => {
    expect(figures(await invoice([line(79.95), line(10.1), line(-5)]))).toEqual([4.25, 8.48, 97.78]);
    expect(figures(await invoice([64.95, 19.95, 9.95, 4.95].map((rate) => line(rate)))).slice(0, 2)).toEqual([4.99, 9.96]);
  });

  it('rounds line by line where the site says so', async () => {
    await change('Accounts Settings', 'Accounts Settings', { round_row_wise_tax: 1 });
    const bill = await invoice([64.95, 19.95, 9.95, 4.95].map((rate) => line(rate)));
    await change('Accounts Settings', 'Accounts Settings', { round_row_wise_tax: 0 });
    expect(figures(bill).slice(0, 2)).toEqual([5, 9.95]);
  });

  it.each([
    ["Banker's Rounding", [[0.5, 1.01], [0.02, 0.05], [0, 0.01]]],
    ["Banker's Rounding (legacy)", [[0.51, 1.01], [0.03, 0.05], [0.01, 0.01]]],
    ['Commercial Rounding', [[0.51, 1.01], [0.03, 0.05], [0.01, 0.01]]],
  ])('settles exact halves by %s', async (method, expected) => {
    const taxed = await withRounding(method, async () => [await invoice([line(10.1)]), await invoice([line(0.5)]), await invoice([line(0.1)])]);
    expect(taxed.map((bill) => figures(bill).slice(0, 2))).toEqual(expected);
  });

  it('rounds the total to the smallest coin, to whole dollars where the currency names none, and not at all when told', async () => {
    expect(await invoice([line(79.95)])).toMatchObject({ grand_total: 91.93, rounded_total: 91.93, rounding_adjustment: 0, outstanding_amount: 91.93 });
    expect(await invoice([line(79.95)], { disable_rounded_total: 1 })).toMatchObject({ rounded_total: 0, outstanding_amount: 91.93 });
    await change('Currency', 'CAD', { smallest_currency_fraction_value: 0 });
    const whole = await invoice([line(79.95)]);
    await change('Currency', 'CAD', { smallest_currency_fraction_value: 0.01 });
    expect(whole).toMatchObject({ grand_total: 91.93, rounded_total: 92, rounding_adjustment: 0.07, outstanding_amount: 92 });
  });

  it('believes no figure of the client', async () => {
    expect(await invoice([{ ...line(50, 2), amount: 1 }], { grand_total: 1, total: 1 })).toMatchObject({ total: 100, net_total: 100, grand_total: 114.98, base_grand_total: 114.98, total_qty: 2 });
  });

  it('takes a discount off before taxes on the net, and off the whole on the grand total', async () => {
    expect(await invoice([line(60), line(40)], { apply_discount_on: 'Net Total', discount_amount: 10 })).toMatchObject({ total: 100, net_total: 90, grand_total: 103.48 });
    expect(await invoice([line(100)], { apply_discount_on: 'Grand Total', discount_amount: 14.98 })).toMatchObject({ total: 100, grand_total: 100 });
    expect(await invoice([line(100)], { apply_discount_on: 'Net Total', additional_discount_percentage: 10 })).toMatchObject({ discount_amount: 10, net_total: 90 });
  });

  it('finds the net inside rates that include their taxes', async () => {
    const bill = await invoice([line(114.98)], { taxes: TAXES.map((tax) => ({ ...tax, included_in_print_rate: 1 })) });
    expect([bill['net_total'], ...figures(bill)]).toEqual([100, 5, 9.98, 114.98]);
  });

  it('compounds on the row before, and refuses a row that is not there', async () => {
    const [tps, tvq] = TAXES;
    expect(figures(await invoice([line(100)], { taxes: [tps, { ...tvq, charge_type: 'On Previous Row Total', row_id: '1' }] }))).toEqual([5, 10.47, 115.47]);
    expect(await refused('Sales Invoice', { customer: 'Marie Tremblay', items: [line(1)], taxes: [{ ...tvq, charge_type: 'On Previous Row Amount', row_id: '3' }] })).toBe('ValidationError');
  });
});

describe('an invoice', () => {
  it('is filled in from a customer and an item', async () => {
    const bill = await create('Sales Invoice', { customer: 'Marie Tremblay', items: [{ item_code: 'FIBRE-1G', qty: 1 }] });
    expect(bill).toMatchObject({
      company: 'Gigafibre', customer_name: 'Marie Tremblay', currency: 'CAD', conversion_rate: 1, selling_price_list: 'Standard Selling', debit_to: 'Debtors - GF', status: 'Draft',
      posting_date: '2026-03-10', due_date: '2026-03-10', territory: 'Canada', customer_group: 'Individual', grand_total: 94.95,
    });
    expect(bill.name).toMatch(/^ACC-SINV-2026-\d{5}$/);
    expect(rows(bill, 'items')[0]).toMatchObject({ item_name: 'Fibre 1 Gb/s', uom: 'Nos', rate: 94.95, price_list_rate: 94.95, amount: 94.95, income_account: 'Sales - GF', cost_center: 'Main - GF' });
    expect(rows(bill, 'payment_schedule')).toMatchObject([{ due_date: '2026-03-10', invoice_portion: 100, payment_amount: 94.95, outstanding: 94.95 }]);
  });

  it('gets no tax from a template alone unless the site adds them', async () => {
    const bare = { customer: 'Marie Tremblay', items: [line(100)], taxes_and_charges: 'TPS + TVQ - GF' };
    expect(rows(await create('Sales Invoice', bare), 'taxes')).toEqual([]);
    await change('Accounts Settings', 'Accounts Settings', { add_taxes_from_taxes_and_charges_template: 1 });
    const taxed = await create('Sales Invoice', bare);
    await change('Accounts Settings', 'Accounts Settings', { add_taxes_from_taxes_and_charges_template: 0 });
    expect(figures(taxed)).toEqual([5, 9.98, 114.98]);
  });

  it('refuses a due date before its day, customers out of use and items out of use', async () => {
    expect(await refused('Sales Invoice', { customer: 'Marie Tremblay', items: [line(1)], due_date: '2026-03-01' })).toBe('ValidationError');
    const gone = await create('Customer', { customer_name: 'Parti Depuis', disabled: 1 });
    expect(await refused('Sales Invoice', { customer: gone.name, items: [line(1)] })).toBe('PartyDisabled');
    await create('Item', { item_code: 'OLD', item_group: 'Services', stock_uom: 'Nos', disabled: 1 });
    expect(await refused('Sales Invoice', { customer: 'Marie Tremblay', items: [{ item_code: 'OLD', qty: 1, rate: 1 }] })).toBe('ValidationError');
  });

  it('is unpaid when submitted, or overdue when its day has passed', async () => {
    expect(await invoice([line(50)], { docstatus: 1, due_date: '2026-03-31' })).toMatchObject({ status: 'Unpaid', outstanding_amount: 57.49 });
    expect(await invoice([line(50)], { docstatus: 1, set_posting_time: 1, posting_date: '2026-02-01', due_date: '2026-02-21' })).toMatchObject({ status: 'Overdue' });
  });
});

describe('a payment', () => {
  const bill = () => invoice([line(100)], { docstatus: 1, due_date: '2026-03-31' });
  const pay = (name: string, allocated_amount: number, more: Values = {}): Values => ({
    payment_type: 'Receive', party_type: 'Customer', party: 'Marie Tremblay', mode_of_payment: 'Cash', paid_amount: allocated_amount, references: [{ reference_doctype: 'Sales Invoice', reference_name: name, allocated_amount }], ...more,
  });

  it('settles an invoice in parts and owes again what is cancelled', async () => {
    const { name } = await bill();
    await create('Payment Entry', { ...pay(name, 40), docstatus: 1 });
    expect(await read('Sales Invoice', name)).toMatchObject({ status: 'Partly Paid', outstanding_amount: 74.98 });
    const rest = await create('Payment Entry', { ...pay(name, 74.98), docstatus: 1 });
    const paid = await read('Sales Invoice', name);
    expect([paid['status'], paid['outstanding_amount'], rows(paid, 'payment_schedule')[0]?.['outstanding']]).toEqual(['Paid', 0, 0]);
    await erp.as('Administrator', (ctx) => cancelDocument(ctx, 'Payment Entry', rest.name));
    expect(await read('Sales Invoice', name)).toMatchObject({ status: 'Partly Paid', outstanding_amount: 74.98 });
    expect(await read('Payment Entry', rest.name)).toMatchObject({ status: 'Cancelled', docstatus: 2 });
  });

  it('is filled in, its free part kept as the customer’s credit', async () => {
    const { name } = await bill();
    expect(await create('Payment Entry', pay(name, 50, { paid_amount: 60 }))).toMatchObject({ paid_from: 'Debtors - GF', paid_to: 'Cash - GF', received_amount: 60, total_allocated_amount: 50, unallocated_amount: 10, difference_amount: 0, party_name: 'Marie Tremblay', status: 'Draft' });
  });

  it('refuses more than is owed, another customer’s invoice, a draft, and a bank transfer without reference', async () => {
    const { name } = await bill();
    expect(await refused('Payment Entry', pay(name, 114.99))).toBe('ValidationError');
    await create('Customer', { customer_name: 'Luc Autre' });
    expect(await refused('Payment Entry', pay(name, 10, { party: 'Luc Autre' }))).toBe('ValidationError');
    expect(await refused('Payment Entry', pay((await invoice([line(5)])).name, 5))).toBe('ValidationError');
    expect(await refused('Payment Entry', pay(name, 10, { mode_of_payment: 'Wire Transfer' }))).toBe('ValidationError');
  });

  it('cannot settle the same debt twice at the same time', async () => {
    const { name } = await bill();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => create('Payment Entry', { ...pay(name, 114.98), docstatus: 1 })));
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await read('Sales Invoice', name)).toMatchObject({ outstanding_amount: 0, status: 'Paid' });
  });

  it('is let go by an invoice that is cancelled, or stops the cancellation where the site says so', async () => {
    const { name } = await bill();
    const payment = await create('Payment Entry', { ...pay(name, 40), docstatus: 1 });
    await change('Accounts Settings', 'Accounts Settings', { unlink_payment_on_cancellation_of_invoice: 0 });
    const outcome = await refusedChange('Sales Invoice', name, { docstatus: 2 });
    await change('Accounts Settings', 'Accounts Settings', { unlink_payment_on_cancellation_of_invoice: 1 });
    expect(outcome).toBe('LinkExistsError');
    expect(await change('Sales Invoice', name, { docstatus: 2 })).toMatchObject({ status: 'Cancelled', outstanding_amount: 0 });
    expect(await read('Payment Entry', payment.name)).toMatchObject({ docstatus: 1, unallocated_amount: 40, total_allocated_amount: 0, references: [] });
  });
});

describe('quotations and orders', () => {
  it('opens a submitted quotation and fills it in from its customer', async () => {
    expect(await create('Quotation', { party_name: 'Marie Tremblay', items: [line(100)], taxes: TAXES, docstatus: 1 })).toMatchObject({ status: 'Open', customer_name: 'Marie Tremblay', grand_total: 114.98, quotation_to: 'Customer' });
  });

  it('wants a delivery date for an order, unless nothing is delivered', async () => {
    expect(await refused('Sales Order', { customer: 'Marie Tremblay', items: [line(1)] })).toBe('ValidationError');
    expect(await create('Sales Order', { customer: 'Marie Tremblay', items: [line(1)], skip_delivery_note: 1, docstatus: 1 })).toMatchObject({ status: 'To Bill' });
    expect(await create('Sales Order', { customer: 'Marie Tremblay', items: [line(1)], delivery_date: '2026-04-01', docstatus: 1 })).toMatchObject({ status: 'To Deliver and Bill' });
  });
});

describe('names of masters', () => {
  it('numbers customers of one name from the second on', async () => {
    const names = [];
    for (let at = 0; at < 3; at += 1) names.push((await create('Customer', { customer_name: 'Jean Côté' })).name);
    expect(names).toEqual(['Jean Côté', 'Jean Côté - 1', 'Jean Côté - 2']);
  });

  it('refuses a customer with the name of a customer group', async () => {
    expect(await refused('Customer', { customer_name: 'Commercial' })).toBe('ValidationError');
  });

  it('names a contact after the person and the customer, an address after the customer and its kind', async () => {
    const links = [{ link_doctype: 'Customer', link_name: 'Marie Tremblay' }];
    const contact = { first_name: 'Marie', last_name: 'Tremblay', links };
    expect([(await create('Contact', contact)).name, (await create('Contact', contact)).name]).toEqual(['Marie Tremblay-Marie Tremblay', 'Marie Tremblay-Marie Tremblay-1']);
    const address = { address_type: 'Billing', address_line1: '1, rue Principale', city: 'Hemmingford', country: 'Canada', links };
    expect([(await create('Address', address)).name, (await create('Address', address)).name]).toEqual(['Marie Tremblay-Billing', 'Marie Tremblay-Billing-1']);
  });

  it('adds the company to warehouses, accounts and tax templates', async () => {
    expect((await create('Warehouse', { warehouse_name: 'Camion 12', company: 'Gigafibre' })).name).toBe('Camion 12 - GF');
    expect((await create('Account', { account_name: 'TPS à payer', account_number: '2310', company: 'Gigafibre', parent_account: 'Current Liabilities - GF', account_type: 'Tax' })).name).toBe('2310 - TPS à payer - GF');
    expect((await create('Sales Taxes and Charges Template', { title: 'TPS seule', company: 'Gigafibre', taxes: TAXES.slice(0, 1) })).name).toBe('TPS seule - GF');
    expect(await refused('Warehouse', { warehouse_name: 'Sous un fourgon', company: 'Gigafibre', parent_warehouse: 'Camion 12 - GF' })).toBe('ValidationError');
  });

  it('gives a customer created with a phone number a primary contact that holds it', async () => {
    const customer = await create('Customer', { customer_name: 'Chloé Roy', customer_type: 'Individual', mobile_no: '+14505550123', email_id: 'chloe@example.ca' });
    expect(customer).toMatchObject({ customer_primary_contact: 'Chloé Roy-Chloé Roy', mobile_no: '+14505550123', email_id: 'chloe@example.ca' });
    expect(await read('Contact', 'Chloé Roy-Chloé Roy')).toMatchObject({ first_name: 'Chloé', last_name: 'Roy', mobile_no: '+14505550123', is_primary_contact: 1 });
    const changed = await change('Customer', customer.name, { tax_id: '1', modified: (await read('Customer', customer.name))['modified'] });
    expect(changed).toMatchObject({ mobile_no: '+14505550123', email_id: 'chloe@example.ca' });
    await change('Contact', 'Chloé Roy-Chloé Roy', { phone_nos: [{ phone: '+14505550199', is_primary_mobile_no: 1 }] });
    expect(await read('Customer', customer.name)).toMatchObject({ mobile_no: '+14505550199' });
  });
});

describe('tickets', () => {
  it('notes who raised them and when, and the times of answer and end', async () => {
    const ticket = await create('Issue', { subject: 'Pas de signal', customer: 'Marie Tremblay', issue_type: 'Pas de signal', priority: 'High' });
    expect(ticket).toMatchObject({ status: 'Open', opening_date: '2026-03-10', customer_name: 'Marie Tremblay', company: 'Gigafibre' });
    erp.clock.advance({ minutes: 30 });
    const answered = await change('Issue', ticket.name, { status: 'On Hold' });
    expect(answered['first_response_time']).toBeGreaterThanOrEqual(1800);
    erp.clock.advance({ minutes: 60 });
    const closed = await change('Issue', ticket.name, { status: 'Closed' });
    expect([Math.round(Number(closed['resolution_time']) / 60), Math.round(Number(closed['user_resolution_time']) / 60)]).toEqual([90, 30]);
    expect(await change('Issue', ticket.name, { status: 'Open' })).toMatchObject({ sla_resolution_date: null, resolution_time: 0 });
  });
});

describe('serial numbers', () => {
  const entry = (type: string, more: Values): Values => ({ stock_entry_type: type, company: 'Gigafibre', docstatus: 1, items: [{ item_code: 'XX230V', qty: 2, serial_no: 'TPLG0001\nTPLG0002', use_serial_batch_fields: 1 }], ...more });

  it('come in, move and leave by stock entries only', async () => {
    await create('Item', { item_code: 'XX230V', item_group: 'Products', stock_uom: 'Nos', has_serial_no: 1 });
    expect(await refused('Serial No', { serial_no: 'TPLG0009', item_code: 'XX230V', company: 'Gigafibre', warehouse: 'Stores - GF' })).toBe('SerialNoCannotCreateDirectError');
    await create('Stock Entry', entry('Material Receipt', { to_warehouse: 'Stores - GF' }));
    const moved = await create('Stock Entry', entry('Material Transfer', { from_warehouse: 'Stores - GF', to_warehouse: 'Test Bench - GF' }));
    expect(await read('Serial No', 'TPLG0002')).toMatchObject({ warehouse: 'Test Bench - GF', status: 'Active' });
    expect(await refused('Stock Entry', entry('Material Transfer', { from_warehouse: 'Stores - GF', to_warehouse: 'Test Bench - GF' }))).toBe('SerialNoWarehouseError');
    await erp.as('Administrator', (ctx) => cancelDocument(ctx, 'Stock Entry', moved.name));
    expect(await read('Serial No', 'TPLG0002')).toMatchObject({ warehouse: 'Stores - GF' });
  });

  it('are counted with everything else of their item, and no bin holds less than nothing', async () => {
    await create('Item', { item_code: 'CONN-SC', item_group: 'Products', stock_uom: 'Nos', is_stock_item: 1 });
    const count = (type: string, qty: number, more: Values): Values => ({ stock_entry_type: type, company: 'Gigafibre', docstatus: 1, items: [{ item_code: 'CONN-SC', qty }], ...more });
    await create('Stock Entry', count('Material Receipt', 10, { to_warehouse: 'Stores - GF' }));
    const used = await create('Stock Entry', count('Material Issue', 4, { from_warehouse: 'Stores - GF' }));
    expect(await refused('Stock Entry', count('Material Issue', 7, { from_warehouse: 'Stores - GF' }))).toBe('NegativeStockError');
    const left = async (): Promise<unknown> => (await erp.as('Administrator', (ctx) => ctx.db.rows('select actual_qty::float8 as left from "tabBin" where item_code = $1', ['CONN-SC'])))[0];
    expect(await left()).toEqual({ left: 6 });
    await erp.as('Administrator', (ctx) => cancelDocument(ctx, 'Stock Entry', used.name));
    expect(await left()).toEqual({ left: 10 });
  });
});
