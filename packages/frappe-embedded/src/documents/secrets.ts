import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Context } from '../context.ts';
import type { SiteDocument } from '../hooks.ts';
import type { Meta } from '../meta.ts';

/** Keeps what was typed into Password fields apart from the document, which shows asterisks; asterisks sent back change nothing. */
export async function keepSecrets(ctx: Context, meta: Meta, doc: SiteDocument): Promise<void> {
  for (const field of meta.valueFields) {
    const value = doc[field.fieldname];
    if (field.fieldtype !== 'Password' || typeof value !== 'string' || value === '' || /^\*+$/.test(value)) continue;
    await setSecret(ctx, meta.name, doc.name, { fieldname: field.fieldname, secret: value });
    doc[field.fieldname] = '*'.repeat(value.length);
  }
}

export async function setSecret(ctx: Context, doctype: string, name: string, { fieldname, secret }: { fieldname: string; secret: string }): Promise<void> {
  await ctx.db.write('insert into "site_auth" values ($1, $2, $3, $4) on conflict (doctype, name, fieldname) do update set secret = excluded.secret', [doctype, name, fieldname, secret]);
}

/** The clear text of a Password field, or of any other secret kept for a document. */
export async function secretOf(ctx: Context, doctype: string, name: string, fieldname: string): Promise<string | undefined> {
  const rows = await ctx.db.rows<{ secret: string }>('select secret from "site_auth" where doctype = $1 and name = $2 and fieldname = $3', [doctype, name, fieldname]);
  return rows[0]?.secret;
}

const COST = { N: 16_384, r: 8, p: 1 };

/** A sign-in password as it may be kept: salted scrypt. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('base64')}$${scryptSync(password.normalize('NFC'), salt, 32, COST).toString('base64')}`;
}

/** Whether a typed password is the kept one. */
export function isPassword(typed: string, kept: string): boolean {
  const [scheme, salt, hash] = kept.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) return false;
  return timingSafeEqual(scryptSync(typed.normalize('NFC'), Buffer.from(salt, 'base64'), 32, COST), Buffer.from(hash, 'base64'));
}
