import type { Random } from '@gigafibre/kernel';
import { backoffMs } from './backoff.ts';
import type { DeviceClock } from './queue-ports.ts';
import type { Verdict } from './reply.ts';

const LANES_AT_ONCE = 4;

/** What this device has learnt of the hub as a whole: whether it answers, and whether it still knows us. */
export interface Patience {
  learn(verdict: Verdict): void;
  /** Forgets what was held back: the network or the session is back, or a person insists. */
  readonly hurry: () => void;
  /** How many commands may be on their way now. After a failure one goes ahead alone to see whether the hub is back. */
  lanesNow(): number;
  /** Epoch milliseconds before which nothing leaves. */
  notBefore(): number;
  isSignedOut(): boolean;
}

export function createPatience(clock: DeviceClock, random: Random): Patience {
  let signedOut = false;
  let failures = 0;
  let heldFrom = 0;
  let heldUntil = 0;
  return {
    learn(verdict) {
      if (verdict.kind === 'signed-out') signedOut = true;
      if (verdict.kind === 'done' || verdict.kind === 'refused') failures = 0;
      if (verdict.kind !== 'later' || !verdict.everything) return;
      failures += 1;
      heldFrom = clock();
      heldUntil = heldFrom + backoffMs(failures, verdict.afterMs, random);
    },
    hurry() {
      signedOut = false;
      failures = 0;
      heldUntil = 0;
    },
    lanesNow() {
      // A clock that says less than when the pause began was set back.
      const isHeld = heldUntil > clock() && heldFrom <= clock();
      if (signedOut || isHeld) return 0;
      return failures > 0 ? 1 : LANES_AT_ONCE;
    },
    notBefore: () => heldUntil,
    isSignedOut: () => signedOut,
  };
}
