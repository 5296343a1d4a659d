/** Takes one thing after another and hands them on together. */
export interface Gathering<T> {
  add(one: T): void;
  /** Hands on what waits, and nothing after it. */
  close(): void;
}

/**
 * Hands on the first at once, and whatever comes soon after it together: a storm is drawn some times a second and not at every
 * drop, and what comes alone is not kept waiting.
 *
 * @param waitMs how long others are waited for, in milliseconds.
 */
export function gathering<T>(handOn: (several: readonly T[]) => void, waitMs: number): Gathering<T> {
  let waiting: T[] = [];
  let timer: number | undefined;

  function flush(): void {
    timer = undefined;
    if (waiting.length === 0) return;
    const several = waiting;
    waiting = [];
    timer = window.setTimeout(flush, waitMs);
    handOn(several);
  }
  return {
    add(one) {
      waiting.push(one);
      if (timer === undefined) flush();
    },
    close() {
      window.clearTimeout(timer);
      if (waiting.length > 0) handOn(waiting);
      waiting = [];
    },
  };
}
