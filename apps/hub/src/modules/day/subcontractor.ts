import { isVisitOver, type Catalogue, type DayVisit } from '@gigafibre/contracts';

/**
 * What somebody else's employee needs for one job and no more (F40): no history, no tickets, no subscriptions and their prices;
 * once the visit is over, neither the customer's number nor the code of his gate.
 */
export function minimumOf(found: DayVisit): DayVisit {
  const minimum: DayVisit = { ...found, history: [], tickets: [], subscriptions: [] };
  if (!isVisitOver(found.visit.status)) return minimum;
  const location = found.location === null ? null : { ...found.location, gateCode: '', accessNotes: '' };
  return { ...minimum, location, customer: { ...found.customer, phone: '' } };
}

/** The same things, their prices left out. */
export const withoutPrices = (catalogue: Catalogue): Catalogue => ({ ...catalogue, items: catalogue.items.map((item) => ({ ...item, priceCents: null })) });
