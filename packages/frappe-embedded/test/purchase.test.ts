import { doctypes } from '@gigafibre/doctypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertDocument, readDocument, updateDocument } from '../src/documents.ts';
import type { SiteDocument } from '../src/hooks.ts';
import { ERP } from './erp-template.ts';
import { openTradeSite, type TradeSite } from './trade-site.ts';

const TAXES = [
  { category: 'Total', add_deduct_tax: 'Add', charge_type: 'Actual', account_head: 'TPS - GF', description: 'TPS', tax_amount: 5.01 },
  { category: 'Total', add_deduct_tax: 'Add', charge_type: 'Actual', account_head: 'TVQ - GF', description: 'TVQ', tax_amount: 9.98 },
];
const BILL = { supplier: 'Fibre Nord inc.', bill_no: 'DFN-1', bill_date: '2026-01-12', due_date: '2026-02-11', disable_rounded_total: 1, taxes: TAXES, items: [{ item_name: 'Câble 24 brins', qty: 2, rate: 30 }, { item_name: 'Livraison', qty: 1, rate: 40 }] };

let erp: TradeSite;
beforeAll(async () => {
  erp = await openTradeSite({ doctypes: Object.values(doctypes) }, ERP);
  await create('Supplier', { supplier_name: 'Fibre Nord inc.', supplier_type: 'Company', supplier_group: 'Hardware', tax_id: '123456789 RT0001' });
});
afterAll(() => erp.close());

const create = (doctype: string, values: object) => erp.as('Administrator', (ctx) => insertDocument(ctx, doctype, { ...values }));
const refusal = async (values: object) => (await erp.refusal('Administrator', (ctx) => insertDocument(ctx, 'Purchase Invoice', { ...BILL, ...values }))).message;

describe('a supplier’s invoice', () => {
  it('keeps the taxes that are printed on it to the cent, and is posted by nobody', async () => {
    const bill = await create('Purchase Invoice', BILL);
    expect(bill).toMatchObject({ docstatus: 0, status: 'Draft', supplier_name: 'Fibre Nord inc.', tax_id: '123456789 RT0001', currency: 'CAD', credit_to: 'Creditors - GF', net_total: 100, total_taxes_and_charges: 14.99, grand_total: 114.99, outstanding_amount: 114.99, due_date: '2026-02-11' });
    expect((bill['items'] as SiteDocument[]).map((line) => [line['item_name'], line['amount'], line['expense_account'], line['uom']])).toEqual([['Câble 24 brins', 60, 'Cost of Goods Sold - GF', 'Nos'], ['Livraison', 40, 'Cost of Goods Sold - GF', 'Nos']]);
  });

  it('counts its terms from its own day, and refuses to be due before that', async () => {
    expect(await refusal({ bill_no: 'DFN-2', due_date: '2026-01-11' })).toMatch(/Due Date cannot be before/);
  });

  it('is taken twice only where the site does not mind', async () => {
    await create('Purchase Invoice', { ...BILL, bill_no: 'DFN-3' });
    await create('Purchase Invoice', { ...BILL, bill_no: 'DFN-3' });
    await erp.as('Administrator', async (ctx) => updateDocument(ctx, 'Accounts Settings', 'Accounts Settings', { check_supplier_invoice_uniqueness: 1 }));
    expect(await refusal({ bill_no: 'DFN-3' })).toMatch(/Supplier Invoice No exists in Purchase Invoice ACC-PINV-2026-/);
  });

  it('owes what it says once it is posted', async () => {
    const { name } = await create('Purchase Invoice', { ...BILL, bill_no: 'DFN-4' });
    await erp.as('Administrator', async (ctx) => updateDocument(ctx, 'Purchase Invoice', name, { docstatus: 1 }));
    expect(await erp.as('Administrator', async (ctx) => readDocument(ctx, 'Purchase Invoice', name))).toMatchObject({ docstatus: 1, status: 'Overdue', outstanding_amount: 114.99 });
    expect(await refusal({ supplier: null })).toMatch(/supplier/);
    expect(await refusal({ bill_no: 'DFN-5', credit_to: 'Debtors - GF' })).toMatch(/Payable account/);
  });

  it('is a supplier’s of that name, known once', async () => {
    const again = await erp.refusal('Administrator', (ctx) => insertDocument(ctx, 'Supplier', { supplier_name: 'Fibre Nord inc.', supplier_type: 'Company' }));
    expect(again.excType).toBe('DuplicateEntryError');
  });
});
