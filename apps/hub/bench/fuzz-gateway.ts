import { parseArgs } from 'node:util';
import { fuzzGateway } from '../test/gateway/fuzz.ts';

const { values } = parseArgs({ options: { requests: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } }, strict: true });
const [requests, seed] = [Number(values.requests), Number(values.seed)];
if (!Number.isInteger(requests) || requests < 1 || !Number.isInteger(seed)) {
  console.error('Say --requests N --seed S with whole numbers.');
  process.exit(1);
}

const CHUNK = 20_000;
const sum = { requests: 0, forwarded: 0, escapes: 0 };
for (let from = 0; from < requests; from += CHUNK) {
  const result = await fuzzGateway(Math.min(CHUNK, requests - from), seed + from);
  sum.requests += result.requests;
  sum.forwarded += result.forwarded;
  sum.escapes += result.escapes.length;
  for (const escape of result.escapes) console.error(JSON.stringify(escape));
  if (process.stderr.isTTY) process.stderr.write(`\r${sum.requests} of ${requests}`);
}
console.log(JSON.stringify({ case: 'gateway-fuzz', seed, ...sum }));
process.exitCode = sum.escapes === 0 ? 0 : 1;
