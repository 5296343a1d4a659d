/** How the office works through a DocType's list. */
export interface Worked {
  /** Fields by whose values it is narrowed. */
  choices: readonly string[];
  /** Text fields it is sorted by, besides its choices and the time of creation. */
  sorts?: readonly string[];
  /** So many documents that counting them means walking too far. */
  isLarge?: true;
}

/** DocTypes whose lists are worked through every day; indexes and tallies follow from this. */
export const WORKED: Readonly<Record<string, Worked>> = {
  Customer: { choices: ['customer_type', 'language', 'is_suspended'], sorts: ['customer_name'], isLarge: true },
  Issue: { choices: ['status', 'priority', 'issue_type'], sorts: ['customer_name'], isLarge: true },
  'Dispatch Job': { choices: ['status', 'priority'] },
  'Dispatch Visit': { choices: ['status'] },
  'Sales Invoice': { choices: ['docstatus', 'status'], isLarge: true },
  'Service Equipment': { choices: ['status', 'category', 'onu_state'], sorts: ['serial_no'], isLarge: true },
  'Service Subscription': { choices: ['status'], isLarge: true },
};
