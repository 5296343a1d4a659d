import { storableText, type Row } from '../database.ts';
import { isNumber, type ColumnKind } from '../fieldtypes.ts';
import { flag, type DocField, type Meta } from '../meta.ts';
import { asText } from '../text.ts';

/** What COPY reads as NULL. */
const NOTHING = '\\N';
const NEEDS_CARE = /[\\\t\n\r\0\ud800-\udfff]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A column of one batch: how a row's value is written, and what stands where the row has none. */
interface Column {
  name: string;
  write: (value: unknown) => string;
  absent: string;
}

/** Writes rows of one DocType as COPY's text format. */
export interface Encoder {
  readonly columns: readonly string[];
  line(row: Row): string;
}

/**
 * An encoder for one batch. Columns that no row of the batch fills and that have no default are left to the table.
 * @param seen the keys that occur in the batch.
 */
export function encoderOf(meta: Meta, seen: ReadonlySet<string>): Encoder {
  const columns: Column[] = [];
  for (const [name, kind] of meta.columns) {
    const field = meta.byName.get(name);
    const absent = field === undefined ? undefined : constantDefault(meta, field);
    if (!seen.has(name) && absent === undefined) continue;
    const blank = isNumber(kind) ? '0' : NOTHING;
    columns.push({ name, write: writer(kind, flag(field?.['unique'])), absent: absent ?? blank });
  }
  return {
    columns: columns.map((column) => column.name),
    line: (row) => `${columns.map(({ name, write, absent }) => (row[name] === undefined || row[name] === null ? absent : write(row[name]))).join('\t')}\n`,
  };
}

function writer(kind: ColumnKind, isUnique: boolean): (value: unknown) => string {
  if (isNumber(kind)) return (value) => (typeof value === 'number' ? String(value) : typeof value === 'boolean' ? String(Number(value)) : asText(value) || '0');
  if (kind === 'text') return (value) => (isUnique && value === '' ? NOTHING : escaped(asText(value)));
  return (value) => asText(value) || NOTHING;
}

const escaped = (text: string): string => (NEEDS_CARE.test(text) ? storableText(text).replaceAll(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? '') : text);

/** The default of a field that is the same for every document; those that ask the clock or the user are not. */
function constantDefault(meta: Meta, field: DocField): string | undefined {
  const text = asText(field.default);
  if (MOVING.test(text) || field.fieldname === meta.titleField) return undefined;
  if (text !== '') return escaped(text);
  const options = field.fieldtype === 'Select' ? asText(field.options) : '';
  return options === '' ? undefined : escaped((options.split('\n')[0] ?? '').trim());
}

const MOVING = /^(?:today|now|__user|user|:.*)$/i;
