import { actAsSite, type Context } from '../context.ts';
import { tableOf } from '../database.ts';
import { insertDocument } from '../documents.ts';
import { rowsOf } from '../documents/values.ts';
import { invalid } from '../errors.ts';
import type { DoctypeHooks, SiteDocument } from '../hooks.ts';
import { columnsOf, isBlank, numberOf, setColumns, setting, textOf } from './lookup.ts';
import { freeName } from './masters.ts';

const firstLink = (doc: SiteDocument): string => textOf(rowsOf(doc, 'links')[0]?.['link_name']).trim();

/** Every link shows the title of what it leads to. */
async function titleLinks(ctx: Context, doc: SiteDocument): Promise<void> {
  for (const link of rowsOf(doc, 'links')) {
    const meta = ctx.findMeta(textOf(link['link_doctype']));
    const title = meta?.titleField;
    const rows = title === undefined ? [] : await ctx.db.rows<{ title: unknown }>(`select "${title}" as title from ${tableOf(meta?.name ?? '')} where name = $1`, [link['link_name']]);
    link['link_title'] = textOf(rows[0]?.title) || textOf(link['link_name']);
  }
}

/** The one row that is marked; a lone row need not be. @throws SiteError when several are. */
function primary(rows: readonly SiteDocument[], mark: string, label: string): SiteDocument | undefined {
  const marked = rows.filter((row) => numberOf(row[mark]) === 1);
  if (marked.length > 1) throw invalid(`Only one ${label} can be set as primary.`);
  return marked[0];
}

const contact: DoctypeHooks = {
  async autoname(ctx, doc) {
    const person = [doc['first_name'], doc['last_name']].map((part) => textOf(part).trim()).filter((part) => part !== '').join(' ');
    const name = [person || textOf(doc['company_name']), firstLink(doc)].filter((part) => part !== '').join('-');
    if (name !== '') doc.name = await freeName(ctx, 'Contact', name);
  },
  async validate(ctx, doc) {
    const emails = rowsOf(doc, 'email_ids');
    const phones = rowsOf(doc, 'phone_nos');
    if (emails.length === 1 && emails[0] !== undefined) emails[0]['is_primary'] = 1;
    doc['email_id'] = primary(emails, 'is_primary', 'Email ID')?.['email_id'] ?? null;
    doc['phone'] = primary(phones, 'is_primary_phone', 'Phone')?.['phone'] ?? null;
    doc['mobile_no'] = primary(phones, 'is_primary_mobile_no', 'Mobile No.')?.['phone'] ?? null;
    doc['full_name'] = ['first_name', 'middle_name', 'last_name'].map((field) => textOf(doc[field]).trim()).filter((part) => part !== '').join(' ') || doc['company_name'];
    await titleLinks(ctx, doc);
  },
};

const address: DoctypeHooks = {
  async autoname(ctx, doc) {
    if (isBlank(doc['address_title'])) doc['address_title'] = firstLink(doc);
    const title = textOf(doc['address_title']).trim();
    if (title === '') throw invalid('Address Title is mandatory.');
    doc.name = await freeName(ctx, 'Address', `${title}-${textOf(doc['address_type'])}`);
  },
  async validate(ctx, doc) {
    await titleLinks(ctx, doc);
    if (isBlank(doc['country'])) doc['country'] = (await setting(ctx, 'Global Defaults', 'country')) || null;
  },
};

/**
 * A customer created with a phone number or an e-mail gets a primary contact.
 * Later saves do not write back: both are fetched from that contact.
 */
async function addPrimaryContact(ctx: Context, doc: SiteDocument): Promise<void> {
  const [mobile, email] = [textOf(doc['mobile_no']), textOf(doc['email_id'])];
  if (!isBlank(doc['customer_primary_contact']) || (mobile === '' && email === '')) return;
  const isPerson = doc['customer_type'] === 'Individual';
  const [first = '', ...rest] = textOf(doc['customer_name']).split(' ');
  const contactDoc = await insertDocument(
    actAsSite(ctx),
    'Contact',
    {
      ...(isPerson ? { first_name: first, last_name: rest.join(' ') || null } : { first_name: doc['customer_name'], company_name: doc['customer_name'] }),
      is_primary_contact: 1,
      links: [{ link_doctype: 'Customer', link_name: doc.name }],
      email_ids: email === '' ? [] : [{ email_id: email, is_primary: 1 }],
      phone_nos: mobile === '' ? [] : [{ phone: mobile, is_primary_mobile_no: 1 }],
    },
  );
  const values = { customer_primary_contact: contactDoc.name, mobile_no: mobile || null, email_id: email || null };
  await setColumns(ctx, 'Customer', doc.name, values);
  const stamped = await columnsOf(ctx, 'Customer', doc.name, ['modified']);
  Object.assign(doc, values, stamped);
}

/** A changed primary contact shows on its customers at once. */
async function showOnCustomers(ctx: Context, doc: SiteDocument): Promise<void> {
  await ctx.db.write(`update "tabCustomer" set mobile_no = $2, email_id = $3 where customer_primary_contact = $1 and (mobile_no, email_id) is distinct from ($2, $3)`, [doc.name, doc['mobile_no'], doc['email_id']]);
}

/** Contacts and addresses, and the primary contact of a customer. */
export const contactHooks: Readonly<Record<string, DoctypeHooks>> = {
  Contact: { ...contact, onUpdate: showOnCustomers },
  Address: address,
  Customer: { afterInsert: addPrimaryContact },
};
