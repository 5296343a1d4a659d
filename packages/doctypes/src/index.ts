import { customized, type DocTypeFile } from './doctype-file.ts';
import { customizations, files } from './generated/files.ts';
import type { DocTypes } from './generated/types.ts';

export type { CustomizationFile, DocFieldFile, DocPermFile, DocTypeFile } from './doctype-file.ts';
export type { Doc, DocTypeName, NewDoc, NewRow, Patch } from './documents.ts';
export type { ChildFields, StandardFields } from './standard-fields.ts';
export type { DocTypes } from './generated/types.ts';
export { customizations };

const names = Object.keys(files) as (keyof DocTypes)[];
const withCustomFields = (name: keyof DocTypes): DocTypeFile => customized(files[name], customizations.find((one) => one.doctype === name));

/** Every DocType the product uses, by name, our custom fields laid in (`is_custom_field: 1`). */
export const doctypes = Object.fromEntries(names.map((name) => [name, withCustomFields(name)])) as Readonly<Record<keyof DocTypes, DocTypeFile>>;

/** The roles the product gives rights to; the first four are ours, Administrator and the automatic ones are not listed. */
export const roles = ['Service Agent', 'Dispatcher', 'Field Technician', 'System Manager', 'Accounts User', 'Accounts Manager'] as const;
export type Role = (typeof roles)[number];
