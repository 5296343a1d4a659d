import type { SearchHit } from '@gigafibre/contracts';
import type { Filter } from '@gigafibre/frappe';
import type { SearchKeys } from './search.ports.ts';

export type SearchedDocType = 'Customer' | 'Service Location' | 'Service Equipment' | 'Issue' | 'Dispatch Job' | 'Sales Invoice';

/** Where one kind of thing is looked for, and how a hit reads. */
export interface Source<D extends SearchedDocType> {
  readonly kind: SearchHit['kind'];
  readonly doctype: D;
  readonly fields: readonly string[];
  /** The fields people search by, with the word for each; codes before prose. */
  readonly keys: Readonly<Record<string, string>>;
  readonly title: string;
  readonly subtitle: readonly string[];
  /** The field that names the customer. */
  readonly customer: string;
}

const source = <D extends SearchedDocType>(kind: SearchHit['kind'], doctype: D, rest: Omit<Source<D>, 'kind' | 'doctype' | 'fields'>): Source<D> => ({
  kind,
  doctype,
  fields: [...new Set(['name', ...Object.keys(rest.keys), rest.title, ...rest.subtitle, rest.customer])],
  ...rest,
});

export const sources: readonly Source<SearchedDocType>[] = [
  source('customer', 'Customer', { keys: { customer_name: 'name', phone_e164: 'phone', email_id: 'email', name: 'number' }, title: 'customer_name', subtitle: ['phone_e164', 'email_id'], customer: 'name' }),
  source('location', 'Service Location', { keys: { name: 'number', postal_code: 'postalCode', address_line: 'address', city: 'address' }, title: 'address_line', subtitle: ['city', 'postal_code'], customer: 'customer' }),
  source('equipment', 'Service Equipment', { keys: { name: 'serial', gpon_serial: 'serial', mac_address: 'mac', barcode: 'serial' }, title: 'name', subtitle: ['brand', 'model', 'status'], customer: 'customer' }),
  source('ticket', 'Issue', { keys: { name: 'number', subject: 'subject', customer_name: 'name' }, title: 'subject', subtitle: ['name', 'customer_name', 'status'], customer: 'customer' }),
  source('job', 'Dispatch Job', { keys: { name: 'number', subject: 'subject', customer_name: 'name' }, title: 'subject', subtitle: ['name', 'customer_name', 'status'], customer: 'customer' }),
  source('invoice', 'Sales Invoice', { keys: { name: 'number', customer_name: 'name' }, title: 'name', subtitle: ['customer_name', 'status'], customer: 'customer' }),
];

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** The conditions of which one must hold, for an ERP that has only lists. */
export function likenesses({ keys }: Source<SearchedDocType>, { text, phone, serial, mac }: SearchKeys): Filter[] {
  const normal: Readonly<Record<string, string | undefined>> = { phone, serial, mac };
  return Object.entries(keys).map(([field, word]): Filter => {
    const code = normal[word];
    return code === undefined ? [field, 'like', `%${escaped(text)}%`] : [field, '=', code];
  });
}
