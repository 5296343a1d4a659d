import type { DoctypeHooks } from '../hooks.ts';
import { contactHooks } from './contacts.ts';
import { issueHooks } from './issue.ts';
import { itemHooks } from './items.ts';
import { masterHooks } from './masters.ts';
import { paymentHooks } from './payment.ts';
import { purchaseHooks } from './purchase.ts';
import { salesHooks } from './sales.ts';
import { stockHooks } from './stock.ts';

export { layErpRecords } from './records.ts';

const parts = [masterHooks, contactHooks, itemHooks, issueHooks, salesHooks, paymentHooks, purchaseHooks, stockHooks];

/** What ERPNext's DocTypes do besides what their fields say. */
export const erpHooks: Readonly<Record<string, DoctypeHooks>> = parts.reduce<Record<string, DoctypeHooks>>((all, part) => {
  for (const [doctype, hooks] of Object.entries(part)) all[doctype] = { ...all[doctype], ...hooks };
  return all;
}, {});
