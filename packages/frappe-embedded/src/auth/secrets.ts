import type { Database } from '../database.ts';

/** Where the text of a Password field, or a password's hash (`fieldname` "password"), is kept. */
export interface SecretPlace {
  doctype: string;
  name: string;
  fieldname: string;
}

export async function readSecret(db: Database, { doctype, name, fieldname }: SecretPlace): Promise<string | undefined> {
  const rows = await db.rows<{ secret: string }>('select secret from "site_auth" where doctype = $1 and name = $2 and fieldname = $3', [doctype, name, fieldname]);
  return rows[0]?.secret;
}

export async function storeSecret(db: Database, { doctype, name, fieldname }: SecretPlace, secret: string): Promise<void> {
  const sql = 'insert into "site_auth" (doctype, name, fieldname, secret) values ($1, $2, $3, $4) on conflict (doctype, name, fieldname) do update set secret = excluded.secret';
  await db.write(sql, [doctype, name, fieldname, secret]);
}
