import type { Doc, NewDoc } from '@gigafibre/doctypes';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FrappeSite } from '../../src/index.ts';
import { refused, type Voice } from './subject.ts';

/** What a set-up ERPNext has under names of its own, in the language it was set up in. */
interface Business {
  readonly company: string;
  readonly customer: string;
  readonly item: string;
  readonly taxes: NonNullable<NewDoc<'Sales Invoice'>['taxes']>;
}

const NAME = 'Contrat Tremblay';
const PLAN = 'CONTRACT-PLAN';

async function first(site: FrappeSite, doctype: 'Company' | 'Item Group' | 'UOM' | 'Account', filters: Record<string, string | number>): Promise<string> {
  const [row] = await site.list(doctype, { filters, orderBy: 'creation asc, name asc', limit: 1 });
  if (row?.name === undefined) throw new Error(`The site has no ${doctype} with ${JSON.stringify(filters)}.`);
  return row.name;
}

async function discovered(site: FrappeSite): Promise<Business> {
  const company = await first(site, 'Company', { is_group: 0 });
  if ((await site.find('Item', PLAN)) === undefined) {
    await site.insert('Item', { item_code: PLAN, item_name: 'Contract plan', item_group: await first(site, 'Item Group', { is_group: 0 }), stock_uom: await first(site, 'UOM', { enabled: 1 }), is_stock_item: 0 });
  }
  const customer = await site.insert('Customer', { customer_name: NAME, customer_type: 'Individual' });
  const account = await first(site, 'Account', { account_type: 'Tax', company, is_group: 0 });
  const tax = (description: string, rate: number) => ({ charge_type: 'On Net Total', account_head: account, description, rate }) as const;
  return { company, customer: customer.name, item: PLAN, taxes: [tax('TPS 5 %', 5), tax('TVQ 9,975 %', 9.975)] };
}

const cents = (amount: number | undefined): number => Math.round((amount ?? 0) * 100);

export function describeSales(voice: () => Voice): void {
  describe('selling', () => {
    let business: Business;
    beforeAll(async () => {
      business = await discovered(voice().site);
    });
    const invoice = (rates: readonly number[], more: NewDoc<'Sales Invoice'> = {}): Promise<Doc<'Sales Invoice'>> => {
      const { company, customer, item, taxes } = business;
      return voice().site.insert('Sales Invoice', { company, customer, items: rates.map((rate) => ({ item_code: item, qty: 1, rate })), taxes, disable_rounded_total: 1, ...more });
    };
    const figures = (bill: Doc<'Sales Invoice'>): number[] => [...bill.taxes.map((tax) => cents(tax.tax_amount)), cents(bill.grand_total)];
    const payment = (bill: Doc<'Sales Invoice'>, amount: number): NewDoc<'Payment Entry'> => ({
      payment_type: 'Receive', company: business.company, party_type: 'Customer', party: business.customer, paid_amount: amount, received_amount: amount, source_exchange_rate: 1, target_exchange_rate: 1,
      reference_no: 'contract', reference_date: bill.posting_date, references: [{ reference_doctype: 'Sales Invoice', reference_name: bill.name, allocated_amount: amount }],
    });
    const withAccounts = async (bill: Doc<'Sales Invoice'>, amount: number): Promise<NewDoc<'Payment Entry'>> => ({ ...payment(bill, amount), paid_from: bill.debit_to, paid_to: await first(voice().site, 'Account', { account_type: 'Cash', company: business.company, is_group: 0 }) });

    it.each([
      [[34.95], [175, 349, 4019]], [[39.99], [200, 399, 4598]], [[49.9], [250, 498, 5738]], [[54.95], [275, 548, 6318]], [[64.99], [325, 648, 7472]], [[69.95], [350, 698, 8043]], [[79.95], [400, 798, 9193]],
      [[89.95], [450, 897, 10_342]], [[99.99], [500, 997, 11_496]], [[109.95], [550, 1097, 12_642]], [[120], [600, 1197, 13_797]], [[200], [1000, 1995, 22_995]], [[333.33], [1667, 3325, 38_325]], [[79.95, 10.1, -5], [425, 848, 9778]],
    ])('taxes %j with TPS and TVQ, once over the whole invoice', async (rates, expected) => {
      const bill = await invoice(rates);
      expect(figures(bill)).toEqual(expected);
      await voice().site.delete('Sales Invoice', bill.name);
    });

    it('fills in an invoice from its customer and its items, and believes no figure it was sent', async () => {
      const bill = await invoice([50], { grand_total: 1, total: 1 });
      expect(bill).toMatchObject({ customer_name: NAME, status: 'Draft', conversion_rate: 1, docstatus: 0 });
      expect([cents(bill.total), cents(bill.grand_total), cents(bill.outstanding_amount)]).toEqual([5000, 5749, 5749]);
      expect([bill.debit_to, bill.due_date, bill.currency, bill.items[0]?.income_account, bill.items[0]?.uom].every((value) => value !== undefined && value !== '')).toBe(true);
      await voice().site.delete('Sales Invoice', bill.name);
    });

    it('owes what was submitted, less with every payment, and again when a payment is cancelled', async () => {
      const { site } = voice();
      const { name } = await invoice([100], { docstatus: 1 });
      const bill = await site.get('Sales Invoice', name);
      expect([bill.status, cents(bill.outstanding_amount)]).toEqual(['Unpaid', 11_498]);
      const part = await site.insert('Payment Entry', { ...(await withAccounts(bill, 40)), docstatus: 1 });
      expect(await site.get('Sales Invoice', name)).toMatchObject({ status: 'Partly Paid' });
      const rest = await site.insert('Payment Entry', { ...(await withAccounts(bill, 74.98)), docstatus: 1 });
      expect(await site.get('Sales Invoice', name)).toMatchObject({ status: 'Paid', outstanding_amount: 0 });
      for (const paid of [rest, part]) await site.call('frappe.client.cancel', { doctype: 'Payment Entry', name: paid.name });
      expect(cents((await site.get('Sales Invoice', name)).outstanding_amount)).toBe(11_498);
      expect(await site.update('Sales Invoice', name, { docstatus: 2 })).toMatchObject({ docstatus: 2, status: 'Cancelled' });
    });

    it('refuses to allocate more than is owed', async () => {
      const { site } = voice();
      const bill = await site.get('Sales Invoice', (await invoice([10], { docstatus: 1 })).name);
      expect((await refused(withAccounts(bill, 99).then((doc) => site.insert('Payment Entry', doc))))[1]).toBe(417);
      await site.update('Sales Invoice', bill.name, { docstatus: 2 });
    });

    it('numbers customers of one name from the second on, and names a contact after person and customer', async () => {
      const { site } = voice();
      const twin = await site.insert('Customer', { customer_name: NAME, customer_type: 'Individual' });
      expect(twin.name).toMatch(new RegExp(`^${NAME} - \\d+$`));
      const contact = await site.insert('Contact', { first_name: 'Ève', last_name: 'Contrat', links: [{ link_doctype: 'Customer', link_name: twin.name }], phone_nos: [{ phone: '+14505550177', is_primary_mobile_no: 1 }] });
      expect(contact).toMatchObject({ name: `Ève Contrat-${twin.name}`, mobile_no: '+14505550177' });
      await site.delete('Contact', contact.name);
      await site.delete('Customer', twin.name);
    });
  });
}
