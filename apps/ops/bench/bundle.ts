import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * What a phone downloads: for its first page, then for the scanner. Follows the imports of the built files, so that nothing is forgotten.
 * `npm run bench:bundle` after `npm run build`; one JSON line for each case.
 */
const PAGES = new URL('../dist/pwa', import.meta.url).pathname;
const BUDGET = 300_000;

const read = (file: string): Buffer => readFileSync(join(PAGES, file));
const isThere = (file: string): boolean => existsSync(join(PAGES, file));

/** Files that a script needs before it can run: its static imports, and theirs. */
function withImports(first: string, seen = new Set<string>()): Set<string> {
  if (seen.has(first) || !isThere(first)) return seen;
  seen.add(first);
  const folder = first.slice(0, first.lastIndexOf('/') + 1);
  const text = read(first).toString();
  for (const [, from] of text.matchAll(/(?:^|[;}\s])(?:import|export)[^'"();]*?['"]\.\/([^'"]+\.js)['"]/g)) withImports(`${folder}${from ?? ''}`, seen);
  for (const [, from] of text.matchAll(/(?:from|import)\s*['"]\.\/([^'"]+\.js)['"]/g)) withImports(`${folder}${from ?? ''}`, seen);
  return seen;
}

/** The chunks of a page, with the styles that its importer preloads. */
function chunksNamed(names: readonly string[], all: readonly string[]): string[] {
  return all.filter((file) => names.some((name) => new RegExp(`(?:^|/)${name}-[\\w-]+\\.(?:js|css)$`).test(file)));
}

function sizes(files: Iterable<string>): { files: number; bytes: number; gzip: number; brotli: number } {
  const total = { files: 0, bytes: 0, gzip: 0, brotli: 0 };
  for (const file of files) {
    const content = read(file);
    total.files += 1;
    total.bytes += content.length;
    total.gzip += gzipSync(content, { level: 9 }).length;
    total.brotli += brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  }
  return total;
}

const html = read('index.html').toString();
const entry = [...html.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? '');
const worker = read('sw.js').toString();
const precached = [...new Set([...worker.matchAll(/["'`]?url["'`]?:\s*["'`]([^"'`]+)["'`]/g)].map(([, file]) => file ?? ''))].filter(isThere);
const everything = precached.filter((file) => file.startsWith('assets/') && !file.startsWith('assets/office/'));

const alwaysLoaded = new Set(entry.flatMap((file) => [...withImports(file)]));
const startWords = everything.filter((file) => /\/(?:boot|fr)-[\w-]+\.js$/.test(file));
const page = (names: readonly string[]): Set<string> => new Set([...alwaysLoaded, ...[...startWords, ...chunksNamed(names, everything)].flatMap((file) => [...withImports(file)]), 'index.html']);

const day = page(['TechLayout', 'DayPage', 'tech', 'StatusChip', 'use-field-day']);
const scan = new Set([...page(['ScanPage', 'wasm-decoder', 'wasm-worker', 'native-decoder']), ...everything.filter((file) => file.endsWith('.wasm'))].filter((file) => !day.has(file)));
const visit = new Set([...page(['VisitPage'])].filter((file) => !day.has(file)));

const report = (name: string, files: Iterable<string>, budget?: number): void => {
  const size = sizes(files);
  console.log(JSON.stringify({ case: name, ...size, ...(budget === undefined ? {} : { budget, fits: size.gzip <= budget }) }));
};
report('/j first load', day, BUDGET);
report('/j/visit besides', visit);
report('/j/scan besides, with the engine', scan);
report('precached for a phone', precached.filter((file) => !file.startsWith('assets/office/')));
