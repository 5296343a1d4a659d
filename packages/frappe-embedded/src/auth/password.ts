import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const LENGTH = 32;

/** A password as it is kept: `scrypt$<salt>$<key>`, both base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password.normalize('NFC'), salt, LENGTH);
  return `scrypt$${salt.toString('base64')}$${key.toString('base64')}`;
}

/** Whether a password is the one that was kept (`scrypt$<salt>$<key>`, both base64), in time that does not tell how much of it was right. */
export async function isPassword(password: string, kept: string): Promise<boolean> {
  const [scheme, salt, key] = kept.split('$');
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false;
  const expected = Buffer.from(key, 'base64');
  const given = await derive(password.normalize('NFC'), Buffer.from(salt, 'base64'), expected.length);
  return timingSafeEqual(given, expected);
}

/** Whether two secrets are equal, in time that depends on neither. */
export function sameSecret(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
