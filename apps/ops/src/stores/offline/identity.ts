import type { Language, Session } from '@gigafibre/contracts';
import { uuidV7 } from '@gigafibre/kernel';
import { del, get, set } from 'idb-keyval';
import { openStrictStore } from './strict-store.ts';

/** Whose phone this is for the shift. No secret: the session itself is a cookie that scripts cannot read. */
export interface FieldIdentity {
  readonly technician: string;
  readonly displayName: string;
  readonly language: Language;
  readonly expiresAt: string;
}

export const IDENTITY_KEY = 'gf.technician';
const DEVICE_KEY = 'gf.device';

const durable = openStrictStore('gf-identity');

/** Who worked with this phone last and has not signed out, as far as can be said at once. Known without a network. */
export function readIdentity(): FieldIdentity | undefined {
  const kept = localStorage.getItem(IDENTITY_KEY);
  return kept === null ? undefined : (JSON.parse(kept) as FieldIdentity);
}

/**
 * The same, for certain: the browser writes `localStorage` some seconds late, and a phone that dies meanwhile forgets it.
 * What the strict store still knows is put back.
 */
export async function recallIdentity(): Promise<FieldIdentity | undefined> {
  const quick = readIdentity();
  if (quick !== undefined) return quick;
  const kept = await get<FieldIdentity>(IDENTITY_KEY, durable);
  if (kept !== undefined) localStorage.setItem(IDENTITY_KEY, JSON.stringify(kept));
  return kept;
}

/** @returns undefined when the session is not a technician's. */
export async function keepIdentity(session: Session): Promise<FieldIdentity | undefined> {
  if (session.technician === undefined) return undefined;
  const identity = { technician: session.technician, displayName: session.displayName, language: session.language, expiresAt: session.expiresAt };
  await set(IDENTITY_KEY, identity, durable);
  localStorage.setItem(IDENTITY_KEY, JSON.stringify(identity));
  return identity;
}

export async function forgetIdentity(): Promise<void> {
  localStorage.removeItem(IDENTITY_KEY);
  await del(IDENTITY_KEY, durable);
}

/** A name for this device, made at its first use; the session is bound to it. */
export function deviceName(): string {
  const kept = localStorage.getItem(DEVICE_KEY);
  if (kept !== null) return kept;
  const made = uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
  localStorage.setItem(DEVICE_KEY, made);
  return made;
}
