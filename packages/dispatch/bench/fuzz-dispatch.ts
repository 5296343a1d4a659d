/**
 * Random re-plans judged by the independent checker: `npm run fuzz:dispatch -- --runs 20000 --seed 1`. Findings go to stderr with the day
 * that shows them again; the last line on stdout is JSON. Ends with status 1 when anything was found.
 */
import { parseArgs } from 'node:util';
import { fuzz } from '../test/fuzz.ts';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } } });
const started = process.cpuUsage();
const { runs, illegal, untrue, findings } = fuzz(Number(values.runs), Number(values.seed));
const { user, system } = process.cpuUsage(started);
for (const finding of findings) console.error(finding);
console.log(JSON.stringify({ runs, illegal, untrueExplanations: untrue, seconds: Number(((user + system) / 1e6).toFixed(1)) }));
process.exitCode = illegal + untrue === 0 ? 0 : 1;
