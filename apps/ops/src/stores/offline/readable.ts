import { values } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';
import type { QueueRow } from './queue-ports.ts';

/** What a build reads, by command type: from the oldest version it has a step for to the one it writes. */
export type SpokenVersions = Readonly<Record<string, { readonly current: number; readonly oldest: number }>>;

const isUnsent = (row: unknown): row is QueueRow => typeof row === 'object' && row !== null && 'command' in row && 'state' in row && row.state !== 'acknowledged';

/**
 * Could a build with these versions send everything that lies on this device, whoever did it? A build that could not is not
 * taken there: what it cannot read it could only park.
 */
export async function canRead(queue: UseStore, spoken: SpokenVersions): Promise<boolean> {
  const unsent = (await values<unknown>(queue)).filter(isUnsent);
  return unsent.every(({ command: { type, v } }) => {
    const known = spoken[type];
    return known !== undefined && v >= known.oldest && v <= known.current;
  });
}
