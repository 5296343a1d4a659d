import type { Context } from '../context.ts';
import { tableOf } from '../database.ts';
import { invalid, notice } from '../errors.ts';
import type { DoctypeHooks, SiteDocument } from '../hooks.ts';
import { columnsOf, exists, fill, isBlank, setting, textOf } from './lookup.ts';

/** `<wanted>`, or `<wanted>-1`, `-2` … while that is taken. */
export async function freeName(ctx: Context, doctype: string, wanted: string): Promise<string> {
  let name = wanted;
  for (let number = 1; await exists(ctx, doctype, name); number += 1) name = `${wanted}-${number}`;
  return name;
}

/** Named after what they are and the company they belong to: `Fourgon 12 - GF`, `2310 - TPS à payer - GF`. */
const ofCompany = (titleField: string, numberField?: string): DoctypeHooks => ({
  async autoname(ctx, doc) {
    if (isBlank(doc['company'])) fill(doc, { company: await setting(ctx, 'Global Defaults', 'default_company') });
    const company = await columnsOf(ctx, 'Company', doc['company'], ['abbr']);
    const number = numberField === undefined ? '' : textOf(doc[numberField]).trim();
    const parts = [number, textOf(doc[titleField]).trim(), textOf(company?.['abbr'])];
    if (parts[1] !== '') doc.name = parts.filter((part) => part !== '').join(' - ');
  },
});

/** A record of a tree hangs under a group. */
const underGroup = (parentField: string): DoctypeHooks => ({
  async validate(ctx, doc) {
    const parent = textOf(doc[parentField]);
    if (parent === '') return;
    if (parent === doc.name) throw invalid(`${doc.doctype} ${doc.name} cannot be its own parent`);
    const [found] = await ctx.db.rows<{ is_group: number }>(`select is_group from ${tableOf(doc.doctype)} where name = $1`, [parent]);
    if (found?.is_group === 0) throw invalid(`${parent} is not a group node. Please select a group node as parent`);
  },
});

const customer: DoctypeHooks = {
  async autoname(ctx, doc) {
    const rule = await setting(ctx, 'Selling Settings', 'cust_master_name');
    const wanted = textOf(doc['customer_name']).trim();
    if (rule !== 'Customer Name' || wanted === '') return;
    doc.name = await customerName(ctx, wanted);
  },
  async validate(ctx, doc) {
    if (await exists(ctx, 'Customer Group', textOf(doc['customer_name']))) throw invalid('A Customer Group exists with same name please change the Customer name or rename the Customer Group');
    if (isBlank(doc['customer_group'])) doc['customer_group'] = (await setting(ctx, 'Selling Settings', 'customer_group')) || null;
    if (isBlank(doc['territory'])) doc['territory'] = (await setting(ctx, 'Selling Settings', 'territory')) || null;
  },
};

/** `Marie Tremblay`, the second one `Marie Tremblay - 1`, with a notice. */
async function customerName(ctx: Context, wanted: string): Promise<string> {
  if (!(await exists(ctx, 'Customer', wanted))) return wanted;
  const rows = await ctx.db.rows<{ highest: number | null }>(
    `select max(substring(name from '[0-9]+$')::integer) as highest from "tabCustomer" where fold(name) like fold($1) and name ~ ' - [0-9]{1,9}$' and length(name) - length(substring(name from '[0-9]+$')) - 3 = length($2::text)`,
    [`${wanted.replaceAll(/[\\%_]/g, String.raw`\$&`)} - %`, wanted],
  );
  const name = `${wanted} - ${(rows[0]?.highest ?? 0) + 1}`;
  ctx.messages.push(notice(`Changed customer name to '${name}' as '${wanted}' already exists.`));
  return name;
}

/** How customers, accounts, warehouses and the like get their names, and what their trees allow. */
export const masterHooks: Readonly<Record<string, DoctypeHooks>> = {
  Customer: customer,
  Account: { ...ofCompany('account_name', 'account_number'), ...underGroup('parent_account') },
  'Cost Center': { ...ofCompany('cost_center_name', 'cost_center_number'), ...underGroup('parent_cost_center') },
  Warehouse: { ...ofCompany('warehouse_name'), ...underGroup('parent_warehouse') },
  'Sales Taxes and Charges Template': { ...ofCompany('title'), validate: onlyDefault },
  'Purchase Taxes and Charges Template': { ...ofCompany('title'), validate: onlyDefault },
  'Customer Group': underGroup('parent_customer_group'),
  Territory: underGroup('parent_territory'),
  'Supplier Group': underGroup('parent_supplier_group'),
  'Item Group': underGroup('parent_item_group'),
};

async function onlyDefault(ctx: Context, doc: SiteDocument): Promise<void> {
  if (doc['is_default'] === 1) await ctx.db.write(`update ${tableOf(doc.doctype)} set is_default = 0 where is_default = 1 and company = $1 and name <> $2`, [doc['company'], doc.name]);
}
