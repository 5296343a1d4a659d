/** How far the hub's clock is ahead of this device's. */
export interface ClockSkew {
  /** Learns from one answer: when it was asked for and received by our clock, and its `Date` header. */
  learn(askedAt: number, receivedAt: number, date: string): void;
  /** Milliseconds to add to this device's time; undefined before the first answer. */
  offsetMs(): number | undefined;
}

/** `Date` has whole seconds and the answer took a while on the way: the best of the recent answers is the quickest one. */
export function createClockSkew(): ClockSkew {
  const recent: { readonly tookMs: number; readonly offsetMs: number }[] = [];
  return {
    learn(askedAt, receivedAt, date) {
      const hub = Date.parse(date);
      if (Number.isNaN(hub) || receivedAt < askedAt) return;
      recent.push({ tookMs: receivedAt - askedAt, offsetMs: Math.round(hub + 500 - (askedAt + receivedAt) / 2) });
      if (recent.length > 8) recent.shift();
    },
    offsetMs: () => recent.toSorted((a, b) => a.tookMs - b.tookMs)[0]?.offsetMs,
  };
}
