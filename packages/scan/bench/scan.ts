/**
 * How well the scanner reads photographs: `npm run bench:scan DIR` decodes every picture under DIR that has a text file of the same
 * name beside it, through the pipeline that phones run. One JSON line for each folder, then one for all. Times are this process's
 * processor time from pixels to text. `decoded`: what the file says was read; `misread`: something else was, and that was not.
 * `--misses` names on stderr the pictures that were not decoded.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative, resolve } from 'node:path';
import sharp from 'sharp';
import { createScanner, openZxingEngine, qrEngine, type Picture } from '../src/index.ts';

const PICTURES = new Set(['.png', '.jpg', '.jpeg', '.webp', '.gif', '.tif', '.tiff', '.avif']);

interface Outcome {
  readonly folder: string;
  readonly isDecoded: boolean;
  readonly isMisread: boolean;
  readonly ms: number;
}

/** Line ends of any system, no byte-order mark, and no separators of GS1 fields, which people do not write down. */
const plain = (text: string): string => text.replaceAll(/\r\n?/g, '\n').replace(/^\u{FEFF}/u, '').replaceAll('\u{1D}', '').trim();
/** A UPC-A code is an EAN-13 code whose first digit is 0. */
const asEan = (text: string): string => (/^\d{12}$/.test(text) ? `0${text}` : text);
/** The whole text, or for a picture of several codes each of its lines. */
const expectedIn = (text: string): ReadonlySet<string> => new Set([plain(text), ...plain(text).split('\n').map((line) => line.trim())].flatMap((each) => [each, asEan(each)]).filter((each) => each !== ''));

function pairsUnder(folder: string): { picture: string; truth: string }[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const there = new Set(entries);
  return entries.filter((file) => PICTURES.has(extname(file).toLowerCase())).flatMap((picture) => {
    const truth = `${picture.slice(0, -extname(picture).length)}.txt`;
    return there.has(truth) ? [{ picture, truth }] : [];
  }).sort((a, b) => (a.picture < b.picture ? -1 : 1));
}

async function pixelsOf(file: string): Promise<Picture> {
  const { data, info } = await sharp(file).autoOrient().flatten({ background: '#fff' }).toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
}

function summary(outcomes: readonly Outcome[]): object {
  const sorted = outcomes.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number): number => Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1));
  return { total: outcomes.length, decoded: outcomes.filter(({ isDecoded }) => isDecoded).length, misread: outcomes.filter(({ isMisread }) => isMisread).length, msMedian: at(0.5), msP95: at(0.95) };
}

/** Patience counts what the scanner itself took, so that a busy machine reads what an idle one does. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const [folder] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (folder === undefined) {
  console.error('Say which folder: npm run bench:scan DIR');
  process.exit(2);
}
const tellsMisses = process.argv.includes('--misses');
const root = resolve(process.env['INIT_CWD'] ?? '.', folder);
const build = new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer;
const scanner = createScanner({ zxing: openZxingEngine({ bytes: build }), qr: qrEngine, now: processorMs });
await scanner.still({ data: new Uint8ClampedArray(4 * 64 * 64).fill(255), width: 64, height: 64 });

const outcomes: Outcome[] = [];
for (const { picture, truth } of pairsUnder(root)) {
  const pixels = await pixelsOf(picture);
  const expected = expectedIn(readFileSync(truth, 'utf8'));
  const before = process.cpuUsage();
  const reads = (await scanner.still(pixels)).map(({ text }) => plain(text));
  const { user, system } = process.cpuUsage(before);
  const isDecoded = reads.some((text) => expected.has(text));
  outcomes.push({ folder: relative(root, dirname(picture)) || '.', isDecoded, isMisread: !isDecoded && reads.length > 0, ms: (user + system) / 1000 });
  if (tellsMisses && !isDecoded) console.error(JSON.stringify({ picture, expected: [...expected], reads }));
}
for (const each of new Set(outcomes.map((one) => one.folder))) console.log(JSON.stringify({ folder: each, ...summary(outcomes.filter((one) => one.folder === each)) }));
console.log(JSON.stringify(summary(outcomes)));
