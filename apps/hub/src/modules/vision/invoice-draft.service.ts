import { Problem } from '@gigafibre/contracts';
import type { InvoiceDuplicate, InvoiceReading } from '@gigafibre/contracts';
import type { Deed, Executors, Order, Person } from '../commands/index.ts';
import type { DraftInvoice, PurchaseBook, ReadingRecord, ReadingStore } from './vision.ports.ts';

interface DraftParts {
  readonly bookFor: (person: Person) => PurchaseBook;
  readonly store: Pick<ReadingStore, 'find' | 'findSame' | 'move'>;
  /** The file to attach: what came, or the picture drawn anew. */
  readonly fileOf: (reading: ReadingRecord) => Promise<{ readonly name: string; readonly content: Uint8Array } | undefined>;
}

/** Makes a draft in the ERP from what a person confirmed. Nothing is posted here, nor anywhere by itself. */
export function createInvoiceCommands({ bookFor, store, fileOf }: DraftParts): Pick<Executors, 'invoice.draft'> {
  return {
    async 'invoice.draft'(order) {
      const book = bookFor(order.person);
      const reading = await store.find(order.command.payload.reading);
      if (reading?.kind !== 'invoice') throw new Problem('not_found', { facts: { doctype: 'Reading', name: order.command.payload.reading } });
      const made = (await book.findByCommand(order.command.id)) ?? (await draft(book, order, reading));
      const file = await fileOf(reading);
      if (file !== undefined) await book.attach(made.name, file);
      await store.move(reading.id, ['read', 'failed'], { state: 'confirmed', document: { doctype: 'Purchase Invoice', name: made.name }, at: order.now });
      return deedOf(made, order);
    },
  };
}

async function draft(book: PurchaseBook, { command }: Order<'invoice.draft'>, reading: ReadingRecord): Promise<DraftInvoice> {
  if (reading.state === 'confirmed' || reading.state === 'discarded') throw new Problem('reading_settled', { facts: { state: reading.state, document: reading.document?.name ?? null } });
  if (reading.state !== 'read' && reading.state !== 'failed') throw new Problem('reading_not_ready');
  const supplier = await supplierFor(book, command.payload.supplier);
  const earlier = await book.findInvoice(supplier, command.payload.number);
  if (earlier !== undefined) throw new Problem('invoice_duplicate', { facts: { invoice: earlier, number: command.payload.number } });
  return book.draft(command.payload, supplier, command.id);
}

async function supplierFor(book: PurchaseBook, wanted: Order<'invoice.draft'>['command']['payload']['supplier']): Promise<string> {
  const name = 'name' in wanted ? wanted.name : wanted.create;
  const known = await book.findSupplier(name);
  if (known !== undefined) return known.name;
  if ('name' in wanted) throw new Problem('invalid_request', { errors: [{ path: '/payload/supplier/name', message: 'no such supplier' }] });
  return (await book.createSupplier(wanted.create, wanted.taxId)).name;
}

const deedOf = (invoice: DraftInvoice, { command: { payload } }: Order<'invoice.draft'>): Deed => {
  const subject = { doctype: 'Purchase Invoice', name: invoice.name };
  return {
    subject,
    modified: invoice.modified,
    events: [{ type: 'invoice.drafted', subject, related: {}, facts: { reading: payload.reading, supplier: invoice.supplierName, number: payload.number, total: payload.total } }],
  };
};

/** Where the invoice of a reading already is: by supplier and number, else by its picture. */
export async function duplicateOf(book: PurchaseBook, store: Pick<ReadingStore, 'findSame' | 'findByDocument'>, reading: ReadingRecord, supplier: string | undefined): Promise<InvoiceDuplicate | null> {
  const { value: number } = (reading.result as InvoiceReading).number;
  const invoice = supplier === undefined || number === null ? undefined : await book.findInvoice(supplier, number);
  if (invoice !== undefined) return { by: 'number', invoice, reading: (await store.findByDocument(invoice))?.id ?? null };
  const same = await store.findSame(reading.sha256, 'invoice');
  if (same?.state !== 'confirmed' || same.id === reading.id) return null;
  return { by: 'picture', invoice: same.document?.name ?? null, reading: same.id };
}
