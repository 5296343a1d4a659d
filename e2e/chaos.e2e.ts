/**
 * Some of the failure modes of a phone, on the hub of the whole run, few cycles each (M5). All 25, and many cycles, by `npm run chaos:browser`.
 */
import { TRIALS, tryOut } from './chaos/modes.ts';
import { openRig } from './chaos/rig.ts';
import { expect, test } from './journey.ts';
import { readStage } from './stage.ts';

const MODES = [2, 6, 10, 11, 12, 19];

test('a phone loses, doubles and reorders nothing: answers lost, a portal, crashes, a pulled battery, two people (M5, R39, R45)', async () => {
  test.setTimeout(240_000);
  const rig = await openRig(readStage().origin);
  try {
    await rig.signIn();
    await rig.phone.open();
    for (const trial of TRIALS.filter(({ mode }) => MODES.includes(mode)))
      await test.step(trial.name, async () => {
        const { lost, doubled, reordered, complaints = [] } = await tryOut(rig, trial, false);
        expect({ lost, doubled, reordered, complaints }).toEqual({ lost: 0, doubled: 0, reordered: 0, complaints: [] });
        rig.proxy.heal();
      });
  } finally {
    await rig.close();
  }
});
