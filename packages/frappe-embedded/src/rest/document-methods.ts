import { SiteError } from '../errors.ts';
import { cancelDocument, discardDocument, readDocument, renameDocument, updateDocument } from '../documents.ts';
import type { DocumentMethod } from '../hooks.ts';
import { requireRight } from '../permissions.ts';
import type { Call } from './call.ts';
import { addComment } from './side-records.ts';
import { isDocument, toWire } from './wire.ts';
import { asText } from '../text.ts';

/** What every document lets be called on it. */
const EVERY_DOCUMENT: Readonly<Record<string, DocumentMethod>> = {
  submit: (ctx, doc) => updateDocument(ctx, doc.doctype, doc.name, { docstatus: 1 }),
  cancel: (ctx, doc) => cancelDocument(ctx, doc.doctype, doc.name),
  discard: (ctx, doc) => discardDocument(ctx, doc.doctype, doc.name),
  save: (ctx, doc) => updateDocument(ctx, doc.doctype, doc.name, {}),
  rename: (ctx, doc, values) => renameDocument(ctx, doc.doctype, doc.name, { to: asText(values['name'] ?? values['new_name']) }),
  add_comment: (ctx, doc, values) => addComment(ctx, { doctype: doc.doctype, name: doc.name, content: asText(values['text']), type: asText(values['comment_type'] ?? 'Comment') }),
};

export interface MethodCall {
  doctype: string;
  name: string;
  method: string;
  right: 'read' | 'write';
}

/**
 * Runs a whitelisted method of a stored document.
 * @returns its answer, documents without nulls in v1 and with them in v2.
 * @throws SiteError 403 without the right, or for a method that is not whitelisted.
 */
export async function runDocumentMethod(call: Call, { doctype, name, method, right }: MethodCall): Promise<unknown> {
  const { ctx } = call;
  const doc = await readDocument(ctx, doctype, name);
  requireRight(ctx, ctx.meta(doctype), right, doc);
  const run = ctx.hooks(doctype).methods?.[method] ?? EVERY_DOCUMENT[method];
  if (run === undefined) throw new SiteError('PermissionError', `You are not permitted to access this resource. Login to access<br>Function <strong>${method}</strong> is not whitelisted.`, { title: 'Method Not Allowed' });
  const result = await run(ctx, doc, call.parameters);
  return isDocument(result) ? toWire(ctx, result, { nulls: call.version === 2 }) : result;
}
