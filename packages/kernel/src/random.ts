/** The next number of a sequence, in [0, 1). */
export type Random = () => number;

/**
 * A small seeded generator: the same seed gives the same sequence on every machine.
 * Source: Tommy Ettinger's mulberry32, public domain. Not for secrets.
 */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
