import type { DocTypeName } from '@gigafibre/doctypes';
import { siteDate, type Temporal } from '@gigafibre/kernel';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './accounts.ts';
import { ITEMS, JOB_TYPES, TAGS, vanLoad } from './catalogue.ts';
import { neighbourhood } from './customers.ts';
import type { DemoDoc } from './demo-doc.ts';
import { pastInvoices } from './invoices.ts';
import { FLOW_TEMPLATES, FLOW_VERSIONS } from './procedures.ts';
import type { Scene } from './scene.ts';
import { workforce } from './technicians.ts';
import { pastTickets, ticketNames } from './tickets.ts';
import { workload } from './tours.ts';

/** What a provider of each size has, besides its 46 technicians and their days. */
export const DEMO_SIZES = {
  demo: { customers: 900, subscriptions: 2800, invoices: 2700, tickets: 3600 },
  full: { customers: 6667, subscriptions: 21_000, invoices: 115_000, tickets: 242_000 },
} as const;
export type DemoSize = keyof typeof DEMO_SIZES;

/** The part of an ERP site that the demo needs: bulk loading, and inserting the few accounts that have a password. */
export interface DemoSite {
  load(doctype: DocTypeName, rows: Iterable<object>): Promise<number>;
  finishLoad(): Promise<void>;
  insertUser(user: DemoDoc<'User'> & { new_password: string }): Promise<void>;
}

export interface DemoProgress {
  readonly doctype: DocTypeName;
  readonly loaded: number;
  readonly total: number;
}

export interface DemoOptions {
  readonly size: DemoSize;
  /** The moment the demo is about: before it visits are done, around it they are under way. */
  readonly now: Temporal.Instant;
  readonly seed: number;
  readonly onProgress?: (progress: DemoProgress) => void;
}

type Batch = { [D in DocTypeName]: { readonly doctype: D; readonly rows: Iterable<DemoDoc<D>>; readonly count: number } }[DocTypeName];

const batch = <D extends DocTypeName>(doctype: D, rows: readonly DemoDoc<D>[]) => ({ doctype, rows, count: rows.length });

/** The provider, document by document, in an order in which every link exists when it is needed. */
function* provider(scene: Scene, size: DemoSize): Generator<Batch> {
  const counts = DEMO_SIZES[size];
  const staff = workforce(scene);
  const homes = neighbourhood(scene, counts.customers, counts.subscriptions);
  const ticketName = ticketNames();
  yield batch('Dispatch Tag', TAGS);
  yield batch('Flow Template', FLOW_TEMPLATES);
  yield batch('Flow Version', FLOW_VERSIONS);
  yield batch('Dispatch Job Type', JOB_TYPES);
  yield batch('Item', ITEMS);
  yield batch('User', staff.users);
  yield batch('Warehouse', staff.vans);
  yield batch('Bin', staff.vans.flatMap(({ name = '' }) => vanLoad(name)));
  yield batch('Dispatch Technician', staff.technicians);
  yield batch('Customer', homes.customers);
  yield batch('Service Location', homes.locations);
  yield batch('Service Subscription', homes.subscriptions);
  yield batch('Service Equipment', [...homes.equipment, ...staff.vanStock]);
  yield { doctype: 'Issue', rows: pastTickets(scene, homes.homes, counts.tickets, ticketName), count: counts.tickets };
  const work = workload(scene, staff.crew, homes.homes, () => ticketName(String(scene.today.year)));
  yield batch('Issue', work.tickets);
  yield batch('Dispatch Job', work.jobs);
  yield batch('Dispatch Visit', work.visits);
  yield { doctype: 'Sales Invoice', rows: pastInvoices(scene, homes.homes, counts.invoices), count: counts.invoices };
}

const PROGRESS_EVERY = 2000;

function* watched(rows: Iterable<object>, each: () => void): Generator<object> {
  for (const row of rows) {
    each();
    yield row;
  }
}

/**
 * Fills an empty site with a believable provider: the same options give the same documents, to the letter.
 * Nothing here can reach a real person: numbers are 555-01xx, addresses end in exemple.ca.
 * @throws whatever the site throws when it is not empty.
 */
export async function loadDemo(site: DemoSite, { size, now, seed, onProgress }: DemoOptions): Promise<void> {
  const scene: Scene = { seed, now, today: siteDate(now) };
  for (const { doctype, rows, count } of provider(scene, size)) {
    let loaded = 0;
    await site.load(doctype, watched(rows, () => {
      loaded += 1;
      if (loaded % PROGRESS_EVERY === 0) onProgress?.({ doctype, loaded, total: count });
    }));
    onProgress?.({ doctype, loaded, total: count });
  }
  for (const account of DEMO_ACCOUNTS) {
    const fullName = `${account.firstName} ${account.lastName}`;
    await site.insertUser({ email: account.user, first_name: account.firstName, last_name: account.lastName, full_name: fullName, enabled: 1, user_type: 'System User', language: 'fr', send_welcome_email: 0, roles: [{ role: account.erpRole }], new_password: DEMO_PASSWORD });
  }
  await site.finishLoad();
}
