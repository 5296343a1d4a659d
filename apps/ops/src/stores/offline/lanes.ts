import type { QueueRow } from './queue-ports.ts';
import { upgradeCommand } from './versions.ts';
import type { VersionTable } from './versions.ts';

/** The visit a command is about; a command about no visit is a lane of its own. */
export const laneOf = (id: string, payload: Readonly<Record<string, unknown>>): string => (typeof payload['visit'] === 'string' ? payload['visit'] : id);

const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/** The photos that a payload speaks of, wherever they lie in it. */
export function photosIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const found = Object.entries(value).flatMap(([key, inner]) => (key === 'photo' && isHash(inner) ? [inner] : photosIn(inner)));
  return [...new Set(found)];
}

/** Commands of other lanes that speak of the same equipment and have not arrived: what is done to one device keeps its order. */
export function earlierOnSameDevice(rows: readonly QueueRow[], lane: string, payload: Readonly<Record<string, unknown>>): number[] {
  const serial = payload['serial'];
  if (typeof serial !== 'string') return [];
  return rows.filter((row) => row.state !== 'acknowledged' && row.lane !== lane && row.command.payload['serial'] === serial).map((row) => row.counter);
}

/**
 * The rows that may leave at this moment: the head of each lane, unless it is refused, parked, waiting for its time or for another lane.
 * @param rows in the order of their counters.
 */
export function sendable(rows: readonly QueueRow[], now: number, versions: VersionTable): QueueRow[] {
  const open = rows.filter((row) => row.state !== 'acknowledged');
  const undone = new Set(open.map((row) => row.counter));
  const heads = new Map<string, QueueRow>();
  for (const row of open) if (!heads.has(row.lane)) heads.set(row.lane, row);
  return [...heads.values()].filter(
    (row) => row.state === 'waiting' && row.notBefore <= now && !row.dependsOn.some((counter) => undone.has(counter)) && upgradeCommand(row.command, versions) !== undefined,
  );
}

/** When the next head of a lane comes due; undefined when nothing will ever leave by itself. */
export function nextDue(rows: readonly QueueRow[], versions: VersionTable): number | undefined {
  const due = sendable(rows, Number.POSITIVE_INFINITY, versions).map((row) => row.notBefore);
  return due.length === 0 ? undefined : Math.min(...due);
}
