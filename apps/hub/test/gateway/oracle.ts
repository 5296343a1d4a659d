import type { Role } from '@gigafibre/contracts';
import { doctypes, type DocTypeFile } from '@gigafibre/doctypes';
import { ERP_ROLES, EXPOSED } from '../../src/modules/gateway/exposure.ts';
import type { Effect } from './frappe-router-model.ts';

/** The reviewed table says what is exposed; the DocTypes say to whom. Read here anew, without the gateway's own policy code. */
const files: readonly DocTypeFile[] = Object.values(doctypes);
const OPERATORS = new Set(['=', '!=', 'in', 'like', 'between', '>=', '<=']);
const STANDARD = ['name', 'owner', 'creation', 'modified', 'modified_by', 'docstatus'];
const NO_COLUMN = new Set(['Table', 'Table MultiSelect', 'Section Break', 'Column Break', 'Tab Break', 'HTML', 'Button', 'Heading', 'Password', 'Fold', 'Image', 'Signature', 'Attach', 'Attach Image', 'Barcode', 'Geolocation', 'JSON', 'Code', 'HTML Editor', 'Markdown Editor', 'Icon']);
const HIDDEN = new Set(['created_by_command', 'command']);

function columnsOf(file: DocTypeFile): ReadonlySet<string> {
  const plain = file.fields.filter((field) => !NO_COLUMN.has(field.fieldtype) && (field['permlevel'] ?? 0) === 0 && !HIDDEN.has(field.fieldname));
  return new Set([...STANDARD, ...plain.map((field) => field.fieldname)]);
}

const allows = (file: DocTypeFile, roles: readonly Role[], right: 'read' | 'write'): boolean =>
  roles.some((role) => file.permissions.some((permission) => permission.role === ERP_ROLES[role] && permission[right] === 1 && (permission.permlevel ?? 0) === 0));

/** Why an effect on the ERP lies outside the table; undefined when it lies within. */
export function escapeOf(effect: Effect, roles: readonly Role[]): string | undefined {
  if (effect.verb !== 'read' && effect.verb !== 'write') return `${effect.verb} ${effect.doctype}`;
  const file = files.find((each) => each.name === effect.doctype);
  const exposure = (EXPOSED as Readonly<Record<string, { readonly write?: readonly string[] }>>)[effect.doctype];
  if (file === undefined || exposure === undefined) return `doctype ${effect.doctype}`;
  if (roles.includes('technician') || !allows(file, roles, effect.verb)) return `${effect.verb} ${effect.doctype} as ${roles.join()}`;
  const columns = columnsOf(file);
  const strange = [...effect.shown, ...effect.compared].find((field) => !columns.has(field));
  if (strange !== undefined) return `column ${strange}`;
  const operator = effect.operators.find((each) => !OPERATORS.has(each));
  if (operator !== undefined) return `operator ${operator}`;
  if (effect.rows > 200) return `${effect.rows} rows`;
  const written = effect.written.find((field) => exposure.write?.includes(field) !== true);
  return written === undefined ? undefined : `writing ${written}`;
}
