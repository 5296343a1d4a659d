import type { FrappeSite } from '@gigafibre/frappe';
import { travelSeconds, type Place } from '@gigafibre/dispatch';
import { coordinateOf, findCustomerBrief, findMadeBy, readVisitCards } from '../book/index.ts';
import { technicianOf } from '../templates/index.ts';
import type { NoticeFacts } from './notice-teller.ts';
import type { OpenTicket } from './surveys.ts';

/** Where a technician was last seen; undefined where nobody knows. */
export type WhereIs = (technician: string) => Promise<Place | undefined>;

/** What is true of a visit now, for its customer. */
export function createNoticeReader(site: FrappeSite, whereIs: WhereIs): (visit: string) => Promise<NoticeFacts | undefined> {
  return async (visit) => {
    const [card] = await readVisitCards(site, [['name', '=', visit]]);
    if (card === undefined) return undefined;
    const [technician, customer, from] = await Promise.all([technicianOf(site, card), findCustomerBrief(site, card.customer), card.status === 'en-route' ? startOf(site, card.crew[0]?.technician ?? '', whereIs) : undefined]);
    const { latitude, longitude } = card.place;
    const driveSeconds = from === undefined || latitude === null || longitude === null ? undefined : travelSeconds(from, { latitude, longitude });
    return { card, technician, customer, ...(driveSeconds !== undefined && { driveSeconds }) };
  };
}

/** Where the drive began: as last seen, or at home. */
async function startOf(site: FrappeSite, technician: string, whereIs: WhereIs): Promise<Place | undefined> {
  const seen = await whereIs(technician);
  if (seen !== undefined) return seen;
  const [home] = await site.list('Dispatch Technician', { fields: ['home_latitude', 'home_longitude'], filters: [['name', '=', technician]], limit: 1 });
  const [latitude, longitude] = [coordinateOf(home?.home_latitude), coordinateOf(home?.home_longitude)];
  return latitude === null || longitude === null ? undefined : { latitude, longitude };
}

/** Opens a ticket for a customer who was not happy, once for each survey. */
export const ticketOpener =
  (site: FrappeSite): OpenTicket =>
  async ({ id, customer, subject, description }) => {
    const before = await findMadeBy(site, 'Issue', id);
    return (before ?? (await site.insert('Issue', { subject, customer, description, priority: 'High', status: 'Open', created_by_command: id }))).name;
  };
