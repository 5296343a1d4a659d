import type { Fallback } from '@gigafibre/contracts';

/** A reader outside this machine did not give an answer that counts. Another reader may. */
export class VisionFault extends Error {
  override readonly name = 'VisionFault';
  readonly reason: Exclude<Fallback, 'budget'>;

  constructor(reason: Exclude<Fallback, 'budget'>, cause?: unknown) {
    super(`The cloud reader: ${reason}`, { cause });
    this.reason = reason;
  }
}
