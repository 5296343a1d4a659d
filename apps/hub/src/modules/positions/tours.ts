import type { PlannedTour } from '../../vendors/gps/gps.port.ts';

/** Read again after so long even when nothing happened: a new day begins without an event. */
const TRUST_SECONDS = 300;

interface TourReading {
  /** The number of the newest event. */
  readonly head: () => Promise<number>;
  readonly nowSeconds: () => number;
  readonly read: () => Promise<readonly PlannedTour[]>;
}

/** The tours of now, read anew only when something has happened. */
export function rememberTours({ head, nowSeconds, read }: TourReading): () => Promise<readonly PlannedTour[]> {
  let known: { readonly seq: number; readonly readAt: number; readonly tours: readonly PlannedTour[] } | undefined;
  return async () => {
    const seq = await head();
    if (known?.seq !== seq || nowSeconds() - known.readAt >= TRUST_SECONDS) known = { seq, readAt: nowSeconds(), tours: await read() };
    return known.tours;
  };
}
