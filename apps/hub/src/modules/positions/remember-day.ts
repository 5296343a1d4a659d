/** Read again after so long even when nothing happened: a new day begins without an event. */
const TRUST_SECONDS = 300;

interface DayReading<T> {
  /** The number of the newest event. */
  readonly head: () => Promise<number>;
  readonly nowSeconds: () => number;
  readonly read: () => Promise<T>;
}

/** The day of now, read anew only when something has happened. */
export function rememberDay<T>({ head, nowSeconds, read }: DayReading<T>): () => Promise<T> {
  let known: { readonly seq: number; readonly readAt: number; readonly day: T } | undefined;
  return async () => {
    const seq = await head();
    if (known?.seq !== seq || nowSeconds() - known.readAt >= TRUST_SECONDS) known = { seq, readAt: nowSeconds(), day: await read() };
    return known.day;
  };
}
