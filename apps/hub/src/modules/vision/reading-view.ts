import type { DeviceAnswer, InvoiceReading, LabelReading, Principal, Reading, ReadingSummary } from '@gigafibre/contracts';
import { rolesOf } from '../../platform/access.ts';
import type { deviceFor } from '../equipment/index.ts';
import { duplicateOf } from './invoice-draft.service.ts';
import { codeOf, titleOf } from './reading-title.ts';
import type { PurchaseBook, ReadingRecord, ReadingStore } from './vision.ports.ts';

export function summaryOf(reading: ReadingRecord): ReadingSummary {
  const { id, kind, state, fileName, mediaType, createdAt, createdBy, visit, source, sizes, pagesRead, problem, document, discardReason, result } = reading;
  return {
    ...{ id, kind, state, fileName, mediaType, createdAt, visit, source, pagesRead, problem: problem && { ...problem, facts: { ...problem.facts } }, document, discardReason },
    createdBy: createdBy.displayName,
    pages: sizes.length,
    title: titleOf(result),
    totalCents: result !== null && 'total' in result ? result.total.value : null,
  };
}

interface ViewParts {
  readonly store: Pick<ReadingStore, 'findSame' | 'findByDocument'>;
  readonly bookFor: (principal: Principal) => PurchaseBook;
  readonly deviceFor: ReturnType<typeof deviceFor>;
}

/** A reading with what the ERP knows to it, as far as the person may see that. */
export function createReadingView({ store, bookFor, deviceFor: answerDevice }: ViewParts) {
  return async (principal: Principal, reading: ReadingRecord): Promise<Reading> => {
    const { sha256, sizes, fallback, result, kind } = reading;
    const invoice = kind === 'invoice' ? (result as InvoiceReading | null) : null;
    const label = kind === 'equipment' ? (result as LabelReading | null) : null;
    const seesBooks = rolesOf(principal).some((role) => role === 'accountant' || role === 'admin');
    const known = seesBooks && invoice !== null ? await knownInErp(bookFor(principal), store, { reading, invoice }) : { suppliers: [], duplicate: null };
    return { ...summaryOf(reading), ...{ sha256, fallback, invoice, label }, ...known, sizes: [...sizes], hasOriginal: !reading.isPurged, device: await deviceOf(label) };

    async function deviceOf(read: LabelReading | null): Promise<DeviceAnswer | null> {
      const code = read === null ? null : codeOf(read);
      return code === null ? null : answerDevice(principal, code, reading.visit ?? undefined);
    }
  };
}

async function knownInErp(book: PurchaseBook, store: ViewParts['store'], { reading, invoice }: { reading: ReadingRecord; invoice: InvoiceReading }): Promise<Pick<Reading, 'suppliers' | 'duplicate'>> {
  const suppliers = await book.proposeSuppliers({ name: invoice.supplier.value ?? '', taxNumber: invoice.tpsNumber.value ?? '' });
  const sure = suppliers.find(({ matched }) => matched !== 'similar');
  return { suppliers: [...suppliers], duplicate: reading.state === 'confirmed' ? null : await duplicateOf(book, store, reading, sure?.name) };
}
