import { normalizePhone } from '@gigafibre/kernel';
import type { Filter } from '../../api/gateway.ts';
import type { ListPlan } from '../../app/use-document-list.ts';

export interface CustomerRow {
  name: string;
  customer_name: string;
  legacy_id: string | null;
  customer_type: string;
  customer_group: string;
  phone_e164: string | null;
  email_id: string | null;
  language: string | null;
  is_suspended: 0 | 1;
}

/** Digits are a part of a telephone number, or a whole number of the former system (six digits with its leading zero); the rest is a name. */
export function customerFilter(text: string): Filter {
  if (/^0\d{5}$/.test(text)) return ['legacy_id', '=', text];
  const digits = text.replaceAll(/\D/g, '');
  const isPhone = digits.length >= 3 && /^[\d\s().+-]+$/.test(text);
  return isPhone ? ['phone_e164', 'like', `%${normalizePhone(text) ?? digits}%`] : ['customer_name', 'like', `%${text}%`];
}

export const customerListPlan: ListPlan = {
  doctype: 'Customer',
  fields: ['name', 'customer_name', 'legacy_id', 'customer_type', 'customer_group', 'phone_e164', 'email_id', 'language', 'is_suspended'],
  sort: { key: 'customer_name', isDescending: false },
  textFilter: customerFilter,
  choices: {
    type: (value) => ['customer_type', '=', value],
    language: (value) => ['language', '=', value],
    suspended: (value) => ['is_suspended', '=', Number(value)],
  },
};
