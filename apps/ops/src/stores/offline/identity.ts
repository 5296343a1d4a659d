import type { Language, Session } from '@gigafibre/contracts';
import { uuidV7 } from '@gigafibre/kernel';

/** Whose phone this is for the shift. No secret: the session itself is a cookie that scripts cannot read. */
export interface FieldIdentity {
  readonly technician: string;
  readonly displayName: string;
  readonly language: Language;
  readonly expiresAt: string;
}

export const IDENTITY_KEY = 'gf.technician';
const DEVICE_KEY = 'gf.device';

/** Who worked with this phone last and has not signed out. Known without a network. */
export function readIdentity(): FieldIdentity | undefined {
  const kept = localStorage.getItem(IDENTITY_KEY);
  return kept === null ? undefined : (JSON.parse(kept) as FieldIdentity);
}

/** @returns undefined when the session is not a technician's. */
export function keepIdentity(session: Session): FieldIdentity | undefined {
  if (session.technician === undefined) return undefined;
  const identity = { technician: session.technician, displayName: session.displayName, language: session.language, expiresAt: session.expiresAt };
  localStorage.setItem(IDENTITY_KEY, JSON.stringify(identity));
  return identity;
}

export const forgetIdentity = (): void => {
  localStorage.removeItem(IDENTITY_KEY);
};

/** A name for this device, made at its first use; the session is bound to it. */
export function deviceName(): string {
  const kept = localStorage.getItem(DEVICE_KEY);
  if (kept !== null) return kept;
  const made = uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
  localStorage.setItem(DEVICE_KEY, made);
  return made;
}
