import { decimalFromCents, foldText, siteDate } from '@gigafibre/kernel';
import type { Cents, Clock } from '@gigafibre/kernel';
import type { SupplierProposal } from '@gigafibre/contracts';
import type { Doc, NewRow } from '@gigafibre/doctypes';
import type { FrappeSite } from '@gigafibre/frappe';
import { nameOr, textOr } from '../book/index.ts';
import type { ConfirmedInvoice, DraftInvoice, PurchaseBook } from './vision.ports.ts';

const MOST_SUPPLIERS = 5;
const SEARCHED = 40;
/** What company names end in, and so says nothing of which one it is. */
const COMMON = new Set(['inc', 'ltee', 'ltd', 'enr', 'senc', 'les', 'the', 'des', 'and', 'compagnie', 'company', 'groupe', 'distribution']);

/** Suppliers and their invoices, as Frappe documents. */
export function createPurchaseBook(site: FrappeSite, clock: Clock): PurchaseBook {
  return {
    async findSupplier(name) {
      const doc = await site.find('Supplier', name);
      return doc && { name: doc.name, supplierName: doc.supplier_name };
    },
    proposeSuppliers: (printed) => proposeSuppliers(site, printed),
    async createSupplier(name, taxId) {
      const doc = await site.insert('Supplier', { supplier_name: name, supplier_type: 'Company', tax_id: taxId ?? null });
      return { name: doc.name, supplierName: doc.supplier_name };
    },
    async findInvoice(supplier, number) {
      const [found] = await site.list('Purchase Invoice', { filters: [['supplier', '=', supplier], ['bill_no', '=', number], ['docstatus', '!=', 2]], orderBy: 'name asc', limit: 1 });
      return found?.name;
    },
    async findByCommand(command) {
      const [found] = await site.list('Purchase Invoice', { filters: [['created_by_command', '=', command]], orderBy: 'name asc', limit: 1 });
      return found?.name === undefined ? undefined : draftOf(await site.get('Purchase Invoice', found.name));
    },
    async draft(invoice, supplier, command) {
      const heads = await taxHeads(site);
      const today = siteDate(clock()).toString();
      return draftOf(await site.insert('Purchase Invoice', {
        supplier,
        bill_no: invoice.number,
        bill_date: invoice.date,
        due_date: dueDate(invoice, today),
        posting_date: today,
        currency: invoice.currency,
        disable_rounded_total: 1,
        items: invoice.lines.map(itemOf),
        taxes: taxRows(invoice, heads),
        created_by_command: command,
      }));
    },
    async attach(invoice, { name, content }) {
      const attached = await site.list('File', { filters: [['attached_to_doctype', '=', 'Purchase Invoice'], ['attached_to_name', '=', invoice]], limit: 1 });
      if (attached.length === 0) await site.upload({ name, content, isPrivate: true, attachedTo: { doctype: 'Purchase Invoice', name: invoice } });
    },
  };
}

const draftOf = (doc: Doc<'Purchase Invoice'>): DraftInvoice => ({ name: doc.name, modified: doc.modified, supplier: textOr(doc.supplier), supplierName: textOr(doc.supplier_name) });

const decimal = (cents: number): number => decimalFromCents(cents as Cents);

/** The ERP multiplies a rate in cents: where that does not give the amount on the paper, the line counts as one. */
function itemOf({ description, quantity, amount }: ConfirmedInvoice['lines'][number]): NewRow<Doc<'Purchase Invoice Item'>> {
  const rate = Math.round(amount / quantity);
  const fits = Math.round(rate * quantity) === amount;
  return { item_name: description, description, qty: fits ? quantity : 1, rate: decimal(fits ? rate : amount) };
}

/** A due date before the bill's own is a misprint; the ERP refuses it. */
const dueDate = ({ date, dueDate: due }: ConfirmedInvoice, today: string): string => (due !== undefined && due >= date ? due : date > today ? date : today);

interface TaxHeads {
  readonly tps: string;
  readonly tvq: string;
  /** A tax that nobody gives back is an expense. */
  readonly other: string;
}

/** The accounts that the company's own purchase taxes go to, by what their rows say. */
async function taxHeads(site: FrappeSite): Promise<TaxHeads> {
  const [template] = await site.list('Purchase Taxes and Charges Template', { filters: [['disabled', '=', 0]], orderBy: 'is_default desc, name asc', limit: 1 });
  const rows = template?.name === undefined ? [] : (await site.get('Purchase Taxes and Charges Template', template.name)).taxes;
  const head = (wanted: RegExp, at: number): string => (rows.find((row) => wanted.test(`${row.account_head} ${row.description}`)) ?? rows[at])?.account_head ?? '';
  const [company] = await site.list('Company', { fields: ['default_expense_account'], orderBy: 'creation asc', limit: 1 });
  return { tps: head(/TPS|GST|CTI/i, 0), tvq: head(/TVQ|QST|RTI/i, 1), other: textOr(company?.default_expense_account) };
}

function taxRows({ tps, tvq, otherTaxes }: ConfirmedInvoice, heads: TaxHeads): NewRow<Doc<'Purchase Taxes and Charges'>>[] {
  const row = (account_head: string, description: string, cents: number) => ({ category: 'Total', add_deduct_tax: 'Add', charge_type: 'Actual', account_head, description, tax_amount: decimal(cents) }) as const;
  return [row(heads.tps, 'TPS', tps), row(heads.tvq, 'TVQ', tvq), ...otherTaxes.map(({ name, amount }) => row(heads.other, name, amount))].filter(({ tax_amount }) => tax_amount !== 0);
}

async function proposeSuppliers(site: FrappeSite, { name, taxNumber }: { name: string; taxNumber: string }): Promise<SupplierProposal[]> {
  const words = foldText(name).split(/[^a-z0-9]+/).filter((word) => word.length > 2 && !COMMON.has(word));
  const patterns = words.slice(0, 4).map((word) => ['supplier_name', 'like', `%${anyAccent(word.slice(0, 12))}%`] as const);
  const either = [...(taxNumber === '' ? [] : [['tax_id', 'like', `${digits(taxNumber)}%`] as const, ['tax_id', '=', taxNumber] as const]), ...patterns];
  if (either.length === 0) return [];
  const rows = await site.list('Supplier', { fields: ['name', 'supplier_name', 'tax_id'], filters: [['disabled', '=', 0]], orFilters: either, orderBy: 'name asc', limit: SEARCHED });
  return rows
    .flatMap((row) => {
      const known = nameOr(row.name);
      return known === null ? [] : [proposal({ name: known, supplierName: textOr(row.supplier_name), taxId: textOr(row.tax_id) }, { words, printed: foldText(name), taxNumber })];
    })
    .sort((a, b) => b.rank - a.rank)
    .slice(0, MOST_SUPPLIERS)
    .map(({ proposed }) => proposed);
}

/** Recognition loses accents, and databases differ in minding them: a letter that may carry one stands for any. */
const anyAccent = (word: string): string => (word.replaceAll(/[aceiouy]/g, '').length < 2 ? word : word.replaceAll(/[aceiouy]/g, '_'));
/** Blanks and signs are lost in recognition too. */
const lettersOf = (text: string): string => foldText(text).replaceAll(/[^a-z0-9]/g, '');

const digits = (text: string): string => text.replaceAll(/\D/g, '').slice(0, 9);

function proposal(supplier: { name: string; supplierName: string; taxId: string }, { words, printed, taxNumber }: { words: readonly string[]; printed: string; taxNumber: string }): { readonly proposed: SupplierProposal; readonly rank: number } {
  if (taxNumber !== '' && digits(supplier.taxId) === digits(taxNumber)) return { proposed: { ...supplier, matched: 'tax-number' }, rank: 3 };
  const folded = foldText(supplier.supplierName);
  if (lettersOf(folded) === lettersOf(printed)) return { proposed: { ...supplier, matched: 'name' }, rank: 2 };
  return { proposed: { ...supplier, matched: 'similar' }, rank: words.filter((word) => folded.includes(word)).length / Math.max(1, words.length) };
}

