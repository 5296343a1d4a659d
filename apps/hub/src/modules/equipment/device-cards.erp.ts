import type { FrappeSite } from '@gigafibre/frappe';
import { findCustomerBrief, findLocation, OPEN_TICKETS, readSubscriptions, readTickets, stampedAt, textOr } from '../book/index.ts';
import type { DeviceCards } from './equipment.ports.ts';

const MOST = 12;

export function createDeviceCards(site: FrappeSite): DeviceCards {
  return {
    customer: (name) => findCustomerBrief(site, name ?? undefined),
    location: (name) => findLocation(site, name ?? undefined),
    async subscription(location) {
      if (location === null) return [];
      return readSubscriptions(site, [['service_location', '=', location]]);
    },
    tickets: async (customer) => (customer === null ? [] : readTickets(site, [['customer', '=', customer], ['status', 'in', OPEN_TICKETS]], { limit: MOST })),
    async jobs(location) {
      if (location === null) return [];
      const rows = await site.list('Dispatch Job', { fields: ['name', 'subject', 'status', 'completed_at', 'modified'], filters: [['service_location', '=', location]], orderBy: 'modified desc, name desc', limit: MOST });
      return rows.map((row) => ({ name: textOr(row.name), subject: textOr(row.subject), status: textOr(row.status), at: stampedAt(row.completed_at ?? row.modified) }));
    },
  };
}
