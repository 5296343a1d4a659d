/**
 * `npm run chaos:browser`: the failure modes of a technician's phone in a real browser, against a real hub, over a network that is spoilt on purpose.
 * One JSON line for each mode, the last for all. `-- --modes 1,2,11` runs only those, `-- --reduced` a few cycles of each, `-- --hub http://…` against a hub of the demonstration that is already up.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startHub } from '../hub-process.ts';
import { TRIALS, tryOut, type Line } from './modes.ts';
import { openRig } from './rig.ts';

const { values } = parseArgs({ options: { modes: { type: 'string' }, hub: { type: 'string' }, reduced: { type: 'boolean', default: false } } });
const wanted = values.modes?.split(',').map(Number);
const folder = mkdtempSync(join(tmpdir(), 'gf-chaos-hub-'));
const from = performance.now();
const hub = values.hub === undefined ? await startHub(folder) : { origin: values.hub, stop: () => Promise.resolve() };
const lines: Line[] = [];
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

async function tryAll(): Promise<void> {
  const rig = await openRig(hub.origin);
  try {
    await rig.signIn();
    await rig.phone.open();
    for (const trial of TRIALS.filter(({ mode }) => wanted?.includes(mode) ?? true)) {
      const line = await tryOut(rig, trial, !values.reduced);
      lines.push(line);
      say(line);
      rig.proxy.heal();
    }
  } finally {
    await rig.close();
  }
}

try {
  await tryAll();
} finally {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
}
const sum = (key: 'lost' | 'doubled' | 'reordered'): number => lines.reduce((total, line) => total + line[key], 0);
const failed = lines.filter(({ ok }) => ok === false).map(({ mode }) => mode);
say({ mode: 'total', modes: lines.length, lost: sum('lost'), doubled: sum('doubled'), reordered: sum('reordered'), elsewhere: lines.filter(({ ok }) => ok === null).length, failed, ok: failed.length === 0, seconds: Math.round((performance.now() - from) / 1000) });
process.exitCode = failed.length === 0 ? 0 : 1;
