import type { Context } from '../context.ts';
import { quote, tableOf } from '../database.ts';
import type { ColumnKind } from '../fieldtypes.ts';
import { CHILD_FIELDS, STANDARD_FIELDS, type Meta } from '../meta.ts';
import { grantOf, levelsOf } from '../permissions.ts';
import type { Bindings } from './bindings.ts';
import type { ColumnName } from './intent.ts';

/** A column that exists and that the user may see. */
export interface Column {
  /** Qualified and quoted. */
  sql: string;
  field: string;
  kind: ColumnKind;
  /** Whether Frappe lets it hold NULL: not the standard fields, not numbers. */
  nullable: boolean;
  meta: Meta;
}

/** Why a name is no column: there is none, or it is above the user's level, or on a DocType out of reach. */
export type NoColumn = 'unknown' | 'level' | 'denied';

/** The tables of one statement: the DocType asked for, joined on demand with its child rows and linked records. */
export interface Scope {
  readonly base: Meta;
  resolve(name: ColumnName): Column | NoColumn;
  /** `from` with every join made so far. */
  from(): string;
  /** Whether every column resolved so far is one of these of the DocType asked for. */
  isWithin(fields: ReadonlySet<string>): boolean;
}

const NEVER_NULL = new Set([...STANDARD_FIELDS, ...CHILD_FIELDS]);
const BASE = 't';

/**
 * Opens a scope on a DocType.
 * @param levels the DocType whose role rows decide which permission levels are readable: the parent's for child rows.
 */
export function openScope(ctx: Context, base: Meta, bindings: Bindings, levels: Meta = base): Scope {
  const joins = new Map<string, { alias: string; sql: string }>();
  const resolved = new Set<string>();

  const join = (key: string, sqlOf: (alias: string) => string): string => {
    const known = joins.get(key);
    if (known !== undefined) return known.alias;
    const alias = `j${joins.size + 1}`;
    joins.set(key, { alias, sql: sqlOf(alias) });
    return alias;
  };

  const childRows = (child: Meta, fields: readonly string[]): string => {
    return join(`child:${child.name}:${fields.join()}`, (alias) => {
      const one = fields.length === 1 && fields[0] !== undefined ? ` and ${alias}.parentfield = ${bindings.bind(fields[0])}` : '';
      return `left join ${tableOf(child.name)} ${alias} on ${alias}.parent = ${BASE}.name and ${alias}.parenttype = ${bindings.bind(base.name)}${one}`;
    });
  };

  const viaField = (via: string, field: string): Column | NoColumn => {
    const link = base.byName.get(via);
    const target = link?.options === undefined || link.options === null ? undefined : ctx.findMeta(link.options);
    if (link === undefined || target === undefined) return 'unknown';
    if (base.tableFields.includes(link)) return columnOf(ctx, { meta: target, levels, alias: () => childRows(target, [via]) }, field);
    if (link.fieldtype !== 'Link') return 'unknown';
    if (grantOf(ctx, target, 'select') === 'none') return 'denied';
    const alias = (): string => join(`link:${via}`, (name) => `left join ${tableOf(target.name)} ${name} on ${name}.name = ${BASE}.${quote(via)}`);
    return columnOf(ctx, { meta: target, levels: target, alias }, field);
  };

  return {
    base,
    resolve({ field, doctype, via }) {
      if (via !== undefined) return viaField(via, field);
      if (doctype === undefined || doctype === base.name) {
        resolved.add(field);
        return columnOf(ctx, { meta: base, levels, alias: () => BASE }, field);
      }
      const tables = base.tableFields.filter((table) => table.options === doctype).map((table) => table.fieldname);
      const child = ctx.findMeta(doctype);
      if (child === undefined || tables.length === 0) return 'unknown';
      return columnOf(ctx, { meta: child, levels, alias: () => childRows(child, tables) }, field);
    },
    from: () => [`${tableOf(base.name)} ${BASE}`, ...[...joins.values()].map((each) => each.sql)].join(' '),
    isWithin: (fields) => joins.size === 0 && [...resolved].every((field) => fields.has(field)),
  };
}

interface Source {
  meta: Meta;
  levels: Meta;
  alias: () => string;
}

function columnOf(ctx: Context, { meta, levels, alias }: Source, field: string): Column | NoColumn {
  const kind = meta.columns.get(field);
  if (kind === undefined) return 'unknown';
  if (!levelsOf(ctx, levels, 'read')(Number(meta.byName.get(field)?.['permlevel'] ?? 0))) return 'level';
  return { sql: `${alias()}.${quote(field)}`, field, kind, nullable: !NEVER_NULL.has(field) && (kind === 'text' || kind === 'date' || kind === 'datetime' || kind === 'time'), meta };
}
