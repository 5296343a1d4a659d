import { POSITION_DIMS_AFTER_MINUTES, POSITION_UNKNOWN_AFTER_MINUTES } from '@gigafibre/contracts';

export interface PositionAge {
  /** Whole minutes since it was measured. */
  readonly minutes: number;
  /** `current` may be shown as where he is · `dimmed` as where he was · `unknown` is no longer said (R07). */
  readonly state: 'current' | 'dimmed' | 'unknown';
}

/** How old a position is, and what may still be said of it. A clock that runs behind makes nothing younger than now. */
export function ageOf(at: string, nowSeconds: number): PositionAge {
  const minutes = Math.max(0, Math.floor((nowSeconds - Date.parse(at) / 1000) / 60));
  if (minutes >= POSITION_UNKNOWN_AFTER_MINUTES) return { minutes, state: 'unknown' };
  return { minutes, state: minutes >= POSITION_DIMS_AFTER_MINUTES ? 'dimmed' : 'current' };
}
