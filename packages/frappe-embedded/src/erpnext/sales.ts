import type { Context } from '../context.ts';
import { invalid, SiteError } from '../errors.ts';
import type { DoctypeHooks, SiteDocument } from '../hooks.ts';
import { rowsOf } from '../documents/values.ts';
import { isBlank, numberOf, setColumns, setting, textOf } from './lookup.ts';
import { fillLines } from './sales-lines.ts';
import { fillParty, schedulePayment } from './sales-party.ts';
import { totalsRules } from './sales-rules.ts';
import { calculateTotals } from './totals.ts';

const STATUS_CANCELLED = { status: 'Cancelled' } as const;

async function fillAndTotal(ctx: Context, doc: SiteDocument, party: string): Promise<void> {
  await fillParty(ctx, doc, party);
  await fillLines(ctx, doc);
  calculateTotals(doc, await totalsRules(ctx, doc));
}

const total = (doc: SiteDocument): number => numberOf(doc['rounded_total']) || numberOf(doc['grand_total']);

/** The status of an invoice on a day; the first that fits. */
export function invoiceStatus(doc: SiteDocument, today: string): string {
  if (doc['docstatus'] === 2) return 'Cancelled';
  if (doc['docstatus'] === 0) return 'Draft';
  const owed = numberOf(doc['outstanding_amount']);
  if (owed > 0 && textOf(doc['due_date']) < today) return 'Overdue';
  if (owed > 0 && owed < total(doc)) return 'Partly Paid';
  if (owed > 0) return 'Unpaid';
  if (numberOf(doc['is_return']) === 1) return 'Return';
  return owed < 0 ? 'Credit Note Issued' : 'Paid';
}

const quotation: DoctypeHooks = {
  async validate(ctx, doc) {
    const party = textOf(doc['party_name']);
    if (textOf(doc['valid_till']) !== '' && textOf(doc['valid_till']) < textOf(doc['transaction_date'])) throw invalid('Valid till date cannot be before transaction date');
    await fillAndTotal(ctx, doc, doc['quotation_to'] === 'Customer' ? party : '');
    doc['status'] = doc['docstatus'] === 1 ? 'Open' : 'Draft';
  },
  beforeCancel: (_, doc) => void Object.assign(doc, STATUS_CANCELLED),
};

const salesOrder: DoctypeHooks = {
  async validate(ctx, doc) {
    const skips = numberOf(doc['skip_delivery_note']) === 1;
    const dates = [doc['delivery_date'], ...rowsOf(doc, 'items').map((item) => item['delivery_date'])].filter((date) => !isBlank(date)).map(textOf);
    if (doc['order_type'] === 'Sales' && !skips && dates.length === 0) throw invalid('Please enter Delivery Date');
    if (dates.some((date) => date < textOf(doc['transaction_date']))) throw invalid('Expected Delivery Date should be after Sales Order Date', 'Invalid Dates');
    if (isBlank(doc['delivery_date'])) doc['delivery_date'] = dates.toSorted().at(-1) ?? null;
    await fillAndTotal(ctx, doc, textOf(doc['customer']));
    const submitted = skips ? 'To Bill' : 'To Deliver and Bill';
    Object.assign(doc, { status: doc['docstatus'] === 1 ? submitted : 'Draft', billing_status: 'Not Billed', delivery_status: skips ? 'Not Applicable' : 'Not Delivered' });
  },
  beforeCancel: (_, doc) => void Object.assign(doc, STATUS_CANCELLED),
};

const salesInvoice: DoctypeHooks = {
  beforeValidate(ctx, doc) {
    if (numberOf(doc['set_posting_time']) !== 1) Object.assign(doc, { posting_date: ctx.today(), posting_time: ctx.now().slice(11) });
    if (numberOf(doc['is_return']) === 1) doc['naming_series'] = 'ACC-SINV-RET-.YYYY.-';
  },
  async validate(ctx, doc) {
    if (isBlank(doc['customer'])) throw new SiteError('MandatoryError', `[Sales Invoice, ${doc.name}]: customer`, { title: 'Message' });
    await fillAndTotal(ctx, doc, textOf(doc['customer']));
    await requireReceivable(ctx, doc);
    await schedulePayment(ctx, doc);
    doc['outstanding_amount'] = total(doc);
    doc['status'] = invoiceStatus(doc, ctx.today());
  },
  async beforeCancel(ctx, doc) {
    await releasePayments(ctx, doc);
    Object.assign(doc, STATUS_CANCELLED, { outstanding_amount: 0 });
  },
  ignoreLinkedOnCancel: ['GL Entry', 'Stock Ledger Entry', 'Payment Ledger Entry', 'Payment Entry'],
};

async function requireReceivable(ctx: Context, doc: SiteDocument): Promise<void> {
  const rows = await ctx.db.rows<{ account_type: string | null }>('select account_type from "tabAccount" where name = $1', [doc['debit_to']]);
  if (rows.length > 0 && rows[0]?.account_type !== 'Receivable') throw invalid('Please ensure Debit To account is a Receivable account.', 'Invalid Account');
}

/** A cancelled invoice lets go of its payments, which stay as the customer's credit; where the site forbids that, they stop the cancellation. */
async function releasePayments(ctx: Context, doc: SiteDocument): Promise<void> {
  const held = await ctx.db.rows<{ name: string; parent: string; allocated_amount: number }>(
    `select reference.name, reference.parent, reference.allocated_amount from "tabPayment Entry Reference" reference where reference_doctype = 'Sales Invoice' and reference_name = $1 and docstatus = 1`,
    [doc.name],
  );
  const [first] = held;
  if (first !== undefined && (await setting(ctx, 'Accounts Settings', 'unlink_payment_on_cancellation_of_invoice')) !== '1') {
    throw new SiteError('LinkExistsError', `Cannot delete or cancel because Sales Invoice ${doc.name} is linked with Payment Entry ${first.parent}`);
  }
  for (const { name, parent, allocated_amount } of held) {
    await ctx.db.write('delete from "tabPayment Entry Reference" where name = $1', [name]);
    const [payment] = await ctx.db.rows<{ total_allocated_amount: number; unallocated_amount: number }>('select total_allocated_amount, unallocated_amount from "tabPayment Entry" where name = $1', [parent]);
    const [allocated, free] = [payment?.total_allocated_amount ?? 0, payment?.unallocated_amount ?? 0];
    await setColumns(ctx, 'Payment Entry', parent, { total_allocated_amount: round(allocated - allocated_amount), unallocated_amount: round(free + allocated_amount) });
  }
}

const round = (amount: number): number => Math.round(amount * 100) / 100;

/** What quotations, orders and invoices do besides what their fields say. */
export const salesHooks: Readonly<Record<string, DoctypeHooks>> = { Quotation: quotation, 'Sales Order': salesOrder, 'Sales Invoice': salesInvoice };
