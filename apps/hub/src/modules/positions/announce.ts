import type { Position } from '@gigafibre/contracts';

/** Screens draw positions anew at most so often; the newest of each technician wins. */
const PACE_MS = 1000;
/** A signal is small: the database announces no more than 8,000 bytes at once. */
const PER_SIGNAL = 25;

type Announce = (positions: readonly Position[]) => void;

/** The first at once, then at a pace; what comes too fast is thinned to the newest of each. */
export function atAPace(announce: Announce): { readonly publish: Announce; readonly close: () => void } {
  const waiting = new Map<string, Position>();
  let timer: NodeJS.Timeout | undefined;

  function send(): void {
    const all = [...waiting.values()];
    waiting.clear();
    for (let first = 0; first < all.length; first += PER_SIGNAL) announce(all.slice(first, first + PER_SIGNAL));
    timer = all.length === 0 ? undefined : setTimeout(send, PACE_MS).unref();
  }
  return {
    publish(positions) {
      for (const position of positions) {
        const known = waiting.get(position.technician);
        if (known === undefined || known.at < position.at) waiting.set(position.technician, position);
      }
      if (timer === undefined) send();
    },
    close: () => clearTimeout(timer),
  };
}
