import type { ProblemBody } from '@gigafibre/contracts';
import type { QueueRow, RealNames } from './queue-ports.ts';

const LOCAL = 'local:';
const LENGTH = LOCAL.length + 36;

/** What a document is called on this device until the hub has named it: commands may speak of it at once. */
export const localNameOf = (command: string): string => `${LOCAL}${command}`;

const isLocal = (value: unknown): value is string => typeof value === 'string' && value.length === LENGTH && value.startsWith(LOCAL);

/** Does a value speak of anything that only this device has a name for? Asked of every row at every look. */
export function speaksLocally(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return isLocal(value);
  for (const key in value) if (speaksLocally((value as Record<string, unknown>)[key])) return true;
  return false;
}

/** The local names that a payload speaks of, wherever they lie in it. */
export function localNamesIn(value: unknown): string[] {
  if (isLocal(value)) return [value];
  return typeof value === 'object' && value !== null ? [...new Set(Object.values(value).flatMap(localNamesIn))] : [];
}

function renamed(value: unknown, names: RealNames): unknown {
  if (isLocal(value)) return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => renamed(each, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renamed(inner, names)]));
}

/** The same value with every local name that the hub has given a real one replaced by it. */
export const withRealNames = <Value>(value: Value, names: RealNames): Value => (names.size === 0 || !speaksLocally(value) ? value : (renamed(value, names) as Value));

/** Why a command cannot leave: what it speaks of was never made. */
export const ORPHANED: ProblemBody = { type: '/problems/local_orphan', title: 'What this is about was given up', status: 409, code: 'local_orphan', retry: 'never' };

function rowWithNames(row: QueueRow, names: RealNames, makers: ReadonlySet<string>): QueueRow {
  // A corrected command speaks of the real name; its row still lies in the lane of the first.
  if (!isLocal(row.lane) && !speaksLocally(row.command.payload)) return row;
  const payload = withRealNames(row.command.payload, names);
  const named = { ...row, lane: names.get(row.lane) ?? row.lane, command: { ...row.command, payload } };
  const isOrphan = row.state === 'waiting' && localNamesIn(payload).some((name) => !makers.has(name));
  return isOrphan ? { ...named, state: 'refused', refusal: ORPHANED } : named;
}

/** The rows as they are to be read: real names in their place, and refused where what they speak of will never be made. */
export function rowsWithNames(rows: readonly QueueRow[], names: RealNames): QueueRow[] {
  const makers = new Set<string>();
  for (const { local } of rows) if (local !== undefined) makers.add(local);
  return rows.map((row) => rowWithNames(row, names, makers));
}
