import type { Context } from '../context.ts';
import { quote, tableOf } from '../database.ts';
import { notice, SiteError } from '../errors.ts';
import type { SiteDocument } from '../hooks.ts';
import type { Meta } from '../meta.ts';
import { linkTo } from './amendment.ts';

/** Side records that never hold a document back. */
const IGNORED = new Set([
  'Communication', 'ToDo', 'DocShare', 'Email Unsubscribe', 'Activity Log', 'File', 'Version', 'Document Follow', 'Comment', 'View Log', 'Tag Link', 'Notification Log', 'Email Queue',
  'Document Share Key', 'Integration Request', 'Unhandled Email', 'Webhook Request Log', 'Workspace', 'Route History', 'Access Log', 'Permission Log', 'Desktop Icon', 'Tax Withholding Entry', 'Deleted Document',
]);

interface Reference {
  doctype: string;
  name: string;
  row: number;
}

/** A column that can hold the name of a document of some DocType. */
export interface LinkColumn {
  meta: Meta;
  field: string;
  /** The column that says which DocType a Dynamic Link means. */
  typeField?: string;
}

/** Every Link to the DocType, and every Dynamic Link; in the DocTypes that have a table. */
export function linkColumns(ctx: Context, doctype: string): LinkColumn[] {
  const columns: LinkColumn[] = [];
  for (const meta of ctx.site.metas.values()) {
    if (meta.isSingle) continue;
    for (const field of meta.valueFields) {
      if (field.fieldtype === 'Link' && field.options === doctype) columns.push({ meta, field: field.fieldname });
      if (field.fieldtype === 'Dynamic Link' && meta.columns.has(field.options ?? '')) columns.push({ meta, field: field.fieldname, typeField: field.options ?? '' });
    }
  }
  return columns;
}

/** @throws SiteError LinkExistsError when anything that matters still links to the document. */
export async function refuseLinkedOnDelete(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  const reference = await firstReference(ctx, meta, doc, (column) => (column.typeField === undefined ? 'true' : 'docstatus <> 2'));
  if (reference !== undefined) throw linked(ctx, meta, doc, reference);
}

/** @throws SiteError LinkExistsError when a submitted document links to the one being cancelled. */
export async function refuseLinkedOnCancel(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  const ignored = new Set(ctx.hooks(meta.name).ignoreLinkedOnCancel ?? []);
  const reference = await firstReference(ctx, meta, doc, (column) => (ignored.has(column.meta.name) ? undefined : 'docstatus = 1'));
  if (reference !== undefined) throw linked(ctx, meta, doc, reference);
}

async function firstReference(ctx: Context, meta: Meta, doc: SiteDocument, condition: (column: LinkColumn) => string | undefined): Promise<Reference | undefined> {
  const parts = linkColumns(ctx, meta.name)
    .filter((column) => !IGNORED.has(column.meta.name) && !isOwnTable(meta, column))
    .flatMap((column) => {
      const where = condition(column);
      return where === undefined ? [] : [referenceQuery(meta, column, where)];
    });
  if (parts.length === 0) return undefined;
  const rows = await ctx.db.rows<Row>(`${parts.join(' union all ')} limit 1`, [doc.name, meta.name]);
  return rows[0];
}

type Row = Reference & Record<string, unknown>;

/** A document's own rows do not hold it back. */
const isOwnTable = (meta: Meta, column: LinkColumn): boolean => column.meta.isTable && column.field === 'parent' && meta.tableFields.some((field) => field.options === column.meta.name);

function referenceQuery(meta: Meta, { meta: from, field, typeField }: LinkColumn, condition: string): string {
  const held = from.isTable ? `coalesce(parenttype, '') as doctype, coalesce(parent, '') as name, idx as "row"` : `'${from.name.replaceAll("'", "''")}' as doctype, name::text as name, 0 as "row"`;
  const itself = from.isTable ? 'not (parent = $1 and parenttype = $2)' : from.name === meta.name ? 'name::text <> $1' : '$2::text is not null';
  const ofType = typeField === undefined ? '' : ` and fold(${quote(typeField)}) = fold($2)`;
  const matches = from.columns.get(field) === 'text' ? `fold(${quote(field)}) = fold($1)` : `${quote(field)}::text = $1`;
  return `(select ${held} from ${tableOf(from.name)} where ${matches}${ofType} and ${itself} and ${condition} limit 1)`;
}

function linked(ctx: Context, meta: Meta, doc: SiteDocument, { doctype, name, row }: Reference): SiteError {
  const text = `Cannot delete or cancel because ${meta.name} ${linkTo(meta.name, doc.name)} is linked with ${doctype} ${linkTo(doctype, name)}${row > 0 ? ` at Row: ${row}` : ''}`;
  if (!meta.byName.has('enabled') && !meta.byName.has('disabled')) return new SiteError('LinkExistsError', text);
  ctx.messages.push({ ...notice(text), indicator: 'red', raise_exception: 1 });
  return new SiteError('LinkExistsError', `You can disable this ${meta.name} instead of deleting it.`);
}
