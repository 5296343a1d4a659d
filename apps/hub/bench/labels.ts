/**
 * How well the embedded reader reads labels: 1,000 photographs that seeds make (fonts, blur, perspective, glare, low light),
 * through the hub's own reader. One JSON line: for serial, MAC and GPON serial, how many were read right, offered among the
 * choices, refused, or misread and yet given as read. `npm run bench:labels -- 100 7` reads 100 from seed 7 on.
 */
import { labelPhoto } from '@gigafibre/testkit';
import { createEmbeddedReader } from '../src/vendors/vision/embedded-reader.ts';

const FIELDS = ['serial', 'mac', 'gponSerial'] as const;
const OUTCOMES = ['right', 'offered', 'refused', 'misread'] as const;
type Outcome = (typeof OUTCOMES)[number];

const [count = 1000, first = 1] = process.argv.slice(2).filter((argument) => /^\d+$/.test(argument)).map(Number);
const tell = process.argv.includes('--misses');
const reader = createEmbeddedReader({ today: () => '2099-12-31' });
const tally = Object.fromEntries(FIELDS.map((field) => [field, Object.fromEntries([...OUTCOMES, 'of'].map((outcome) => [outcome, 0]))])) as Record<(typeof FIELDS)[number], Record<Outcome | 'of', number>>;
const spent: number[] = [];

function outcomeOf(read: { value: string | null; choices?: string[] }, truth: string | undefined): Outcome | undefined {
  if (read.value !== null) return read.value === truth ? 'right' : 'misread';
  if (truth === undefined) return undefined;
  return read.choices?.includes(truth) === true ? 'offered' : 'refused';
}

for (let seed = first; seed < first + count; seed += 1) {
  const { facts, grade, look, pixels } = await labelPhoto(seed);
  const before = process.cpuUsage();
  const reading = await reader.readLabel({ ...pixels, channels: 3 }, { signal: new AbortController().signal });
  const { user, system } = process.cpuUsage(before);
  spent.push((user + system) / 1000);
  for (const field of FIELDS) {
    const outcome = outcomeOf(reading[field], facts[field]);
    if (outcome === undefined) continue;
    tally[field][outcome] += 1;
    tally[field].of += facts[field] === undefined ? 0 : 1;
    if (tell && (outcome === 'misread' || outcome === 'refused')) console.error(JSON.stringify({ seed, grade, codes: look.barcodes, field, outcome, truth: facts[field], read: reading[field] }));
  }
}
const sorted = spent.toSorted((a, b) => a - b);
console.log(JSON.stringify({ case: 'labels', labels: count, ...tally, cpuMsPerLabel: { median: Math.round(sorted[Math.floor(count / 2)] ?? 0), p95: Math.round(sorted[Math.floor(count * 0.95)] ?? 0) }, peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024) }));
await reader.close();
