import { columnKind, isLayoutType, isTableType, type ColumnKind } from './fieldtypes.ts';

/** A field as DocType files, DocField rows and Custom Field rows write it; absent keys mean the default. */
export interface DocField {
  readonly fieldname: string;
  readonly fieldtype: string;
  readonly label?: string | null;
  readonly options?: string | null;
  readonly default?: string | number | null;
  readonly [key: string]: unknown;
}

export interface DocPerm {
  readonly role: string;
  readonly permlevel?: number;
  readonly [right: string]: unknown;
}

/** A DocType in Frappe's own file format. */
export interface DocTypeSource {
  readonly name: string;
  readonly module?: string | null;
  readonly fields?: readonly DocField[];
  readonly permissions?: readonly DocPerm[];
  readonly [key: string]: unknown;
}

/** What provisioning laid over a DocType. */
export interface Overlay {
  readonly customFields: readonly DocField[];
  readonly setters: readonly { readonly field_name: string | null; readonly property: string; readonly value: string | null }[];
  /** Custom DocPerm rows: one of them replaces every standard row. */
  readonly permissions: readonly DocPerm[];
}

/** A DocType with everything that was laid over it, ready to be asked. */
export interface Meta {
  readonly name: string;
  readonly module: string;
  readonly autoname: string;
  readonly isTable: boolean;
  readonly isSingle: boolean;
  readonly isSubmittable: boolean;
  readonly isTree: boolean;
  readonly custom: boolean;
  readonly trackChanges: boolean;
  readonly allowRename: boolean;
  readonly titleField: string | undefined;
  readonly searchFields: readonly string[];
  readonly sortField: string;
  readonly sortOrder: string;
  readonly fields: readonly DocField[];
  readonly byName: ReadonlyMap<string, DocField>;
  /** Fields that have a column, in document order. */
  readonly valueFields: readonly DocField[];
  readonly tableFields: readonly DocField[];
  /** Every column of the table, standard ones first, with the kind that decides how it compares. */
  readonly columns: ReadonlyMap<string, ColumnKind>;
  readonly permissions: readonly DocPerm[];
  /** The merged DocType as `getdoctype` shows it. */
  readonly source: DocTypeSource;
}

const STANDARD: readonly (readonly [string, ColumnKind])[] = [
  ['name', 'text'],
  ['owner', 'text'],
  ['creation', 'datetime'],
  ['modified', 'datetime'],
  ['modified_by', 'text'],
  ['docstatus', 'int'],
  ['idx', 'int'],
];
const SIDE: readonly (readonly [string, ColumnKind])[] = [
  ['_user_tags', 'text'],
  ['_comments', 'text'],
  ['_assign', 'text'],
  ['_liked_by', 'text'],
];
const CHILD: readonly (readonly [string, ColumnKind])[] = [
  ['parent', 'text'],
  ['parentfield', 'text'],
  ['parenttype', 'text'],
];

/** The fields every document has, in the order of a document. */
export const STANDARD_FIELDS: readonly string[] = STANDARD.map(([name]) => name);
/** Text fields kept beside a document: tags, comments, assignments, likes. */
export const SIDE_FIELDS: readonly string[] = SIDE.map(([name]) => name);
export const CHILD_FIELDS: readonly string[] = CHILD.map(([name]) => name);

/** A flag of a field or DocType: files write 1, forms write "1", absent is off. */
export const flag = (value: unknown): boolean => value === 1 || value === '1' || value === true;

export const labelOf = (meta: Meta, fieldname: string): string => {
  const label = meta.byName.get(fieldname)?.label;
  return label === undefined || label === null || label === '' ? fieldname : label;
};

/**
 * Builds the Meta of a DocType.
 * @param overlay custom fields, property setters and permissions laid over it; none for a plain DocType.
 */
export function metaOf(base: DocTypeSource, overlay?: Overlay): Meta {
  const source = overlay === undefined ? base : merge(base, overlay);
  const fields = source.fields ?? [];
  const valueFields = fields.filter((field) => !isLayoutType(field.fieldtype) && !isTableType(field.fieldtype) && !flag(field['is_virtual']));
  const isTable = flag(source['istable']);
  return {
    name: source.name,
    module: source.module ?? '',
    autoname: text(source['autoname']),
    isTable,
    isSingle: flag(source['issingle']),
    isSubmittable: flag(source['is_submittable']),
    isTree: flag(source['is_tree']),
    custom: flag(source['custom']),
    trackChanges: flag(source['track_changes']),
    allowRename: flag(source['allow_rename'] ?? 1),
    titleField: text(source['title_field']) === '' ? undefined : text(source['title_field']),
    searchFields: words(text(source['search_fields'])),
    sortField: text(source['sort_field']) === '' ? 'creation' : text(source['sort_field']),
    sortOrder: text(source['sort_order']) === '' ? 'DESC' : text(source['sort_order']),
    fields,
    byName: new Map(fields.map((field) => [field.fieldname, field])),
    valueFields,
    tableFields: fields.filter((field) => isTableType(field.fieldtype)),
    columns: columnsOf(source, valueFields, isTable),
    permissions: source.permissions ?? [],
    source,
  };
}

function columnsOf(source: DocTypeSource, valueFields: readonly DocField[], isTable: boolean): ReadonlyMap<string, ColumnKind> {
  const columns = new Map<string, ColumnKind>([...STANDARD, ...(isTable ? CHILD : [])]);
  if (source['autoname'] === 'autoincrement') columns.set('name', 'bigint');
  for (const field of valueFields) columns.set(field.fieldname, columnKind(field.fieldtype));
  if (!isTable) for (const [name, kind] of SIDE) columns.set(name, kind);
  return columns;
}

function merge(base: DocTypeSource, overlay: Overlay): DocTypeSource {
  const fields = placed(base.fields ?? [], overlay.customFields).map((field) => withSetters(field, overlay, field.fieldname));
  const whole = withSetters(base, overlay, null);
  return { ...whole, fields, permissions: overlay.permissions.length > 0 ? overlay.permissions : (base.permissions ?? []) };
}

/** Custom fields go behind the field they name, or at the end. */
function placed(standard: readonly DocField[], custom: readonly DocField[]): DocField[] {
  const fields = [...standard];
  for (const field of custom) {
    if (standard.some((other) => other.fieldname === field.fieldname)) continue;
    const at = fields.findIndex((other) => other.fieldname === field['insert_after']);
    if (at === -1) fields.push(field);
    else fields.splice(at + 1, 0, field);
  }
  return fields;
}

function withSetters<T extends object>(target: T, overlay: Overlay, fieldname: string | null): T {
  const setters = overlay.setters.filter((setter) => (setter.field_name ?? null) === fieldname);
  return setters.length === 0 ? target : { ...target, ...Object.fromEntries(setters.map((setter) => [setter.property, setter.value])) };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const words = (csv: string): string[] => csv.split(',').map((word) => word.trim()).filter((word) => word !== '');
