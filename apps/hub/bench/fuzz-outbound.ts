import { parseArgs } from 'node:util';
import { fuzzOutbound } from '../test/outbound/fuzz.ts';

const { values } = parseArgs({ options: { cases: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } }, strict: true });
const [cases, seed] = [Number(values.cases), Number(values.seed)];
if (!Number.isInteger(cases) || cases < 1 || !Number.isInteger(seed)) {
  console.error('Say --cases N --seed S with whole numbers.');
  process.exit(1);
}

const result = await fuzzOutbound(cases, seed);
for (const example of result.examples) console.error(JSON.stringify(example));
console.log(JSON.stringify({ case: 'outbound-fuzz', seed, cases: result.cases, sent: result.sent, wrong: result.wrong }));
process.exitCode = result.wrong === 0 ? 0 : 1;
