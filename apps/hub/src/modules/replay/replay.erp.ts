import type { FrappeSite } from '@gigafibre/frappe';
import { createBoardBook } from '../board/index.ts';
import type { DayBook } from './replay.ports.ts';

export function createDayBook(site: FrappeSite): DayBook {
  const book = createBoardBook(site);
  return {
    everybody: () => book.everybody(),
    standing: async (day) => (await Promise.all([book.plannedIn({ from: day, days: 1 }), book.unassigned()])).flat(),
    named: async (visits) => (visits.length === 0 ? [] : book.named([...visits])),
  };
}
