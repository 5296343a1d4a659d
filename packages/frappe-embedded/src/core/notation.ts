import type { DocField, DocPerm, DocTypeSource } from '../meta.ts';

const RIGHTS = ['read', 'write', 'create', 'delete', 'report', 'export', 'share', 'print', 'email'];

/** Every ordinary right for a role; `only` names fewer. */
export const permit = (role: string, only: readonly string[] = RIGHTS): DocPerm => ({ role, permlevel: 0, ...Object.fromEntries(RIGHTS.map((right) => [right, only.includes(right) ? 1 : 0])) });

export const MANAGER = [permit('System Manager')];
/**
 * Writes a framework DocType briefly: one line per field, `fieldname | Fieldtype | options | key=value …`.
 * Options use a comma for Frappe's line break. A bare word among the keys means 1; `~` stands for a blank.
 */
export function coreDocType(name: string, more: Readonly<Record<string, unknown>>, lines: string): DocTypeSource {
  const fields = lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(fieldOf);
  return { name, module: 'Core', doctype: 'DocType', custom: 0, ...more, fields };
}

function fieldOf(line: string): DocField {
  const [fieldname = '', fieldtype = 'Data', options = '', keys = ''] = line.split('|').map((part) => part.trim());
  const pairs = keys.split(/\s+/).filter((key) => key !== '').map((key) => key.split('=') as [string, string?]);
  return {
    fieldname,
    fieldtype,
    label: titleOf(fieldname),
    ...(options === '' ? {} : { options: options.replaceAll(',', '\n') }),
    ...Object.fromEntries(pairs.map(([key, value]) => [key, value === undefined ? 1 : value.replaceAll('~', ' ')])),
  };
}

const titleOf = (fieldname: string): string => fieldname.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
