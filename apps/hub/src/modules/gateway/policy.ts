import type { Role } from '@gigafibre/contracts';
import { doctypes, type DocFieldFile, type DocTypeFile } from '@gigafibre/doctypes';
import { ERP_ROLES, EXPOSED, isExposed, writableFields, type ExposedDoctype } from './exposure.ts';

/** How a field's values are written in filters and changes. */
export type ValueKind = 'text' | 'long-text' | 'number' | 'whole' | 'check' | 'date' | 'datetime' | 'time';

/** What one set of roles may do with one DocType. A field that is not named here may not be read, sorted, filtered or written. */
export interface DoctypePolicy {
  readonly doctype: ExposedDoctype;
  readonly fields: ReadonlyMap<string, ValueKind>;
  /** Fields in whose middle one may search; the others match from their beginning. */
  readonly searched: ReadonlySet<string>;
  readonly tables: ReadonlyMap<string, ReadonlySet<string>>;
  readonly write: ReadonlySet<string>;
}

export type Policy = ReadonlyMap<string, DoctypePolicy>;

const KINDS: Readonly<Record<string, ValueKind>> = {
  Data: 'text', Link: 'text', 'Dynamic Link': 'text', Select: 'text', Color: 'text', 'Read Only': 'text', Phone: 'text', Autocomplete: 'text',
  'Small Text': 'long-text', Text: 'long-text', 'Long Text': 'long-text', 'Text Editor': 'long-text',
  Int: 'whole', Float: 'number', Currency: 'number', Percent: 'number', Duration: 'number', Check: 'check', Date: 'date', Datetime: 'datetime', Time: 'time',
};
const STANDARD: ReadonlyMap<string, ValueKind> = new Map([['name', 'text'], ['owner', 'text'], ['creation', 'datetime'], ['modified', 'datetime'], ['modified_by', 'text'], ['docstatus', 'whole']]);
const ROW_FIELDS = ['name', 'idx'];
/** The hub's own bookkeeping on a document: no business of a screen. */
const INTERNAL = new Set(['commands', 'created_by_command', 'command']);

const isPlain = (field: DocFieldFile): boolean => Number(field['permlevel'] ?? 0) === 0 && !INTERNAL.has(field.fieldname);
const valueFields = (file: DocTypeFile): readonly (readonly [string, ValueKind])[] =>
  file.fields.filter(isPlain).flatMap((field) => {
    const kind = KINDS[field.fieldtype];
    return kind === undefined ? [] : [[field.fieldname, kind] as const];
  });

function may(file: DocTypeFile, erpRoles: ReadonlySet<string>, right: 'read' | 'write'): boolean {
  return file.permissions.some((permission) => erpRoles.has(permission.role) && (permission.permlevel ?? 0) === 0 && permission[right] === 1 && permission['if_owner'] !== 1);
}

function tableFields(field: DocFieldFile): readonly (readonly [string, ReadonlySet<string>])[] {
  const child = Object.values(doctypes).find((file) => file.name === field.options);
  return child === undefined ? [] : [[field.fieldname, new Set([...ROW_FIELDS, ...valueFields(child).map(([name]) => name)])]];
}

function doctypePolicy(doctype: ExposedDoctype, erpRoles: ReadonlySet<string>): DoctypePolicy | undefined {
  const file = doctypes[doctype];
  if (!may(file, erpRoles, 'read')) return undefined;
  const searchFields = typeof file['search_fields'] === 'string' ? file['search_fields'].split(',').map((name) => name.trim()) : [];
  const titleField = typeof file['title_field'] === 'string' ? [file['title_field']] : [];
  const fields = new Map([...STANDARD, ...valueFields(file)]);
  return {
    doctype,
    fields,
    searched: new Set(['name', ...titleField, ...searchFields]),
    tables: new Map(file.fields.filter((field) => field.fieldtype === 'Table' && isPlain(field)).flatMap(tableFields)),
    write: new Set(may(file, erpRoles, 'write') ? writableFields(doctype).filter((name) => fields.has(name)) : []),
  };
}

/** The policy of somebody who holds these roles: derived from the DocTypes' permissions, cut down to what the office needs. */
export function policyOf(roles: readonly Role[]): Policy {
  const erpRoles = new Set(roles.map((role) => ERP_ROLES[role]));
  const entries = Object.keys(EXPOSED).filter(isExposed).flatMap((doctype): [string, DoctypePolicy][] => {
    const policy = doctypePolicy(doctype, erpRoles);
    return policy === undefined ? [] : [[doctype, policy]];
  });
  return new Map(entries);
}
