import type { DemoDoc } from './demo-doc.ts';
import { shareOfCents, type Cents, type Temporal } from '@gigafibre/kernel';
import type { Home } from './customers.ts';
import { naive } from './calendar.ts';
import type { Scene } from './scene.ts';

const TPS = 5000;
const TVQ = 9975;
const dollars = (cents: number): number => cents / 100;

const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'] as const;

/** Taxes on the whole invoice, not line by line: product traps 12. */
function taxRows(net: Cents): { readonly rows: NonNullable<DemoDoc<'Sales Invoice'>['taxes']>; readonly total: number } {
  const tps = shareOfCents(net, TPS);
  const tvq = shareOfCents(net, TVQ);
  const row = (name: 'TPS' | 'TVQ', rate: number, amount: number, running: number) =>
    ({ charge_type: 'On Net Total', account_head: `${name} - GF`, description: `${name} ${String(rate).replace('.', ',')} %`, rate, tax_amount: dollars(amount), base_tax_amount: dollars(amount), total: dollars(running), base_total: dollars(running) }) as const;
  return { rows: [row('TPS', 5, tps, net + tps), row('TVQ', 9.975, tvq, net + tps + tvq)], total: tps + tvq };
}

interface Bill { readonly name: string; readonly home: Home; readonly month: Temporal.PlainYearMonth; readonly isPaid: boolean; readonly today: string }

function invoice({ name, home, month, isPaid, today }: Bill): DemoDoc<'Sales Invoice'> {
  const posting_date = month.toPlainDate({ day: 1 }).toString();
  const due_date = month.toPlainDate({ day: 21 }).toString();
  const items = home.plans.map((plan) => ({ item_code: plan.code, item_name: plan.title, description: `${plan.title}, ${MONTHS[month.month - 1] ?? ''} ${month.year}`, qty: 1, uom: 'Nos', stock_uom: 'Nos', conversion_factor: 1, rate: dollars(plan.cents), base_rate: dollars(plan.cents), amount: dollars(plan.cents), base_amount: dollars(plan.cents), net_rate: dollars(plan.cents), net_amount: dollars(plan.cents), base_net_amount: dollars(plan.cents), income_account: 'Sales - GF' }));
  const net = home.plans.reduce((sum, plan) => sum + plan.cents, 0) as Cents;
  const tax = taxRows(net);
  const grand = net + tax.total;
  const unpaid = due_date < today ? 'Overdue' : 'Unpaid';
  const stamp = naive(posting_date, 60);
  return {
    name, customer: home.customer, customer_name: home.customerName, company: 'Gigafibre', posting_date, posting_time: '01:00:00', due_date, currency: 'CAD', conversion_rate: 1, debit_to: 'Debtors - GF',
    items, taxes: [...tax.rows], total_qty: items.length, total: dollars(net), base_total: dollars(net), net_total: dollars(net), base_net_total: dollars(net), total_taxes_and_charges: dollars(tax.total), base_total_taxes_and_charges: dollars(tax.total),
    grand_total: dollars(grand), base_grand_total: dollars(grand), disable_rounded_total: 1, outstanding_amount: isPaid ? 0 : dollars(grand), status: isPaid ? 'Paid' : unpaid, docstatus: 1, creation: stamp, modified: stamp,
  };
}

/** Monthly invoices up to the current month, oldest first, until `count` of them are made. Everybody has paid but the last month's laggards and the overdue. */
export function* pastInvoices(scene: Scene, homes: readonly Home[], count: number): Generator<DemoDoc<'Sales Invoice'>> {
  const months = Math.ceil(count / homes.length);
  const current = scene.today.toPlainYearMonth();
  const today = scene.today.toString();
  const numbers = new Map<number, number>();
  let made = 0;
  for (let back = months - 1; back >= 0 && made < count; back -= 1) {
    const month = current.subtract({ months: back });
    const owed = back === months - 1 ? count - (months - 1) * homes.length : homes.length;
    for (let index = 0; index < owed; index += 1) {
      const home = homes[index];
      if (home === undefined) break;
      const number = (numbers.get(month.year) ?? 0) + 1;
      numbers.set(month.year, number);
      const isLate = home.isOverdue && back <= 1;
      yield invoice({ name: `ACC-SINV-${month.year}-${String(number).padStart(5, '0')}`, home, month, today, isPaid: back > 0 ? !isLate : index % 3 !== 0 && !isLate });
      made += 1;
    }
  }
}
