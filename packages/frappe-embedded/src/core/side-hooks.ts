import type { Context } from '../context.ts';
import { tableOf } from '../database.ts';
import type { DoctypeHooks, SiteDocument } from '../hooks.ts';
import { asText } from '../text.ts';

/** Comments are listed beside the document they speak of, so that a list can show how many there are. */
export const commentHooks: DoctypeHooks = {
  beforeInsert: (ctx, doc) => {
    doc['comment_email'] = asText(doc['comment_email']) || ctx.user;
  },
  onUpdate: rememberComments,
  afterDelete: rememberComments,
};

/** Open ToDos are listed beside the document they are about: that is its assignment. */
export const toDoHooks: DoctypeHooks = { onUpdate: rememberAssignments, afterDelete: rememberAssignments };

const HEAD = 100;

async function rememberComments(ctx: Context, doc: SiteDocument): Promise<void> {
  const table = tableBeside(ctx, doc['reference_doctype']);
  if (table === undefined || doc['comment_type'] !== 'Comment') return;
  const rows = await ctx.db.rows(
    `select left(content, ${HEAD}) as comment, coalesce(comment_email, owner) as by, name from "tabComment" where comment_type = 'Comment' and reference_doctype = $1 and fold(reference_name) = fold($2) order by creation`,
    [doc['reference_doctype'], asText(doc['reference_name'])],
  );
  await ctx.db.write(`update ${table} set _comments = $2 where name = $1`, [asText(doc['reference_name']), JSON.stringify(rows)]);
}

async function rememberAssignments(ctx: Context, doc: SiteDocument): Promise<void> {
  const table = tableBeside(ctx, doc['reference_type']);
  if (table === undefined || asText(doc['reference_name']) === '') return;
  const rows = await ctx.db.rows<{ user: string }>(
    `select allocated_to as user from "tabToDo" where status = 'Open' and allocated_to <> '' and reference_type = $1 and fold(reference_name) = fold($2) order by creation`,
    [doc['reference_type'], asText(doc['reference_name'])],
  );
  const users = [...new Set(rows.map((row) => row.user))];
  await ctx.db.write(`update ${table} set _assign = $2 where name = $1`, [asText(doc['reference_name']), users.length === 0 ? null : JSON.stringify(users)]);
}

/** The table that keeps side fields for a DocType; child tables and Singles keep none. */
function tableBeside(ctx: Context, doctype: unknown): string | undefined {
  const meta = ctx.findMeta(asText(doctype));
  return meta === undefined || meta.isTable || meta.isSingle ? undefined : tableOf(meta.name);
}
