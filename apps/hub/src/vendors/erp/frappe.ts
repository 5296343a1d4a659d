import { createFrappeSite, createHttpTransport } from '@gigafibre/frappe';
import type { FrappeSite, SiteRequest, SiteResponse, Transport } from '@gigafibre/frappe';
import type { Erp, PersonKey, PersonKeys } from './erp.port.ts';

const TIMEOUT_MS = 5000;
/** A person whose new key is refused too is off: he gets no other for a while. */
const SPENT_MS = 60_000;
const GENERATE = 'frappe.core.doctype.user.user.generate_keys';

/**
 * A real ERPNext. The hub itself speaks with the key of one of its users; what it does for a person it does with that person's own
 * key, so that the ERP writes down who it was. The key's user has to be a System Manager, or no keys can be made.
 */
export function openFrappeErp({ origin, key, secret, now = () => performance.now() }: { origin: string; key: string; secret: string; now?: () => number }): Erp {
  const own = { key, secret };
  const state: { people: People | undefined } = { people: undefined };
  const wire = createHttpTransport({ origin, keyFor: (actor) => (actor === undefined || state.people === undefined ? own : state.people.keyOf(actor)) });
  const site = createFrappeSite({ transport: wire, timeoutMs: TIMEOUT_MS });
  const transport: Transport = async (request) => (request.actor === undefined || state.people === undefined ? wire(request) : asPerson(wire, { ...request, actor: request.actor }, state.people));
  return {
    transport,
    attribute(keys) {
      state.people = openPeople({ keys, site, now });
    },
    check: async () => {
      await site.call('ping', {}, 'GET');
    },
    close: () => wire.close(),
  };
}

interface People {
  keyOf(user: string): Promise<PersonKey>;
  /** Whether a new key was got in the place of one that the ERP refused. */
  renew(user: string, spent: PersonKey): Promise<boolean>;
}

/** A refused key is replaced once, and the same asked again: what was refused so did nothing. */
async function asPerson(wire: Transport, request: SiteRequest & { readonly actor: string }, people: People): Promise<SiteResponse> {
  const used = await people.keyOf(request.actor);
  const answer = await wire(request);
  if (answer.status !== 401 || !(await people.renew(request.actor, used))) return answer;
  return wire(request);
}

function openPeople({ keys, site, now }: { keys: PersonKeys; site: FrappeSite; now: () => number }): People {
  const known = new Map<string, Promise<PersonKey>>();
  const renewedAt = new Map<string, number>();
  const make = async (user: string): Promise<PersonKey> => {
    const made = await site.call<{ api_secret: string; api_key?: string }>(GENERATE, { user });
    return { key: made.api_key ?? (await site.get('User', user)).api_key ?? '', secret: made.api_secret };
  };
  const get = (user: string, spent?: PersonKey): Promise<PersonKey> => {
    const asked = keys.keyOf(user, spent, () => make(user));
    known.set(user, asked);
    asked.catch(() => known.delete(user)); // whoever asked is told; the next one asks anew
    return asked;
  };
  return {
    keyOf: (user) => known.get(user) ?? get(user),
    async renew(user, spent) {
      if ((await known.get(user))?.secret !== spent.secret) return true; // somebody did a moment ago
      if (now() - (renewedAt.get(user) ?? -Infinity) < SPENT_MS) return false;
      renewedAt.set(user, now());
      await get(user, spent);
      return true;
    },
  };
}
