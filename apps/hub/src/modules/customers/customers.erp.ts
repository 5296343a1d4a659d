import type { CustomerCard } from '@gigafibre/contracts';
import type { Doc } from '@gigafibre/doctypes';
import type { FrappeSite } from '@gigafibre/frappe';
import { centsFromDecimal, siteDate, type Clock } from '@gigafibre/kernel';
import { briefOf, getOrRefuse, instantOf, OPEN_JOBS, OPEN_TICKETS, readEquipment, readFieldChanges, readJobs, readLocations, readSubscriptions, readTickets, textOr } from '../book/index.ts';

const CLOSED_JOBS_SHOWN = 10;

/** The page of a customer. The balance is read by the hub itself: dispatchers may know it, though not the invoices behind it. */
export function createCustomerCards(site: FrappeSite, system: FrappeSite, clock: Clock): (name: string) => Promise<CustomerCard> {
  return async (name) => {
    const doc = await getOrRefuse(site, 'Customer', name);
    const ofCustomer = ['customer', '=', name] as const;
    const [balances, locations, openTickets, closedTickets, jobs, changes] = await Promise.all([
      readBalances(system, name, siteDate(clock()).toString()),
      readPlaces(site, name),
      readTickets(site, [ofCustomer, ['status', 'in', OPEN_TICKETS]]),
      site.count('Issue', [ofCustomer, ['status', 'not in', OPEN_TICKETS]]),
      readCustomerJobs(site, name),
      readFieldChanges(site, system, { doctype: 'Customer', name }),
    ]);
    return { ...headOf(doc), ...balances, locations, openTickets, closedTickets, jobs, changes };
  };
}

const headOf = (doc: Doc<'Customer'>) => ({
  ...briefOf(doc),
  modified: doc.modified,
  customerType: doc.customer_type,
  customerGroup: textOr(doc.customer_group),
  email: textOr(doc.email_id),
  isSuspended: doc.is_suspended === 1,
  since: instantOf(doc.creation),
});

async function readBalances(system: FrappeSite, customer: string, today: string): Promise<Pick<CustomerCard, 'balanceCents' | 'overdueCents'>> {
  const owed = [['customer', '=', customer], ['docstatus', '=', 1], ['outstanding_amount', '!=', 0]] as const;
  const [balanceCents, overdueCents] = await Promise.all([sumOutstanding(system, owed), sumOutstanding(system, [...owed, ['due_date', '<', today]])]);
  return { balanceCents, overdueCents };
}

async function sumOutstanding(system: FrappeSite, filters: readonly (readonly [string, '=' | '!=' | '<', string | number])[]): Promise<number> {
  const [row] = (await system.list('Sales Invoice', { fields: [{ SUM: 'outstanding_amount', as: 'total' }], filters, groupBy: 'customer' })) as { total?: number }[];
  return centsFromDecimal(row?.total ?? 0);
}

async function readPlaces(site: FrappeSite, customer: string): Promise<CustomerCard['locations']> {
  const ofCustomer = [['customer', '=', customer]] as const;
  const [locations, equipment, subscriptions] = await Promise.all([readLocations(site, ofCustomer), readEquipment(site, ofCustomer), readSubscriptions(site, ofCustomer)]);
  return locations.map((location) => ({
    location,
    equipment: equipment.filter(({ serviceLocation }) => serviceLocation === location.name),
    subscriptions: subscriptions.filter((subscription) => subscription.location === location.name),
  }));
}

async function readCustomerJobs(site: FrappeSite, customer: string): Promise<CustomerCard['jobs']> {
  const [open, closed] = await Promise.all([
    readJobs(site, [['customer', '=', customer], ['status', 'in', OPEN_JOBS]]),
    readJobs(site, [['customer', '=', customer], ['status', 'not in', OPEN_JOBS]], { limit: CLOSED_JOBS_SHOWN }),
  ]);
  return [...open, ...closed];
}
