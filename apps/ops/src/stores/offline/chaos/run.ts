import type { UseStore } from 'idb-keyval';
import { provideKeyRange } from './memory-store.ts';
import { play } from './play.ts';
import type { Rig } from './rig.ts';
import { SOUND } from './rig.ts';

export interface Tally {
  schedules: number;
  lost: number;
  doubled: number;
  reordered: number;
  vanished: number;
  /** Whatever else may never happen. */
  other: number;
}

export interface RunOptions {
  readonly schedules: number;
  readonly seed: number;
  readonly rig?: Rig;
  readonly openStore?: () => UseStore;
  /** Stops at the first schedule that fails. */
  readonly untilFirst?: boolean;
  /** Told of each schedule that fails. */
  readonly onFailure?: (seed: number, what: readonly string[]) => void;
}

const ENOUGH_WAITS = 60;
/** In thousandths of a second, more of them would meet by chance alone. */
const MOST_WAITS = 1000;
/** Phones that all wait exactly as long come back all at once. */
const isHerd = (waits: readonly number[]): boolean => waits.length >= ENOUGH_WAITS && new Set(waits).size < waits.length / 4;

/** Plays schedules one after the other, each by its own seed, and counts what may never happen. */
export async function runSchedules({ schedules, seed, rig = SOUND, openStore, untilFirst = false, onFailure = () => undefined }: RunOptions): Promise<Tally> {
  provideKeyRange();
  const tally: Tally = { schedules: 0, lost: 0, doubled: 0, reordered: 0, vanished: 0, other: 0 };
  const waits: number[] = [];
  for (let at = 0; at < schedules; at += 1) {
    const verdict = await play(seed + at, { rig, ...(openStore === undefined ? {} : { openStore }) });
    const { lost, doubled, reordered, vanished, breaches } = verdict;
    if (waits.length < MOST_WAITS) waits.push(...verdict.waits);
    tally.schedules += 1;
    tally.lost += lost.length;
    tally.doubled += doubled.length;
    tally.reordered += reordered.length;
    tally.vanished += vanished.length;
    tally.other += breaches.length;
    const found = [...lost.map((what) => `lost: ${what}`), ...doubled.map((what) => `doubled: ${what}`), ...reordered.map((what) => `reordered: ${what}`), ...vanished.map((what) => `vanished: ${what}`), ...breaches];
    if (found.length > 0) onFailure(seed + at, found);
    if (untilFirst && (found.length > 0 || isHerd(waits))) break;
  }
  if (isHerd(waits)) {
    tally.other += 1;
    onFailure(seed, [`${String(waits.length)} waits of only ${String(new Set(waits).size)} lengths: phones would all come back at once`]);
  }
  return tally;
}

export const failuresOf = ({ lost, doubled, reordered, vanished, other }: Tally): number => lost + doubled + reordered + vanished + other;
