import type { Role } from '@gigafibre/contracts';
import type { DocTypeName } from '@gigafibre/doctypes';

/** The ERP role behind each of ours: what the DocTypes' own permissions are written for. */
export const ERP_ROLES: Readonly<Record<Role, string>> = {
  agent: 'Service Agent',
  dispatcher: 'Dispatcher',
  technician: 'Field Technician',
  accountant: 'Accounts User',
  admin: 'System Manager',
};

/** Technicians and customers have no gateway at all: they have commands and their own reads. */
export const GATEWAY_ROLES: readonly Role[] = ['agent', 'dispatcher', 'accountant', 'admin'];

interface Exposure {
  /** Fields a person may change in place. What jobs, visits and devices go through is a command's business, so none of theirs is here. */
  readonly write?: readonly string[];
}

/** Every DocType that the office's lists and forms read through the gateway. What is not here does not exist there. */
export const EXPOSED = {
  Customer: { write: ['customer_name', 'customer_type', 'language', 'mobile_no', 'email_id', 'phone_e164'] },
  Contact: {},
  Address: {},
  'Service Location': { write: ['location_name', 'access_notes', 'has_dog', 'gate_code', 'address_line', 'city', 'postal_code'] },
  'Service Equipment': { write: ['wifi_ssid', 'warranty_until'] },
  'Service Subscription': {},
  Issue: { write: ['subject', 'status', 'priority', 'issue_type', 'description', 'service_location', 'service_equipment', 'resolution_details'] },
  'Issue Type': {},
  'Issue Priority': {},
  'Dispatch Job': {},
  'Dispatch Visit': {},
  'Dispatch Technician': {},
  'Dispatch Tag': {},
  'Dispatch Job Type': {},
  'Flow Template': {},
  Item: {},
  Warehouse: {},
  Quotation: {},
  'Sales Order': {},
  'Sales Invoice': {},
  'Payment Entry': {},
} as const satisfies Partial<Record<DocTypeName, Exposure>>;

export type ExposedDoctype = keyof typeof EXPOSED;
export const isExposed = (doctype: string): doctype is ExposedDoctype => Object.hasOwn(EXPOSED, doctype);
export const writableFields = (doctype: ExposedDoctype): readonly string[] => (EXPOSED[doctype] as Exposure).write ?? [];
