export { checkInvoice, TPS_RATE, TVQ_RATE } from './check-invoice.ts';
export type { Difference, InvoiceCheck, InvoiceFigures } from './check-invoice.ts';
export type { InvoiceFields, LabelFields, LineFields, Read, Zone } from './reading.ts';
