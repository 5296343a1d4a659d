import { FrappeError, type FrappeSite } from '@gigafibre/frappe';
import type { SearchHit } from '@gigafibre/contracts';
import { likenesses, sources, type SearchedDocType, type Source } from './search-sources.ts';
import { hitOf } from './search-hits.ts';
import type { Finder, SearchKeys } from './search.ports.ts';

const METHOD = 'gigafibre_fsm.search.find';
/** Faults of the way to the ERP, or of this person's rights; anything else means that the ERP has no such method. */
const OTHER_FAULTS = ['Unreachable', 'Timeout', 'PermissionError', 'AuthenticationError'];

interface Found {
  readonly doctype: string;
  readonly name: string;
}

/** Asks the ERP's own search where it has one (our app installs it), its lists where it has not. */
export function createFinder(site: FrappeSite): Finder {
  return {
    async find(keys, limit) {
      const found = await findByMethod(site, keys, limit);
      return found === undefined ? findInLists(site, keys, limit) : describe(site, found, keys);
    },
  };
}

async function findByMethod(site: FrappeSite, { text }: SearchKeys, limit: number): Promise<readonly Found[] | undefined> {
  try {
    return await site.call<Found[]>(METHOD, { txt: text, limit }, 'GET');
  } catch (error) {
    if (error instanceof FrappeError && !OTHER_FAULTS.includes(error.excType)) return undefined;
    throw error;
  }
}

/** What was found, in the order of finding, as people see it. */
async function describe(site: FrappeSite, found: readonly Found[], keys: SearchKeys): Promise<SearchHit[]> {
  const kinds = sources.filter(({ doctype }) => found.some((each) => each.doctype === doctype));
  const groups = await Promise.all(
    kinds.map(async (source) => {
      const names = found.filter(({ doctype }) => doctype === source.doctype).map(({ name }) => name);
      const rows = await site.list(source.doctype, { fields: source.fields, filters: [['name', 'in', names]], orderBy: 'name asc', limit: 0 });
      return rows.map((row) => hitOf(source, row, keys));
    }),
  );
  const hits = groups.flat();
  const place = new Map(found.map(({ doctype, name }, at) => [`${doctype}/${name}`, at]));
  const doctypeOf = new Map(sources.map(({ kind, doctype }) => [kind, doctype]));
  const at = ({ kind, name }: SearchHit): number => place.get(`${doctypeOf.get(kind) ?? ''}/${name}`) ?? hits.length;
  return hits.sort((a, b) => at(a) - at(b));
}

async function findInLists(site: FrappeSite, keys: SearchKeys, limit: number): Promise<SearchHit[]> {
  const groups = await Promise.all(sources.map((source) => ask(site, source, { keys, limit })));
  const isExact = ({ match }: SearchHit): boolean => [keys.text, keys.phone, keys.serial, keys.mac].includes(match);
  return groups
    .flat()
    .sort((a, b) => Number(isExact(b)) - Number(isExact(a)))
    .slice(0, limit);
}

async function ask(site: FrappeSite, source: Source<SearchedDocType>, { keys, limit }: { keys: SearchKeys; limit: number }): Promise<SearchHit[]> {
  try {
    const rows = await site.list(source.doctype, { fields: source.fields, orFilters: likenesses(source, keys), orderBy: 'modified desc, name desc', limit });
    return rows.map((row) => hitOf(source, row, keys));
  } catch (error) {
    if (error instanceof FrappeError && error.excType === 'PermissionError') return [];
    throw error;
  }
}
