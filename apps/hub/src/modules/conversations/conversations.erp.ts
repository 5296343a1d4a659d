import { Problem } from '@gigafibre/contracts';
import type { FrappeSite } from '@gigafibre/frappe';
import { normalizePhone } from '@gigafibre/kernel';
import { briefOf, getOrRefuse, nameOr, type CustomerBrief } from '../book/index.ts';
import type { CustomerDirectory, CustomerOfNumber } from './conversations.ports.ts';

const FIELDS = ['name', 'customer_name', 'phone_e164', 'mobile_no', 'language'];

/** Customers by their numbers, as the ERP keeps them. */
export function createCustomerDirectory(site: FrappeSite): CustomerDirectory {
  return {
    async withNumbers(numbers) {
      if (numbers.length === 0) return [];
      const rows = await site.list('Customer', { fields: FIELDS, filters: [['phone_e164', 'in', numbers]], orderBy: 'name asc', limit: 0 });
      return rows.map((row) => ofNumber(briefOf(row)));
    },
    async customer(name) {
      const [row] = await site.list('Customer', { fields: FIELDS, filters: [['name', '=', name]], limit: 1 });
      if (row === undefined) throw new Problem('not_found', { facts: { doctype: 'Customer', name } });
      return ofNumber(briefOf(row));
    },
    async customerOf(doctype, name) {
      return nameOr((await getOrRefuse(site, doctype, name)).customer);
    },
  };
}

const ofNumber = ({ name, customerName, language, phone }: CustomerBrief): CustomerOfNumber => ({ name, customerName, language, number: normalizePhone(phone) ?? '' });
