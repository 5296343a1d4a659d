import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { doctypes } from '@gigafibre/doctypes';
import type { Clock, Random } from '@gigafibre/kernel';
import { connect, ensureDatabase, startPostgres } from '@gigafibre/postgres';
import { generateKeys } from './auth/keys.ts';
import { hashPassword } from './auth/password.ts';
import { readSecret, storeSecret } from './auth/secrets.ts';
import { withContext } from './context.ts';
import { openEmbeddedSite } from './embedded-site.ts';
import { serveEmbeddedSite } from './serve.ts';
import type { Site } from './site/state.ts';

export interface StandaloneOptions {
  host: string;
  port: number;
  /** The folder that holds the database, the files and Administrator's key. */
  data: string;
  clock: Clock;
  random: Random;
  onFault: (error: unknown) => void;
}

/** How to sign in as Administrator, by key or by password. */
export interface Credentials {
  apiKey: string;
  apiSecret: string;
  user: string;
  password: string;
}

export interface Standalone extends Credentials {
  url: string;
  close(): Promise<void>;
}

const ADMINISTRATOR = 'Administrator';

/**
 * Starts a whole ERP of its own in a folder: database, DocTypes, files, REST. The key and password of Administrator stay the same over
 * a restart; they are kept in the folder, readable by its owner only.
 * @throws PostgresRefusal or a system error with its `code` when the folder or the port cannot be had; nothing is left running then.
 */
export async function startStandalone({ host, port, data, clock, random, onFault }: StandaloneOptions): Promise<Standalone> {
  const postgres = await startPostgres({ dir: join(data, 'postgres') });
  const pool = connect(await ensureDatabase(postgres.connection, 'erp'));
  const stop = async (): Promise<void> => {
    await pool.end();
    await postgres.stop();
  };
  try {
    const embedded = await openEmbeddedSite({ pool, doctypes: Object.values(doctypes), clock, random, filesDir: join(data, 'files'), onFault });
    const credentials = await administratorCredentials(embedded.site, join(data, 'administrator.json'));
    const served = await serveEmbeddedSite(embedded, { host, port });
    const close = async (): Promise<void> => {
      await served.close();
      await stop();
    };
    return { ...credentials, url: served.url, close };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the file says where it still holds; a new key and password otherwise. */
async function administratorCredentials(site: Site, file: string): Promise<Credentials> {
  const kept = await readCredentials(file);
  return withContext(site, ADMINISTRATOR, { write: true }, async (ctx) => {
    const secret = await readSecret(ctx.db, { doctype: 'User', name: ADMINISTRATOR, fieldname: 'api_secret' });
    if (kept !== undefined && kept.apiSecret === secret) return kept;
    const password = randomBytes(9).toString('base64url');
    await storeSecret(ctx.db, { doctype: 'User', name: ADMINISTRATOR, fieldname: 'password' }, await hashPassword(password));
    const credentials = { ...(await generateKeys(ctx, ADMINISTRATOR)), user: ADMINISTRATOR, password };
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(`${file}.new`, JSON.stringify(credentials), { mode: 0o600 });
    await rename(`${file}.new`, file);
    return credentials;
  });
}

async function readCredentials(file: string): Promise<Credentials | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Credentials;
  } catch {
    return undefined; // a first start, or half written by a killed process: new ones are made
  }
}
