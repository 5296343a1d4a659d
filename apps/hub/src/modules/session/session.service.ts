import type { Role } from '@gigafibre/contracts';
import type { NewSession } from '../../platform/sessions.ts';
import type { Account } from './session.ports.ts';

const OFFICE_HOURS = 12;
/** After so many minutes without a request the session ends; the strictest of a person's roles counts. A technician may be in a basement all day. */
const IDLE_MINUTES: Readonly<Record<Role, number>> = { admin: 60, accountant: 120, agent: 240, dispatcher: 480, technician: 720 };
const LANDINGS: readonly (readonly [Role, string])[] = [
  ['dispatcher', '/ops/board'],
  ['admin', '/ops/board'],
  ['agent', '/ops/customers'],
  ['accountant', '/ops/customers'],
];

/** The session an account gets; undefined for one that has nothing to do here. */
export function sessionFor(account: Account, way: Pick<NewSession, 'how' | 'client'>): NewSession | undefined {
  const { user, displayName, language, roles, technician, isEnabled } = account;
  if (!isEnabled) return undefined;
  const common = { ...way, user, displayName, language, device: 'browser', hours: OFFICE_HOURS, idleMinutes: Math.min(...roles.map((role) => IDLE_MINUTES[role])) };
  const landing = LANDINGS.find(([role]) => roles.includes(role))?.[1];
  if (landing !== undefined) return { ...common, kind: 'staff', roles, landing };
  return roles.includes('technician') && technician !== undefined ? { ...common, kind: 'technician', roles: ['technician'], technician, landing: '/j' } : undefined;
}
