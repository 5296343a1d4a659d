import { localNamesIn } from './local-names.ts';
import type { QueueRow } from './queue-ports.ts';
import { upgradeCommand } from './versions.ts';
import type { VersionTable } from './versions.ts';

type Payload = Readonly<Record<string, unknown>>;

/** The visit (or else the job) a command is about; a command about neither is a lane of its own. */
export function laneOf(id: string, payload: Payload): string {
  const [about] = [payload['visit'], payload['job']].filter((name) => typeof name === 'string');
  return about ?? id;
}

const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/** Every text in a value, with the name of the field that holds it. */
function textsIn(value: unknown, key = ''): { readonly key: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ key, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, Array.isArray(value) ? key : name));
}

/** The photos that a payload speaks of, wherever they lie in it. */
export const photosIn = (payload: Payload): string[] => [...new Set(textsIn(payload).flatMap(({ key, text }) => (/photo|picture|signature/i.test(key) && isHash(text) ? [text] : [])))];

const serialsIn = (payload: Payload): string[] => textsIn(payload).flatMap(({ key, text }) => (/serial|^replaces$/i.test(key) ? [text] : []));

/**
 * Counters of the rows of other lanes that must be settled before a new command: those that make what it speaks of,
 * and those about the same equipment, for what is done to one device keeps its order.
 */
export function mustFollow(rows: readonly QueueRow[], lane: string, payload: Payload): number[] {
  const locals = new Set(localNamesIn(payload));
  const serials = new Set(serialsIn(payload));
  if (locals.size + serials.size === 0) return [];
  const makesIt = (row: QueueRow): boolean => row.local !== undefined && locals.has(row.local);
  const isOnSameDevice = (row: QueueRow): boolean => row.lane !== lane && serialsIn(row.command.payload).some((serial) => serials.has(serial));
  return rows.filter((row) => row.state !== 'acknowledged' && (makesIt(row) || isOnSameDevice(row))).map((row) => row.counter);
}

const isDue = ({ notBefore, triedAt = 0 }: QueueRow, now: number): boolean => notBefore <= now || now < triedAt;

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
    (row) => row.state === 'waiting' && isDue(row, now) && !row.dependsOn.some((counter) => undone.has(counter)) && upgradeCommand(row.command, versions) !== undefined,
  );
}

/** When the next head of a lane comes due; undefined when nothing will ever leave by itself. */
export function nextDue(rows: readonly QueueRow[], versions: VersionTable): number | undefined {
  const due = sendable(rows, Number.POSITIVE_INFINITY, versions).map((row) => row.notBefore);
  return due.length === 0 ? undefined : Math.min(...due);
}
