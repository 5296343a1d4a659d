import type { Context } from '../context.ts';
import type { Row } from '../database.ts';
import { invalid } from '../errors.ts';
import type { DoctypeHooks, SiteDocument } from '../hooks.ts';
import { rowsOf } from '../documents/values.ts';
import { fromCents, toCents } from './decimal.ts';
import { columnsOf, fill, isBlank, numberOf, setColumns, setting, textOf } from './lookup.ts';
import { invoiceStatus } from './sales.ts';

const cents = (value: unknown): bigint => toCents(numberOf(value));

async function fillAccounts(ctx: Context, doc: SiteDocument): Promise<void> {
  if (isBlank(doc['company'])) fill(doc, { company: await setting(ctx, 'Global Defaults', 'default_company') });
  const company = await columnsOf(ctx, 'Company', doc['company'], ['default_receivable_account', 'default_cash_account', 'default_bank_account', 'default_currency', 'cost_center']);
  const mode = await ctx.db.rows<{ default_account: string | null }>('select default_account from "tabMode of Payment Account" where parent = $1 and coalesce(company, $2) = $2', [textOf(doc['mode_of_payment']), textOf(doc['company'])]);
  const money = [mode[0]?.default_account, company?.['default_bank_account'], company?.['default_cash_account']].find((account) => !isBlank(account));
  const customers = company?.['default_receivable_account'];
  if (doc['payment_type'] === 'Receive') fill(doc, { paid_from: customers, paid_to: money });
  if (doc['payment_type'] === 'Pay') fill(doc, { paid_from: money, paid_to: customers });
  fillCurrencies(doc, company ?? {});
}

function fillCurrencies(doc: SiteDocument, company: Row): void {
  const currency = company['default_currency'];
  fill(doc, { paid_from_account_currency: currency, paid_to_account_currency: currency, cost_center: company['cost_center'] });
  if (numberOf(doc['received_amount']) === 0) doc['received_amount'] = doc['paid_amount'];
  for (const field of ['source_exchange_rate', 'target_exchange_rate']) if (numberOf(doc[field]) === 0) doc[field] = 1;
  Object.assign(doc, { base_paid_amount: doc['paid_amount'], base_received_amount: doc['received_amount'] });
}

async function fillParty(ctx: Context, doc: SiteDocument): Promise<void> {
  if (doc['party_type'] !== 'Customer') return;
  const customer = await columnsOf(ctx, 'Customer', doc['party'], ['customer_name']);
  fill(doc, { party_name: customer?.['customer_name'], title: customer?.['customer_name'] });
}

/** The invoices a payment names, locked while its figures are judged. @throws SiteError when one is not the party's, not submitted, or owes less. */
async function checkReferences(ctx: Context, doc: SiteDocument): Promise<void> {
  for (const reference of rowsOf(doc, 'references')) {
    if (reference['reference_doctype'] !== 'Sales Invoice') continue;
    const [invoice] = await ctx.db.write('select name, customer, docstatus, outstanding_amount, grand_total, rounded_total, due_date from "tabSales Invoice" where name = $1 for update', [reference['reference_name']]);
    const at = `Row #${numberOf(reference['idx'])}`;
    if (invoice === undefined) continue;
    if (invoice['customer'] !== doc['party']) throw invalid(`${at}: ${textOf(invoice['name'])} is not associated with Customer ${textOf(doc['party'])}`);
    if (numberOf(invoice['docstatus']) !== 1) throw invalid(`Sales Invoice ${textOf(invoice['name'])} must be submitted`);
    Object.assign(reference, { due_date: invoice['due_date'], total_amount: numberOf(invoice['rounded_total']) || invoice['grand_total'], outstanding_amount: invoice['outstanding_amount'], exchange_rate: 1 });
    if (cents(reference['allocated_amount']) > cents(invoice['outstanding_amount'])) throw invalid(`${at}: Allocated Amount cannot be greater than outstanding amount.`);
  }
}

function allocate(doc: SiteDocument): void {
  const allocated = rowsOf(doc, 'references').reduce((sum, reference) => sum + cents(reference['allocated_amount']), 0n);
  const paid = cents(doc['paid_amount']);
  if (allocated > paid) throw invalid('Total Allocated Amount cannot be greater than Paid Amount');
  const deducted = rowsOf(doc, 'deductions').reduce((sum, row) => sum + cents(row['amount']), 0n);
  Object.assign(doc, { total_allocated_amount: fromCents(allocated), base_total_allocated_amount: fromCents(allocated), unallocated_amount: fromCents(paid - allocated), difference_amount: fromCents(paid - cents(doc['received_amount']) - deducted) });
}

async function requireBankReference(ctx: Context, doc: SiteDocument): Promise<void> {
  const accounts = await ctx.db.rows<{ account_type: string | null }>('select account_type from "tabAccount" where name = any($1::text[])', [[doc['paid_from'], doc['paid_to']]]);
  const isBank = accounts.some((account) => account.account_type === 'Bank');
  if (isBank && (isBlank(doc['reference_no']) || isBlank(doc['reference_date']))) throw invalid('Reference No and Reference Date is mandatory for Bank transaction');
}

/** Moves what the invoices of a payment still owe, and with it their status and payment schedule. */
async function settle(ctx: Context, doc: SiteDocument, sign: 1n | -1n): Promise<void> {
  for (const reference of rowsOf(doc, 'references')) {
    if (reference['reference_doctype'] !== 'Sales Invoice') continue;
    const name = textOf(reference['reference_name']);
    const [invoice] = await ctx.db.write('select * from "tabSales Invoice" where name = $1 for update', [name]);
    if (invoice === undefined) continue;
    const allocated = cents(reference['allocated_amount']) * sign;
    const outstanding = fromCents(cents(invoice['outstanding_amount']) - allocated);
    await setColumns(ctx, 'Sales Invoice', name, { outstanding_amount: outstanding, status: invoiceStatus({ ...invoice, doctype: 'Sales Invoice', name, outstanding_amount: outstanding }, ctx.today()) });
    await settleSchedule(ctx, name, allocated);
  }
}

async function settleSchedule(ctx: Context, invoice: string, allocated: bigint): Promise<void> {
  const order = allocated > 0n ? 'idx' : 'idx desc';
  const rows = await ctx.db.rows(`select name, payment_amount, paid_amount from "tabPayment Schedule" where parent = $1 order by ${order}`, [invoice]);
  let left = allocated;
  for (const row of rows) {
    const [due, paid] = [cents(row['payment_amount']), cents(row['paid_amount'])];
    const wanted = paid + left;
    const now = wanted > due ? due : wanted < 0n ? 0n : wanted;
    left -= now - paid;
    if (now !== paid) await ctx.db.write('update "tabPayment Schedule" set paid_amount = $2, outstanding = $3 where name = $1', [row['name'], fromCents(now), fromCents(due - now)]);
  }
}

/** Payments: accounts and party filled in, allocations judged, invoices settled on submit and owing again on cancel. */
export const paymentHooks: Readonly<Record<string, DoctypeHooks>> = {
  'Payment Entry': {
    async validate(ctx, doc) {
      await fillAccounts(ctx, doc);
      await fillParty(ctx, doc);
      if (cents(doc['paid_amount']) <= 0n) throw invalid('Paid Amount is mandatory');
      await checkReferences(ctx, doc);
      allocate(doc);
      await requireBankReference(ctx, doc);
      doc['status'] = doc['docstatus'] === 1 ? 'Submitted' : 'Draft';
    },
    beforeSubmit(_, doc) {
      if (cents(doc['difference_amount']) !== 0n) throw invalid('Difference Amount must be zero');
    },
    onSubmit: (ctx, doc) => settle(ctx, doc, 1n),
    beforeCancel: (_, doc) => void (doc['status'] = 'Cancelled'),
    onCancel: (ctx, doc) => settle(ctx, doc, -1n),
  },
};
