import type { Context } from '../context.ts';
import { invalid, SiteError } from '../errors.ts';
import type { DoctypeHooks, SiteDocument } from '../hooks.ts';
import { rowsOf } from '../documents/values.ts';
import { columnsOf, fill, isBlank, numberOf, setting, textOf } from './lookup.ts';
import { schedulePayment } from './sales-party.ts';
import { totalsRules } from './sales-rules.ts';
import { calculateTotals } from './totals.ts';

const total = (doc: SiteDocument): number => numberOf(doc['rounded_total']) || numberOf(doc['grand_total']);

type Columns = Readonly<Record<string, unknown>>;

function refuseSupplier(name: string, supplier: Columns): void {
  if (numberOf(supplier['disabled']) === 1) throw new SiteError('PartyDisabled', `Supplier ${name} is disabled`);
  if (numberOf(supplier['is_frozen']) === 1) throw new SiteError('PartyFrozen', `Supplier ${name} is frozen`);
}

async function fillSupplier(ctx: Context, doc: SiteDocument): Promise<void> {
  if (isBlank(doc['company'])) fill(doc, { company: await setting(ctx, 'Global Defaults', 'default_company') });
  const company = (await columnsOf(ctx, 'Company', doc['company'], ['default_currency', 'default_payable_account', 'cost_center', 'default_expense_account'])) ?? {};
  const supplier = (await columnsOf(ctx, 'Supplier', doc['supplier'], ['supplier_name', 'tax_id', 'default_currency', 'payment_terms', 'language', 'disabled', 'is_frozen'])) ?? {};
  refuseSupplier(textOf(doc['supplier']), supplier);
  const { supplier_name, tax_id, language, payment_terms: payment_terms_template, default_currency } = supplier;
  const { default_payable_account: credit_to, default_currency: party_account_currency, cost_center } = company;
  fill(doc, { supplier_name, title: supplier_name, tax_id, language, payment_terms_template, credit_to, party_account_currency, currency: default_currency });
  fill(doc, { currency: party_account_currency });
  if (numberOf(doc['conversion_rate']) === 0) doc['conversion_rate'] = 1;
  for (const line of rowsOf(doc, 'items')) await fillLine(ctx, line, company);
  for (const tax of rowsOf(doc, 'taxes')) fill(tax, { cost_center, description: tax['account_head'] });
}

async function fillLine(ctx: Context, line: SiteDocument, company: Columns): Promise<void> {
  const item = await columnsOf(ctx, 'Item', line['item_code'], ['item_name', 'description', 'stock_uom', 'item_group', 'disabled']);
  if (numberOf(item?.['disabled']) === 1) throw invalid(`Item ${textOf(line['item_code'])} is disabled`);
  fill(line, {
    item_name: item?.['item_name'],
    item_group: item?.['item_group'],
    uom: item?.['stock_uom'] ?? (await setting(ctx, 'Stock Settings', 'stock_uom')),
    stock_uom: item?.['stock_uom'],
    expense_account: company['default_expense_account'],
    cost_center: company['cost_center'],
  });
  fill(line, { description: line['item_name'] });
  if (numberOf(line['conversion_factor']) === 0) line['conversion_factor'] = 1;
}

/** The same supplier's invoice number is taken once, where the site asks for that; cancelled invoices do not count. */
async function refuseSecondBill(ctx: Context, doc: SiteDocument): Promise<void> {
  if (isBlank(doc['bill_no']) || (await setting(ctx, 'Accounts Settings', 'check_supplier_invoice_uniqueness')) !== '1') return;
  const [other] = await ctx.db.rows<{ name: string }>('select name from "tabPurchase Invoice" where supplier = $1 and bill_no = $2 and name <> $3 and docstatus < 2 limit 1', [doc['supplier'], doc['bill_no'], doc.name]);
  if (other !== undefined) throw invalid(`Supplier Invoice No exists in Purchase Invoice ${other.name}`);
}

async function requirePayable(ctx: Context, doc: SiteDocument): Promise<void> {
  const account = await columnsOf(ctx, 'Account', doc['credit_to'], ['account_type']);
  if (account !== undefined && account['account_type'] !== 'Payable') throw invalid('Please ensure Credit To account is a Payable account.', 'Invalid Account');
}

const status = (doc: SiteDocument, today: string): string => {
  if (doc['docstatus'] === 0) return 'Draft';
  const owed = numberOf(doc['outstanding_amount']);
  if (owed <= 0) return numberOf(doc['is_return']) === 1 ? 'Return' : 'Paid';
  return textOf(doc['due_date']) < today ? 'Overdue' : 'Unpaid';
};

const purchaseInvoice: DoctypeHooks = {
  beforeValidate(ctx, doc) {
    if (numberOf(doc['set_posting_time']) !== 1) Object.assign(doc, { posting_date: ctx.today(), posting_time: ctx.now().slice(11) });
    if (numberOf(doc['is_return']) === 1) doc['naming_series'] = 'ACC-PINV-RET-.YYYY.-';
  },
  async validate(ctx, doc) {
    if (isBlank(doc['supplier'])) throw new SiteError('MandatoryError', `[Purchase Invoice, ${doc.name}]: supplier`, { title: 'Message' });
    await fillSupplier(ctx, doc);
    calculateTotals(doc, await totalsRules(ctx, doc));
    await requirePayable(ctx, doc);
    await refuseSecondBill(ctx, doc);
    await schedulePayment(ctx, doc);
    doc['outstanding_amount'] = total(doc);
    doc['status'] = status(doc, ctx.today());
  },
  beforeCancel: (_, doc) => void Object.assign(doc, { status: 'Cancelled', outstanding_amount: 0 }),
};

const supplier: DoctypeHooks = {
  async autoname(ctx, doc) {
    const wanted = textOf(doc['supplier_name']).trim();
    const rule = await ctx.db.rows<{ value: string }>(`select value from "tabSingles" where doctype = 'Buying Settings' and field = 'supp_master_name'`);
    if (wanted !== '' && (rule[0]?.value ?? 'Supplier Name') === 'Supplier Name') doc.name = wanted;
  },
};

/** What suppliers and their invoices do besides what their fields say. */
export const purchaseHooks: Readonly<Record<string, DoctypeHooks>> = { 'Purchase Invoice': purchaseInvoice, Supplier: supplier };
