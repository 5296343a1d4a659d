import { COMMAND_TYPES } from '@gigafibre/contracts';
import type { StoredCommand } from './queue-ports.ts';

type Payload = Readonly<Record<string, unknown>>;

/** For each command type: the version that this release writes, and the step from each older version to the next. */
export type VersionTable = Readonly<Record<string, { readonly current: number; readonly upgrade: Readonly<Record<number, (payload: Payload) => Payload>> }>>;

/** Steps stay here for at least twelve months: a phone may lie in a drawer for a season. */
export const COMMAND_VERSIONS: VersionTable = Object.fromEntries(COMMAND_TYPES.map((type) => [type, { current: 1, upgrade: {} }]));

/**
 * Brings a stored command to the version that this release speaks.
 * @returns undefined for a command that this release cannot read: a newer one, or one whose step is missing. It stays parked.
 */
export function upgradeCommand(stored: StoredCommand, versions: VersionTable): StoredCommand | undefined {
  const known = versions[stored.type];
  if (known === undefined || stored.v > known.current) return undefined;
  let { v, payload } = stored;
  while (v < known.current) {
    const step = known.upgrade[v];
    if (step === undefined) return undefined;
    payload = step(payload);
    v += 1;
  }
  return v === stored.v ? stored : { ...stored, v, payload };
}
