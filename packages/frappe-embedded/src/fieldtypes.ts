/** What a value field is stored as. `text` compares without case and accents; see `schema.ts`. */
export type ColumnKind = 'text' | 'int' | 'bigint' | 'decimal' | 'date' | 'datetime' | 'time';

const KINDS: Readonly<Record<string, ColumnKind>> = {
  Check: 'int',
  Int: 'int',
  'Long Int': 'bigint',
  Float: 'decimal',
  Currency: 'decimal',
  Percent: 'decimal',
  Rating: 'decimal',
  Duration: 'decimal',
  Date: 'date',
  Datetime: 'datetime',
  Time: 'time',
};

const LAYOUT = new Set(['Section Break', 'Column Break', 'Tab Break', 'HTML', 'Button', 'Heading', 'Fold', 'Image']);
const TABLES = new Set(['Table', 'Table MultiSelect']);
/** Field types that Frappe keeps in 140 characters. */
const SHORT = new Set(['Data', 'Link', 'Dynamic Link', 'Select', 'Read Only', 'Autocomplete', 'Color', 'Icon', 'Phone']);
const LONG = new Set(['Long Text', 'Text Editor', 'HTML Editor', 'Markdown Editor', 'Code', 'Signature', 'Barcode', 'JSON', 'Geolocation']);

export const isTableType = (fieldtype: string): boolean => TABLES.has(fieldtype);
export const isLayoutType = (fieldtype: string): boolean => LAYOUT.has(fieldtype);
export const isShortText = (fieldtype: string): boolean => SHORT.has(fieldtype);
export const isMediumText = (fieldtype: string): boolean => fieldtype === 'Small Text' || fieldtype === 'Text';
export const isLongText = (fieldtype: string): boolean => LONG.has(fieldtype);
export const columnKind = (fieldtype: string): ColumnKind => KINDS[fieldtype] ?? 'text';
export const isNumber = (kind: ColumnKind): boolean => kind === 'int' || kind === 'bigint' || kind === 'decimal';
