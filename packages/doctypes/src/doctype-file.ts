/** A field as a DocType file writes it: only keys that differ from Frappe's defaults are present. */
export interface DocFieldFile {
  readonly fieldname: string;
  readonly fieldtype: string;
  readonly label?: string;
  readonly options?: string;
  readonly default?: string;
  readonly reqd?: number;
  readonly unique?: number;
  readonly [key: string]: unknown;
}

/** One role's rights on a DocType, 1 or 0 each. */
export interface DocPermFile {
  readonly role: string;
  readonly permlevel?: number;
  readonly [right: string]: unknown;
}

/** A DocType in Frappe's own file format (`<module>/doctype/<snake>/<snake>.json`). */
export interface DocTypeFile {
  readonly name: string;
  readonly module: string;
  readonly autoname?: string;
  readonly istable?: number;
  readonly issingle?: number;
  readonly is_submittable?: number;
  readonly fields: readonly DocFieldFile[];
  readonly permissions: readonly DocPermFile[];
  readonly [key: string]: unknown;
}

/** What our app adds to another app's DocType (`<module>/custom/<snake>.json`). */
export interface CustomizationFile {
  readonly doctype: string;
  readonly custom_fields: readonly (DocFieldFile & { readonly dt: string; readonly insert_after: string })[];
  readonly [key: string]: unknown;
}

/** Lays custom fields behind the fields they name, marked as Frappe marks them in a merged meta. */
export function customized(base: DocTypeFile, customization: CustomizationFile | undefined): DocTypeFile {
  if (customization === undefined) return base;
  const fields = [...base.fields];
  for (const field of customization.custom_fields) {
    const at = fields.findIndex((other) => other.fieldname === field.insert_after);
    fields.splice(at === -1 ? fields.length : at + 1, 0, { ...onlyField(field), is_custom_field: 1 });
  }
  return { ...base, fields, field_order: fields.map((field) => field.fieldname) };
}

const RECORD_KEYS = new Set(['doctype', 'name', 'dt', 'insert_after', 'module', 'is_system_generated', 'idx', 'creation', 'modified', 'modified_by', 'owner', 'docstatus']);

function onlyField(field: DocFieldFile): DocFieldFile {
  const { fieldname, fieldtype, ...rest } = field;
  return { fieldname, fieldtype, ...Object.fromEntries(Object.entries(rest).filter(([key]) => !RECORD_KEYS.has(key))) };
}
