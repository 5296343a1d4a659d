import type { Day } from '@gigafibre/contracts';
import { siteDate, siteMidnight, type Temporal } from '@gigafibre/kernel';
import type { DayBook } from './day.ports.ts';

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
  return { technician: { name: record.name, displayName: record.displayName, mobile: record.mobile }, date: date.toString(), asOf: now.toString(), seq, visits, vanStock, dispatchPhone };
}
