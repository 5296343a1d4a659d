/**
 * `npm run chaos:browser`: the 25 failure modes of a technician's phone in a real browser, against a real hub, over a network that is
 * spoilt on purpose. One JSON line for each mode as it ends, the last for all.
 * `-- --modes 1,2,11` runs only those, `-- --reduced` a few cycles of each, `-- --data FOLDER` on a hub's folder that is kept for the next run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startHub } from '../hub-process.ts';
import { openErpApart } from './erp-apart.ts';
import { OUTAGES, TRIALS, tryOut, tryOutage, type Line } from './modes.ts';
import { openRig, type Rig } from './rig.ts';

const { values } = parseArgs({ options: { modes: { type: 'string' }, data: { type: 'string' }, reduced: { type: 'boolean', default: false } } });
const wanted = values.modes?.split(',').map(Number);
const isWhole = !values.reduced;
const isWanted = ({ mode, isSlow }: { readonly mode: number; readonly isSlow?: true }): boolean => wanted?.includes(mode) ?? (isWhole || isSlow === undefined);
const folder = values.data ?? mkdtempSync(join(tmpdir(), 'gf-chaos-hub-'));
const from = performance.now();
const lines: Line[] = [];
const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
function say(line: Line): void {
  lines.push(line);
  print(line);
}

/** The modes whose failure lies before the hub. @returns the rig, whose phone goes on with what it holds. */
async function tryNetworksAndDevices(): Promise<Rig> {
  const hub = await startHub(folder);
  try {
    const rig = await openRig(hub.origin);
    await rig.signIn();
    await rig.phone.open();
    for (const trial of TRIALS.filter(isWanted)) {
      say(await tryOut(rig, trial, isWhole));
      rig.proxy.heal();
    }
    return rig;
  } finally {
    await hub.stop();
  }
}

async function tryOutages(rig: Rig): Promise<void> {
  const apart = await openErpApart(folder);
  try {
    await rig.moveTo(apart.origin());
    await rig.signIn();
    await rig.phone.open();
    for (const trial of OUTAGES.filter(isWanted)) {
      say(await tryOutage(rig, trial, { apart, isWhole }));
      apart.way.heal();
    }
  } finally {
    await apart.close();
  }
}

try {
  const rig = await tryNetworksAndDevices();
  try {
    if (OUTAGES.some(isWanted)) await tryOutages(rig);
  } finally {
    await rig.close();
  }
} finally {
  if (values.data === undefined) rmSync(folder, { recursive: true, force: true });
}
const sum = (key: 'lost' | 'doubled' | 'reordered'): number => lines.reduce((total, line) => total + line[key], 0);
const failed = lines.filter(({ ok }) => !ok).map(({ mode }) => mode);
print({ mode: 'total', modes: lines.length, lost: sum('lost'), doubled: sum('doubled'), reordered: sum('reordered'), failed, ok: failed.length === 0, seconds: Math.round((performance.now() - from) / 1000) });
process.exitCode = failed.length === 0 ? 0 : 1;
