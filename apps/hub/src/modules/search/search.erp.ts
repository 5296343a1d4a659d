import type { SearchHit } from '@gigafibre/contracts';
import type { DocTypeName } from '@gigafibre/doctypes';
import { FrappeError, type Filter, type FrappeSite } from '@gigafibre/frappe';
import { nameOr, textOr, type Row } from '../book/index.ts';
import type { Finder, SearchKeys } from './search.ports.ts';

const METHOD = 'gigafibre_fsm.search.find';
/** Faults of the way to the ERP, or of this person's rights; anything else means that the ERP has no such method. */
const OTHER_FAULTS = ['Unreachable', 'Timeout', 'PermissionError', 'AuthenticationError'];

/** Asks the ERP's own search where it has one (our app installs it), its lists where it has not. */
export function createFinder(site: FrappeSite): Finder {
  return {
    async find(keys, limit) {
      try {
        return await site.call<SearchHit[]>(METHOD, { text: keys.text, limit }, 'GET');
      } catch (error) {
        if (!(error instanceof FrappeError) || OTHER_FAULTS.includes(error.excType)) throw error;
        return findInLists(site, keys, limit);
      }
    },
  };
}

interface Question<D extends DocTypeName> {
  readonly doctype: D;
  readonly fields: readonly string[];
  readonly either: readonly Filter[];
  readonly hit: (row: Row<D>) => Omit<SearchHit, 'matched' | 'match'>;
}

async function findInLists(site: FrappeSite, keys: SearchKeys, limit: number): Promise<SearchHit[]> {
  const answers = await Promise.all([
    ask(site, customersBy(keys), limit),
    ask(site, placesBy(keys), limit),
    ask(site, devicesBy(keys), limit),
    ask(site, ticketsBy(keys), limit),
    ask(site, jobsBy(keys), limit),
    ask(site, invoicesBy(keys), limit),
  ]);
  return answers
    .flat()
    .sort((a, b) => b.rank - a.rank)
    .slice(0, limit)
    .map(({ hit }) => hit);
}

const isReadable = async <T>(reading: Promise<T[]>): Promise<T[]> =>
  reading.catch((error: unknown) => {
    if (error instanceof FrappeError && error.excType === 'PermissionError') return [];
    throw error;
  });

async function ask<D extends DocTypeName>(site: FrappeSite, { doctype, fields, either, hit }: Question<D>, limit: number): Promise<{ hit: SearchHit; rank: number }[]> {
  const rows = (await isReadable(site.list(doctype, { fields, orFilters: either, orderBy: 'modified desc, name desc', limit }))) as Row<D>[];
  return rows.map((row) => {
    const [field, text, isExact] = matchOf(row, either);
    return { hit: { ...hit(row), matched: KEY_WORDS[field] ?? field, match: text }, rank: isExact ? 1 : 0 };
  });
}

const KEY_WORDS: Readonly<Record<string, string>> = {
  customer_name: 'name', phone_e164: 'phone', mobile_no: 'phone', email_id: 'email', address_line: 'address', city: 'address', postal_code: 'postalCode', serial_no: 'serial', gpon_serial: 'serial', mac_address: 'mac', barcode: 'serial', name: 'number',
};

/** Which of the conditions a row met, exact ones before likenesses. */
function matchOf(row: Readonly<Record<string, unknown>>, either: readonly Filter[]): readonly [string, string, boolean] {
  for (const condition of either) {
    const [field, operator, value] = condition as readonly [string, string, string];
    const text = row[field];
    if (typeof text === 'string' && operator === '=' && text.toLowerCase() === value.toLowerCase()) return [field, text, true];
  }
  const alike = either.find(([field, operator]) => operator === 'like' && typeof row[field] === 'string');
  const field = alike?.[0] ?? 'name';
  return [field, textOr(row[field] as string | undefined), false];
}

const like = (field: string, text: string): Filter => [field, 'like', `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`];
const same = (field: string, text: string | undefined): Filter[] => (text === undefined ? [] : [[field, '=', text]]);

const customersBy = ({ text, phone }: SearchKeys): Question<'Customer'> => ({
  doctype: 'Customer',
  fields: ['name', 'customer_name', 'phone_e164', 'email_id', 'customer_group'],
  either: [...same('name', text), ...same('phone_e164', phone), like('customer_name', text), like('email_id', text)],
  hit: (row) => ({ kind: 'customer', name: textOr(row.name), title: textOr(row.customer_name), subtitle: textOr(row.phone_e164, textOr(row.email_id)), customer: nameOr(row.name) }),
});

const placesBy = ({ text }: SearchKeys): Question<'Service Location'> => ({
  doctype: 'Service Location',
  fields: ['name', 'customer', 'address_line', 'city', 'postal_code'],
  either: [...same('name', text), like('address_line', text), like('postal_code', text)],
  hit: (row) => ({ kind: 'location', name: textOr(row.name), title: textOr(row.address_line), subtitle: [row.city, row.postal_code].filter(Boolean).join(' '), customer: nameOr(row.customer) }),
});

const devicesBy = ({ text, serial, mac }: SearchKeys): Question<'Service Equipment'> => ({
  doctype: 'Service Equipment',
  fields: ['name', 'serial_no', 'gpon_serial', 'mac_address', 'barcode', 'brand', 'model', 'status', 'customer'],
  either: [...same('serial_no', serial), ...same('gpon_serial', serial), ...same('mac_address', mac), ...same('barcode', text), like('serial_no', text), like('mac_address', text)],
  hit: (row) => ({ kind: 'equipment', name: textOr(row.name), title: textOr(row.serial_no), subtitle: [row.brand, row.model, row.status].filter(Boolean).join(' · '), customer: nameOr(row.customer) }),
});

const ticketsBy = ({ text }: SearchKeys): Question<'Issue'> => ({
  doctype: 'Issue',
  fields: ['name', 'subject', 'status', 'customer', 'customer_name'],
  either: [...same('name', text), like('name', text), like('subject', text)],
  hit: (row) => ({ kind: 'ticket', name: textOr(row.name), title: textOr(row.subject), subtitle: [row.name, row.customer_name, row.status].filter(Boolean).join(' · '), customer: nameOr(row.customer) }),
});

const jobsBy = ({ text }: SearchKeys): Question<'Dispatch Job'> => ({
  doctype: 'Dispatch Job',
  fields: ['name', 'subject', 'status', 'customer', 'customer_name'],
  either: [...same('name', text), like('name', text), like('subject', text)],
  hit: (row) => ({ kind: 'job', name: textOr(row.name), title: textOr(row.subject), subtitle: [row.name, row.customer_name, row.status].filter(Boolean).join(' · '), customer: nameOr(row.customer) }),
});

const invoicesBy = ({ text }: SearchKeys): Question<'Sales Invoice'> => ({
  doctype: 'Sales Invoice',
  fields: ['name', 'customer', 'customer_name', 'status'],
  either: [...same('name', text), like('name', text)],
  hit: (row) => ({ kind: 'invoice', name: textOr(row.name), title: textOr(row.name), subtitle: [row.customer_name, row.status].filter(Boolean).join(' · '), customer: nameOr(row.customer) }),
});
