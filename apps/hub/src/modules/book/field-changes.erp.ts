import type { FieldChange } from '@gigafibre/contracts';
import { doctypes, type DocTypeName } from '@gigafibre/doctypes';
import type { FrappeSite } from '@gigafibre/frappe';
import { FIELD_LABELS } from './field-labels.ts';
import { stampedAt, textOr } from './rows.erp.ts';

const LATEST = 50;
/** Bookkeeping that says nothing to people. */
const UNSPOKEN = new Set(['modified', 'modified_by', 'phone_e164', 'created_by_command']);

/**
 * What people changed on a document, newest first, from the ERP's own history.
 * @param system reads the names of the people behind the changes, which a person may not read for himself.
 */
export async function readFieldChanges(site: FrappeSite, system: FrappeSite, about: { doctype: DocTypeName; name: string }): Promise<FieldChange[]> {
  const versions = await site.list('Version', {
    fields: ['name', 'owner', 'creation', 'data'],
    filters: [['ref_doctype', '=', about.doctype], ['docname', '=', about.name]],
    orderBy: 'creation desc, name desc',
    limit: LATEST,
  });
  const people = await readDisplayNames(system, versions.map(({ owner }) => textOr(owner)));
  return versions.flatMap(({ owner, creation, data }) =>
    changedIn(data)
      .filter(([field]) => !UNSPOKEN.has(field))
      .map(([field, before, after]) => ({ at: stampedAt(creation), by: people.get(textOr(owner)) ?? textOr(owner), field, label: labelOf(about.doctype, field), before: shown(before), after: shown(after) })),
  );
}

type Changed = readonly [string, unknown, unknown];

const changedIn = (data: string | undefined): readonly Changed[] => {
  const version = JSON.parse(data ?? '{}') as { changed?: readonly Changed[] };
  return version.changed ?? [];
};

const shown = (value: unknown): string => (value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`);

const labelOf = (doctype: DocTypeName, field: string): string => FIELD_LABELS[field] ?? doctypes[doctype].fields.find(({ fieldname }) => fieldname === field)?.label ?? field;

/** Frappe's own accounts: nobody's. */
export const NOBODYS: readonly string[] = ['Administrator', 'Guest'];

/** What people are called, by their ERP user; what nobody in person did, the house did. */
export async function readDisplayNames(system: FrappeSite, users: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(users)].filter((user) => user !== '');
  if (asked.length === 0) return new Map();
  const rows = await system.list('User', { fields: ['name', 'full_name', 'first_name', 'last_name'], filters: [['name', 'in', asked]], orderBy: 'name asc', limit: 0 });
  return new Map(rows.map(({ name, full_name, first_name, last_name }) => [textOr(name), NOBODYS.includes(textOr(name)) ? 'Gigafibre' : (full_name ?? [first_name, last_name].filter((part) => part !== undefined).join(' '))]));
}
