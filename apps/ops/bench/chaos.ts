/**
 * The production queue under schedules of crashes, lost requests and answers, duplicates, expired sessions, several tabs, clocks that
 * jump, releases and a hub that dies between its steps. `npm run chaos -- --schedules N --seed S`; ends with one JSON line and fails
 * when anything was lost, doubled, reordered or vanished. `--schedules 1 --seed S` plays one schedule again.
 */
import { parseArgs } from 'node:util';
import { failuresOf, runSchedules } from '../src/stores/offline/chaos/run.ts';
import { play } from '../src/stores/offline/chaos/play.ts';

const MOST_TOLD = 20;
const MOST_ACTIONS = 80;
const { values } = parseArgs({ options: { schedules: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } } });
const schedules = Number(values.schedules);
const seed = Number(values.seed);
if (!Number.isSafeInteger(schedules) || schedules < 1 || !Number.isSafeInteger(seed)) throw new Error('--schedules and --seed are whole numbers.');

const failed: number[] = [];
const started = performance.now();
const tally = await runSchedules({
  schedules,
  seed,
  onFailure(at, what) {
    failed.push(at);
    if (failed.length <= MOST_TOLD) console.error(`seed ${String(at)}: ${what.join('; ')}`);
  },
});
const seconds = Math.round((performance.now() - started) / 100) / 10;

/** The fewest things that have to happen for a seed to fail. */
async function shortest(at: number): Promise<number | undefined> {
  for (let actions = 1; actions <= MOST_ACTIONS; actions += 1) {
    const { lost, doubled, reordered, vanished, breaches } = await play(at, { actions });
    if (lost.length + doubled.length + reordered.length + vanished.length + breaches.length > 0) return actions;
  }
  return undefined;
}
const [first] = failed;
if (first !== undefined) console.error(`seed ${String(first)} fails after ${String((await shortest(first)) ?? 'more than ' + String(MOST_ACTIONS))} things have happened`);
const { lost, doubled, reordered, vanished } = tally;
console.log(JSON.stringify({ schedules: tally.schedules, lost, doubled, reordered, vanished, seconds }));
process.exitCode = failuresOf(tally) > 0 ? 1 : 0;
