/** The search's own dice: the same seed throws the same numbers on every machine. Marsaglia's xorshift32. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    // spread neighbouring seeds apart; the state must never be zero
    this.state = (Math.imul((seed | 0) ^ 0x9e3779b9, 0x85ebca6b) ^ 0x27d4eb2f) | 1;
    for (let i = 0; i < 8; i++) this.next();
  }

  /** Any 32 bits, never all zero. */
  next(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return x;
  }

  /** A whole number in [0, limit). */
  below(limit: number): number {
    return ((this.next() >>> 0) * limit * 2.3283064365386963e-10) | 0;
  }

  /** In (0, 1). */
  unit(): number {
    return (this.next() >>> 0) * 2.3283064365386963e-10;
  }
}
