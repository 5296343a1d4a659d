import { storeSecret } from '../auth/secrets.ts';
import type { Context } from '../context.ts';
import type { SiteDocument } from '../hooks.ts';
import type { Meta } from '../meta.ts';

/** Keeps what was typed into Password fields apart from the document, which shows asterisks; asterisks sent back change nothing. */
export async function keepSecrets(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  for (const field of meta.valueFields) {
    const value = doc[field.fieldname];
    if (field.fieldtype !== 'Password' || typeof value !== 'string' || value === '' || /^\*+$/.test(value)) continue;
    await storeSecret(ctx.db, { doctype: meta.name, name: doc.name, fieldname: field.fieldname }, value);
    doc[field.fieldname] = '*'.repeat(value.length);
  }
}
