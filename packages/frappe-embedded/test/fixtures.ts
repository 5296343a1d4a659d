import type { DocTypeSource } from '../src/meta.ts';
import { coreDocType, permit } from '../src/core/notation.ts';

const AGENT = permit('Service Agent');
const SUBMIT = { submit: 1, cancel: 1, amend: 1 };

/** A small trade of its own: customers, plans, and orders that are submitted. */
export const tradeDocTypes: readonly DocTypeSource[] = [
  coreDocType('Fibre Customer', { module: 'Trade', autoname: 'field:customer_name', allow_rename: 1, title_field: 'customer_name', track_changes: 1, permissions: [permit('System Manager'), AGENT] }, `
    customer_name | Data | | reqd unique
    city | Data
    kind | Select | Residential,Business
    email | Data | Email
    phone | Data | Phone
    credit_limit | Currency | | permlevel=1
    disabled | Check
    referred_by | Link | Fibre Customer
  `),
  coreDocType('Fibre Order Line', { module: 'Trade', istable: 1, autoname: 'hash' }, `
    plan | Data | | reqd
    quantity | Int | | default=1 non_negative
    rate | Currency
    customer | Link | Fibre Customer
  `),
  coreDocType('Fibre Order', { module: 'Trade', autoname: 'naming_series:', is_submittable: 1, track_changes: 1, permissions: [{ ...permit('System Manager'), ...SUBMIT }, { ...AGENT, ...SUBMIT }, { ...permit('Field Technician', ['read', 'write', 'create', 'delete']), if_owner: 1 }] }, `
    naming_series | Select | FO-.YYYY.- | reqd set_only_once
    customer | Link | Fibre Customer | reqd
    customer_city | Data | | fetch_from=customer.city
    status | Select | Draft,Sent | default=Draft
    ordered_on | Date | | default=Today
    ordered_at | Datetime | | default=Now
    at_time | Time
    placed_by | Link | User | default=__user
    note | Text | | allow_on_submit
    total | Currency
    reference_type | Link | DocType
    reference_name | Dynamic Link | reference_type
    lines | Table | Fibre Order Line | reqd
    amended_from | Link | Fibre Order | no_copy
  `),
  coreDocType('Fibre Settings', { module: 'Trade', issingle: 1, permissions: [permit('System Manager')] }, `
    welcome | Data | | default=Bonjour
    retries | Int | | default=3
  `),
];
