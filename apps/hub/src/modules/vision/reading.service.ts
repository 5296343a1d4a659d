import type { Fallback } from '@gigafibre/contracts';
import type { Picture, ReadOptions, VisionReader } from '../../vendors/vision/vision.port.ts';
import type { ReadingOutcome, ReadingRecord, VisionSettingsStore } from './vision.ports.ts';

export interface Readers {
  readonly embedded: VisionReader;
  /** Outside this machine; absent without a key. */
  readonly cloud?: VisionReader;
}

interface Choice {
  readonly readers: Readers;
  readonly settings: Pick<VisionSettingsStore, 'read' | 'spend'>;
  /** The day that the budget counts. */
  readonly today: () => string;
}

type Done = Exclude<ReadingOutcome, { problem: unknown }>;

/** Reads pages with the cloud where that is allowed and has budget left, and with the embedded reader everywhere else. */
export function createReading({ readers, settings, today }: Choice) {
  return async (reading: Pick<ReadingRecord, 'kind'>, pages: readonly Picture[], options: ReadOptions): Promise<Done> => {
    const { cloud, embedded } = readers;
    const { cloudAllowed, cloudPerDay } = await settings.read();
    if (cloud === undefined || !cloudAllowed) return doneBy(embedded, null);
    if (!(await settings.spend(today(), cloudPerDay))) return doneBy(embedded, 'budget');
    try {
      return await doneBy(cloud, null);
    } catch (error) {
      options.signal.throwIfAborted();
      return await doneBy(embedded, reasonOf(error));
    }

    async function doneBy(reader: VisionReader, because: Fallback | null): Promise<Done> {
      const [first] = pages;
      if (first === undefined) throw new RangeError('A reading without a page');
      const result = reading.kind === 'invoice' ? await reader.readInvoice(pages, options) : await reader.readLabel(first, options);
      return { result, source: reader.source, fallback: because };
    }
  };
}

/** @throws whatever is no fault of the cloud's */
function reasonOf(error: unknown): Fallback {
  if (error instanceof Error && error.name === 'VisionFault' && 'reason' in error) return error.reason as Fallback;
  throw error;
}
