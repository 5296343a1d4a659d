import { isThere, precached, read, sizes } from './built-files.ts';

/**
 * What a phone downloads: for its first page, then for the scanner. Follows the imports of the built files, so that nothing is forgotten.
 * `npm run bench:bundle` after `npm run build`; one JSON line for each case.
 */
const BUDGET = 300_000;

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

const html = read('index.html').toString();
const entry = [...html.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? '');
const everything = precached().filter((file) => file.startsWith('assets/'));

const alwaysLoaded = new Set(entry.flatMap((file) => [...withImports(file)]));
const page = (names: readonly string[]): Set<string> => new Set([...alwaysLoaded, ...chunksNamed(names, everything).flatMap((file) => [...withImports(file)]), 'index.html']);

const day = page([]); // the page itself names all of it (start-chunks.config.ts)
const scan = new Set([...page(['ScanPage', 'wasm-decoder', 'wasm-worker', 'native-decoder']), ...everything.filter((file) => file.endsWith('.wasm'))].filter((file) => !day.has(file)));
const visit = new Set([...page(['VisitPage'])].filter((file) => !day.has(file)));

const report = (name: string, files: Iterable<string>, budget?: number): void => {
  const size = sizes(files);
  console.log(JSON.stringify({ case: name, ...size, ...(budget === undefined ? {} : { budget, fits: size.gzip <= budget }) }));
};
report('/j first load', day, BUDGET);
report('/j/visit besides', visit);
report('/j/scan besides, with the engine', scan);
report('precached for a phone', precached());
