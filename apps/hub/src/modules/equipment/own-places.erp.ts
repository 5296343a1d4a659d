import type { FrappeSite } from '@gigafibre/frappe';
import { siteDate, type Clock } from '@gigafibre/kernel';
import { readVisitCards } from '../book/index.ts';
import { isVisitOfDay } from '../visits/index.ts';
import type { OwnPlaces } from './equipment.ports.ts';

/** The places of a technician's visits of the day, as the visits have them. */
export const createOwnPlaces = (site: FrappeSite, clock: Clock): OwnPlaces => ({
  async find(technician, visit) {
    const cards = await readVisitCards(site, [['Visit Crew', 'technician', '=', technician], ...(visit === undefined ? [] : [['name', '=', visit] as const]), ['planned_start', '>=', daysAgo(clock)]]);
    return cards.filter((card) => isVisitOfDay(card, clock())).map(({ customer, place }) => ({ customer, location: place.location }));
  },
});

const daysAgo = (clock: Clock): string => siteDate(clock()).subtract({ days: 3 }).toString();
