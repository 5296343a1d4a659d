export { amountsIn } from './amounts.ts';
export type { Amount } from './amounts.ts';
export { checkInvoice, TPS_RATE, TVQ_RATE } from './check-invoice.ts';
export type { Difference, InvoiceCheck, InvoiceFigures } from './check-invoice.ts';
export { datesIn } from './dates.ts';
export type { DateOrder, FoundDate } from './dates.ts';
export { readInvoiceFields } from './invoice.ts';
export type { Page, Piece } from './layout.ts';
export type { InvoiceFields, LabelFields, LineFields, Read, Zone } from './reading.ts';
