import { readFileSync, writeFileSync } from 'node:fs';
import { STAGE_FILE } from './places.ts';

/** Where the story is played and by whom: picked from the demo once the hub is up. */
export interface Stage {
  readonly origin: string;
  readonly customer: { readonly name: string; readonly phone: string; readonly location: string; readonly address: string; readonly serial: string; readonly mac: string };
  readonly technician: { readonly name: string; readonly displayName: string; readonly mobile: string };
  /** The device in the technician's van whose label the camera films. */
  readonly vanSerial: string;
}

export const readStage = (): Stage => JSON.parse(readFileSync(STAGE_FILE, 'utf8')) as Stage;

type Row = Readonly<Record<string, string>>;

/** Reads the ERP's lists through the gateway, as the office does. */
class Office {
  readonly #origin: string;
  readonly #cookie: string;

  private constructor(origin: string, cookie: string) {
    this.#origin = origin;
    this.#cookie = cookie;
  }

  static async signIn(origin: string, user: string): Promise<Office> {
    const answer = await fetch(`${origin}/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-gf-client': 'journeys' }, body: JSON.stringify({ user, password: 'demo' }) });
    if (!answer.ok) throw new Error(`Signing in as ${user} answered ${answer.status}`);
    return new Office(origin, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
  }

  async list(doctype: string, fields: readonly string[], filters: readonly unknown[] = []): Promise<readonly Row[]> {
    const query = new URLSearchParams({ fields: JSON.stringify(fields), filters: JSON.stringify(filters), order_by: 'name asc', limit_page_length: '200' });
    const answer = await fetch(`${this.#origin}/api/resource/${encodeURIComponent(doctype)}?${query.toString()}`, { headers: { cookie: this.#cookie } });
    return ((await answer.json()) as { data: readonly Row[] }).data;
  }
}

const only = <T>(rows: readonly T[], what: string): T => {
  const [first] = rows;
  if (first === undefined) throw new Error(`The demo has no ${what}`);
  return first;
};

/** Casts the story: a technician with a modem in his van, and a customer of his zone with an accent in the name and no open job. */
export async function setStage(origin: string): Promise<Stage> {
  const office = await Office.signIn(origin, 'admin@demo.gigafibre.ca');
  const technician = only(await office.list('Dispatch Technician', ['name', 'technician_name', 'mobile_no', 'zone', 'van_warehouse'], [['trade', '=', 'Residential']]), 'technician');
  const van = only(await office.list('Service Equipment', ['name'], [['warehouse', '=', technician['van_warehouse']], ['category', '=', 'ONT']]), 'modem in a van');
  const accented = (await office.list('Service Location', ['name', 'customer', 'address_line'], [['zone', '=', technician['zone']], ['status', '=', 'Active']])).filter(({ customer = '' }) => /^[^-]*[éèêôç][^-]*$/.test(customer));
  const jobs = await office.list('Dispatch Job', ['customer'], [['customer', 'in', accented.slice(0, 100).map((place) => place['customer'])]]);
  const place = only(accented.filter(({ customer }) => !jobs.some((job) => job['customer'] === customer)), 'customer without a job');
  const customer = only(await office.list('Customer', ['name', 'mobile_no'], [['name', '=', place['customer']]]), 'customer');
  const device = only(await office.list('Service Equipment', ['name', 'mac_address'], [['service_location', '=', place['name']], ['category', '=', 'ONT']]), 'modem at the customer’s');
  const stage: Stage = {
    origin,
    customer: { name: customer['name'] ?? '', phone: customer['mobile_no'] ?? '', location: place['name'] ?? '', address: place['address_line'] ?? '', serial: device['name'] ?? '', mac: device['mac_address'] ?? '' },
    technician: { name: technician['name'] ?? '', displayName: technician['technician_name'] ?? '', mobile: technician['mobile_no'] ?? '' },
    vanSerial: van['name'] ?? '',
  };
  writeFileSync(STAGE_FILE, JSON.stringify(stage, null, 2));
  return stage;
}
