import { actAsSite, type Context } from '../context.ts';
import { insertDocument } from '../documents.ts';
import type { SiteDocument } from '../hooks.ts';

export interface NewComment {
  doctype: string;
  name: string;
  content: string;
  type?: string;
  email?: string;
  by?: string;
}

/** Writes a comment under a document, in the name of who asks unless told otherwise. */
export function addComment(ctx: Context, { doctype, name, content, type = 'Comment', email = ctx.user, by }: NewComment): Promise<SiteDocument> {
  const values = { comment_type: type, reference_doctype: doctype, reference_name: name, content, comment_email: email, comment_by: by ?? email };
  return insertDocument(actAsSite(ctx), 'Comment', values);
}
