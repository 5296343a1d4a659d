import type { Catalogue, Day, VanParts } from '@gigafibre/contracts';
import { siteDate, siteMidnight, type Temporal } from '@gigafibre/kernel';
import type { CatalogueBook, DayBook } from './day.ports.ts';
import { minimumOf, withoutPrices } from './subcontractor.ts';

const DAYS_AHEAD = 2;

export interface DayQuestion {
  readonly technician: string;
  readonly now: Temporal.Instant;
  readonly seq: number;
  readonly dispatchPhone: string;
}

/** One technician's day and the two that follow: nothing in it but what his own visits touch. */
export async function readDay(book: DayBook, { technician, now, seq, dispatchPhone }: DayQuestion): Promise<Day> {
  const date = siteDate(now);
  const [record, visits] = await Promise.all([book.technician(technician), book.visitsOf(technician, siteMidnight(date), siteMidnight(date.add({ days: DAYS_AHEAD + 1 })))]);
  const vanStock = record.warehouse === null ? [] : await book.vanStock(record.warehouse);
  const { isSubcontractor } = record;
  const own = { name: record.name, displayName: record.displayName, mobile: record.mobile, ...(isSubcontractor && { isSubcontractor }) };
  return { technician: own, date: date.toString(), asOf: now.toString(), seq, visits: isSubcontractor ? visits.map(minimumOf) : visits, vanStock, dispatchPhone };
}

/** What may be installed or charged for today. */
export async function readCatalogue(book: CatalogueBook, { now, isPriced }: { now: Temporal.Instant; isPriced: boolean }): Promise<Catalogue> {
  const catalogue = { asOf: now.toString(), items: await book.items(siteDate(now).toString()) };
  return isPriced ? catalogue : withoutPrices(catalogue);
}

/** The parts of one technician's own van; nothing for somebody without a van. */
export async function readVanParts(books: DayBook & Pick<CatalogueBook, 'parts'>, { technician, now }: Pick<DayQuestion, 'technician' | 'now'>): Promise<VanParts> {
  const { warehouse } = await books.technician(technician);
  return { asOf: now.toString(), warehouse, parts: warehouse === null ? [] : await books.parts(warehouse) };
}
