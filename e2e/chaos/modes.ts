import { batteryPulled, clockJumps, manyQueued, newRelease, nothingCanBeKept, quotaExceeded, rendererCrash, rolledBack, severalTabs, storageCleared, twoTechnicians, workerKilled } from './device-modes.ts';
import { bursts, captivePortal, duplicateDelivery, editedMeanwhile, photoCut, refusedInTheMiddle, reorderedEntities, requestLost, responseLost, signedOutMidQueue, stalledAnswer, type Mode } from './network-modes.ts';
import type { ErpApart } from './erp-apart.ts';
import { erpDown, hubCrashes, type OutageMode } from './outage-modes.ts';
import type { Rig, Verdict } from './rig.ts';

/** One of the 25 failure modes of the plan. */
export interface Trial {
  readonly mode: number;
  readonly name: string;
  readonly run: Mode;
  /** Waits for a patience of the product or of the browser: left to the whole run. */
  readonly isSlow?: true;
}

/** One whose failure lies behind the hub: it needs the hub and the ERP as two processes. */
export interface Outage {
  readonly mode: number;
  readonly name: string;
  readonly run: OutageMode;
}

const cycles = (whole: number, run: (rig: Rig, cycles: number) => Promise<Verdict>): Mode => (rig, isWhole) => run(rig, isWhole ? whole : 2);

export const TRIALS: readonly Trial[] = [
  { mode: 1, name: 'request lost', run: requestLost },
  { mode: 2, name: 'response lost', run: responseLost },
  { mode: 3, name: 'duplicate delivery', run: duplicateDelivery },
  { mode: 4, name: 'reordering across entities', run: reorderedEntities },
  { mode: 5, name: 'half-open socket, stall in mid-body', run: stalledAnswer, isSlow: true },
  { mode: 6, name: 'captive portal', run: captivePortal },
  { mode: 7, name: '500, 502, 503, 429 in bursts', run: bursts },
  { mode: 8, name: '401 in mid-queue', run: signedOutMidQueue },
  { mode: 9, name: 'item k of n refused', run: refusedInTheMiddle },
  { mode: 10, name: 'renderer crash', run: cycles(50, rendererCrash) },
  { mode: 11, name: 'browser killed', run: cycles(25, batteryPulled) },
  { mode: 12, name: 'worker killed in mid-drain', run: cycles(50, workerKilled) },
  { mode: 13, name: 'several tabs, the sender crashes', run: severalTabs },
  { mode: 14, name: 'new release while the queue waits', run: newRelease },
  { mode: 15, name: 'release rolled back', run: rolledBack },
  { mode: 16, name: 'quota exceeded', run: quotaExceeded, isSlow: true },
  { mode: 17, name: 'storage cleared by the system', run: storageCleared },
  { mode: 18, name: 'clock jumps a day back and a year ahead', run: clockJumps },
  { mode: 19, name: 'two technicians on one phone', run: twoTechnicians },
  { mode: 20, name: 'dispatcher edits the same visit', run: editedMeanwhile },
  { mode: 21, name: 'photo cut at chunk boundaries', run: photoCut },
  { mode: 24, name: 'private window, nothing can be kept', run: nothingCanBeKept },
  { mode: 25, name: 'many queued at once', run: manyQueued },
];

export const OUTAGES: readonly Outage[] = [
  { mode: 22, name: 'ERP down, hub up', run: erpDown },
  { mode: 23, name: 'hub crash between key and ERP', run: hubCrashes },
];

export interface Line {
  readonly mode: number;
  readonly name: string;
  readonly lost: number;
  readonly doubled: number;
  readonly reordered: number;
  readonly ok: boolean;
  readonly seconds: number;
  readonly complaints?: readonly string[];
}

/** Runs one trial and says what came of it. */
async function judged({ mode, name }: Pick<Trial, 'mode' | 'name'>, run: () => Promise<Verdict>): Promise<Line> {
  const from = performance.now();
  const broke = (problem: unknown): Verdict => ({ lost: 0, doubled: 0, reordered: 0, complaints: [`the trial broke: ${String(problem).slice(0, 300)}`] });
  const { facts, complaints, ...counts } = await run().catch(broke);
  const ok = counts.lost + counts.doubled + counts.reordered === 0 && complaints.length === 0;
  return { mode, name, ...facts, ...counts, ok, seconds: Math.round((performance.now() - from) / 100) / 10, ...(complaints.length === 0 ? {} : { complaints }) };
}

export const tryOut = (rig: Rig, trial: Trial, isWhole: boolean): Promise<Line> => judged(trial, () => trial.run(rig, isWhole));
export const tryOutage = (rig: Rig, trial: Outage, given: { readonly apart: ErpApart; readonly isWhole: boolean }): Promise<Line> => judged(trial, () => trial.run(rig, given.apart, given.isWhole));
