import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const PAGES = new URL('../dist/pwa', import.meta.url).pathname;

/** A file of the built app. */
export const read = (file: string): Buffer => readFileSync(join(PAGES, file));
export const isThere = (file: string): boolean => existsSync(join(PAGES, file));

const packed = (content: Buffer): number => gzipSync(content, { level: 9 }).length;

/** Bytes of these files, compressed one by one. */
export const gzipped = (files: readonly string[]): number => files.reduce((sum, file) => sum + packed(read(file)), 0);

/** What these files weigh, one by one: as they are, and as they travel. */
export function sizes(files: Iterable<string>): { files: number; bytes: number; gzip: number; brotli: number } {
  const total = { files: 0, bytes: 0, gzip: 0, brotli: 0 };
  for (const file of files) {
    const content = read(file);
    total.files += 1;
    total.bytes += content.length;
    total.gzip += packed(content);
    total.brotli += brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  }
  return total;
}

/** Every file that the service worker knows of, the office's included. */
export const listed = (): readonly string[] => [...new Set([...read('sw.js').toString().matchAll(/["'`]?url["'`]?:\s*["'`]([^"'`]+)["'`]/g)].map(([, file]) => file ?? ''))].filter(isThere);

/** What the page itself names: all that today's list needs. */
export const namedByPage = (): readonly string[] => ['index.html', ...new Set([...read('index.html').toString().matchAll(/(?:src|href)="?\/?(assets\/[^" >]+\.(?:js|css))/g)].map(([, file]) => file ?? ''))];

/** What it brings to a phone before anybody asks. */
export const precached = (): readonly string[] => listed().filter((file) => !file.startsWith('assets/office/'));
