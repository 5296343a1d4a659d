import type { Context } from '../context.ts';
import type { Row } from '../database.ts';
import { invalid, SiteError } from '../errors.ts';
import type { SiteDocument } from '../hooks.ts';
import { rowsOf } from '../documents/values.ts';
import { columnsOf, fill, isBlank, newRow, numberOf, setting, textOf } from './lookup.ts';

const CUSTOMER = ['customer_name', 'customer_group', 'territory', 'tax_id', 'language', 'default_currency', 'default_price_list', 'customer_primary_address', 'customer_primary_contact', 'payment_terms', 'disabled', 'is_frozen', 'email_id'];

/** @throws SiteError PartyDisabled, PartyFrozen. */
function refuseParty(name: string, customer: Row): void {
  if (numberOf(customer['disabled']) === 1) throw new SiteError('PartyDisabled', `Customer ${name} is disabled`);
  if (numberOf(customer['is_frozen']) === 1) throw new SiteError('PartyFrozen', `Customer ${name} is frozen`);
}

/** Fills what a sales document takes from its customer, its company and the selling settings. */
export async function fillParty(ctx: Context, doc: SiteDocument, party: string): Promise<void> {
  if (isBlank(doc['company'])) fill(doc, { company: await setting(ctx, 'Global Defaults', 'default_company') });
  const company = await columnsOf(ctx, 'Company', doc['company'], ['default_currency', 'default_receivable_account', 'cost_center']);
  const customer = (await columnsOf(ctx, 'Customer', party, CUSTOMER)) ?? {};
  refuseParty(party, customer);
  const known = (values: Record<string, unknown>): void => fill(doc, Object.fromEntries(Object.entries(values).filter(([field]) => field in doc)));
  known({
    customer_name: customer['customer_name'],
    title: customer['customer_name'],
    customer_group: customer['customer_group'],
    territory: customer['territory'],
    tax_id: customer['tax_id'],
    language: customer['language'],
    customer_address: customer['customer_primary_address'],
    contact_person: customer['customer_primary_contact'],
    contact_email: customer['email_id'],
    payment_terms_template: customer['payment_terms'],
    debit_to: company?.['default_receivable_account'],
    party_account_currency: company?.['default_currency'],
    currency: isBlank(customer['default_currency']) ? company?.['default_currency'] : customer['default_currency'],
    selling_price_list: isBlank(customer['default_price_list']) ? await defaultPriceList(ctx) : customer['default_price_list'],
  });
  const list = await columnsOf(ctx, 'Price List', doc['selling_price_list'], ['currency']);
  known({ price_list_currency: list?.['currency'] ?? doc['currency'] });
  for (const field of ['conversion_rate', 'plc_conversion_rate']) if (numberOf(doc[field]) === 0) doc[field] = 1;
  await fillTaxes(ctx, doc, company);
}

async function defaultPriceList(ctx: Context): Promise<unknown> {
  const chosen = await setting(ctx, 'Selling Settings', 'selling_price_list');
  if (chosen !== '') return chosen;
  return (await ctx.db.rows<{ name: string }>('select name from "tabPrice List" where selling = 1 and enabled = 1 order by name limit 1'))[0]?.name;
}

/** Tax rows as sent; those of the template only where the site says so, for a template alone brings no tax through the API. */
async function fillTaxes(ctx: Context, doc: SiteDocument, company: Row | undefined): Promise<void> {
  const template = textOf(doc['taxes_and_charges']);
  if (template !== '' && rowsOf(doc, 'taxes').length === 0 && (await setting(ctx, 'Accounts Settings', 'add_taxes_from_taxes_and_charges_template')) === '1') {
    const rows = await ctx.db.rows('select charge_type, row_id, account_head, description, rate, tax_amount, included_in_print_rate, cost_center from "tabSales Taxes and Charges" where parent = $1 order by idx', [template]);
    doc['taxes'] = rows.map((row) => newRow(ctx, doc, 'taxes', row));
  }
  for (const tax of rowsOf(doc, 'taxes')) fill(tax, { cost_center: company?.['cost_center'], description: tax['account_head'] });
}

/** The day a number of days later. */
export function daysAfter(date: string, days: number): string {
  const day = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** Gives an invoice its payment schedule: by its terms, else one payment on the due date. @throws SiteError for a due date before the posting date. */
export async function schedulePayment(ctx: Context, doc: SiteDocument): Promise<void> {
  const posted = (textOf(doc['bill_date']) || textOf(doc['posting_date'])).slice(0, 10); // a supplier's terms run from the day on the bill
  const terms = await ctx.db.rows<{ invoice_portion: number; credit_days: number; payment_term: string | null }>('select payment_term, invoice_portion, credit_days from "tabPayment Terms Template Detail" where parent = $1 order by idx', [textOf(doc['payment_terms_template'])]);
  const plan = terms.length > 0 && isBlank(doc['due_date']) ? terms.map((term) => ({ ...term, due_date: daysAfter(posted, term.credit_days) })) : [{ payment_term: null, invoice_portion: 100, due_date: textOf(doc['due_date']) || posted }];
  fill(doc, { due_date: plan.map((term) => term.due_date).toSorted().at(-1) });
  if (textOf(doc['due_date']) < posted) throw invalid('Due Date cannot be before Posting / Supplier Invoice Date');
  const total = numberOf(doc['rounded_total']) || numberOf(doc['grand_total']);
  let left = Math.round(total * 100);
  doc['payment_schedule'] = plan.map((term, at) => {
    const cents = at === plan.length - 1 ? left : Math.round(total * term.invoice_portion);
    left -= cents;
    return newRow(ctx, doc, 'payment_schedule', { payment_term: term.payment_term, due_date: term.due_date, invoice_portion: term.invoice_portion, payment_amount: cents / 100, outstanding: cents / 100 });
  });
}
