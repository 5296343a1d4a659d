/** How the office works through a DocType's list. */
export interface Worked {
  /** Fields by whose values it is narrowed. */
  choices: readonly string[];
  /** Links by which it is narrowed to what belongs to one other document. */
  links?: readonly string[];
  /** Text fields it is sorted by, besides its choices. */
  sorts?: readonly string[];
  /** What it is otherwise sorted by, newest first: the time of creation unless told otherwise. */
  moments?: readonly string[];
  /** So many documents that counting them means walking too far. */
  isLarge?: true;
}

/** DocTypes whose lists are worked through every day; indexes and tallies follow from this. */
export const WORKED: Readonly<Record<string, Worked>> = {
  Customer: { choices: ['customer_type', 'language', 'is_suspended'], sorts: ['customer_name'], isLarge: true },
  Issue: { choices: ['status', 'priority', 'issue_type'], links: ['customer', 'service_location', 'service_equipment'], sorts: ['customer_name'], isLarge: true },
  'Dispatch Job': { choices: ['status', 'priority'], links: ['customer'] },
  'Dispatch Visit': { choices: ['status'], links: ['customer'] },
  'Sales Invoice': { choices: ['docstatus', 'status'], links: ['customer'], moments: ['creation', 'posting_date'], isLarge: true },
  'Service Equipment': { choices: ['status', 'category', 'onu_state'], sorts: ['serial_no'], isLarge: true },
  'Service Subscription': { choices: ['status'], isLarge: true },
};

/** Whether lists have an index that begins with this field, so that it needs none of its own. */
export function leadsLists(doctype: string, field: string): boolean {
  const { choices = [], links = [] } = WORKED[doctype] ?? {};
  return choices.includes(field) || links.includes(field);
}
