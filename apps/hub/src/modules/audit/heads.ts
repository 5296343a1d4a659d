import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { calculateJwkThumbprint, CompactSign, compactVerify, exportJWK } from 'jose';

/** What is signed: how far the chain had come, and its hash there. */
export interface HeadStatement {
  readonly position: number;
  /** Lower-case hexadecimal. */
  readonly hash: string;
  readonly at: string;
}

export interface SignedHead extends HeadStatement {
  readonly keyId: string;
  /** JWS in its compact form, EdDSA. */
  readonly statement: string;
}

const TYPE = 'audit-head+jws';

/** Signs the chain's heads, and writes them where the database's owner cannot rewrite them. */
export interface HeadKeeper {
  sign(head: HeadStatement): Promise<SignedHead>;
  /** Appends to the second place. */
  keep(head: SignedHead): Promise<void>;
}

export interface HeadPlaces {
  /** The private key (PEM, Ed25519); made at the first start where there is none. Its public half is written beside it as `.pub`. */
  readonly keyFile: string;
  /** The second place: one statement a line. */
  readonly headsFile: string;
}

export async function openHeadKeeper({ keyFile, headsFile }: HeadPlaces): Promise<HeadKeeper> {
  const key = await readOrMakeKey(keyFile);
  const keyId = await keyIdOf(createPublicKey(key));
  return {
    async sign(head) {
      const { position, hash, at } = head;
      const statement = await new CompactSign(new TextEncoder().encode(JSON.stringify({ position, hash, at }))).setProtectedHeader({ alg: 'EdDSA', typ: TYPE, kid: keyId }).sign(key);
      return { position, hash, at, keyId, statement };
    },
    async keep({ statement }) {
      await mkdir(dirname(headsFile), { recursive: true, mode: 0o700 });
      await appendFile(headsFile, `${statement}\n`, { mode: 0o600, flush: true });
    },
  };
}

const keyIdOf = async (key: KeyObject): Promise<string> => calculateJwkThumbprint(await exportJWK(key));

/** Hubs that start together on one folder take the key of whichever was first. */
async function readOrMakeKey(file: string): Promise<KeyObject> {
  const kept = await readIfThere(file);
  if (kept === undefined) {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const made = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    await writeFile(file, made, { mode: 0o600, flag: 'wx' }).catch(unlessThere);
  }
  const key = createPrivateKey(kept ?? (await readFile(file, 'utf8')));
  await writeFile(publicKeyFileOf(file), createPublicKey(key).export({ type: 'spki', format: 'pem' }), { mode: 0o644 });
  return key;
}

/** Where the public half of a key lies. */
export const publicKeyFileOf = (keyFile: string): string => `${keyFile}.pub`;

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The statements of the second place, oldest first; `null` for a line that is not ours. None where nothing was written yet. */
export async function readKeptHeads({ headsFile, keyFile }: HeadPlaces): Promise<(HeadStatement | null)[]> {
  const [text, pem] = await Promise.all([readIfThere(headsFile), readIfThere(publicKeyFileOf(keyFile))]);
  if (text === undefined || pem === undefined) return [];
  const key = createPublicKey(pem);
  return Promise.all(text.split('\n').filter((line) => line !== '').map((line) => statementIn(line, key)));
}

async function statementIn(line: string, key: KeyObject): Promise<HeadStatement | null> {
  try {
    const { payload, protectedHeader } = await compactVerify(line, key, { algorithms: ['EdDSA'] });
    return protectedHeader.typ === TYPE ? (JSON.parse(new TextDecoder().decode(payload)) as HeadStatement) : null;
  } catch {
    return null;
  }
}
