import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CustomizationFile, DocTypeFile } from '../src/doctype-file.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface Found<T> {
  /** Relative to the package, with slashes. */
  readonly path: string;
  readonly content: T;
}

const found = <T>(pattern: RegExp): Found<T>[] =>
  readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => pattern.test(path))
    .sort()
    .map((path) => ({ path, content: JSON.parse(readFileSync(`${ROOT}/${path}`, 'utf8')) as T }));

/** Every DocType file of the package, by path. */
export const doctypeFiles = (): Found<DocTypeFile>[] => found<DocTypeFile>(/^[a-z_]+\/doctype\/([a-z_]+)\/\1\.json$/).sort((a, b) => (a.content.name < b.content.name ? -1 : 1));

/** Every file of custom fields of the package, by path. */
export const customizationFiles = (): Found<CustomizationFile>[] => found<CustomizationFile>(/^[a-z_]+\/custom\/[a-z_]+\.json$/);

/** Reads a generated file as it is on disk; empty when it was never written. */
export const generatedFile = (name: string): string => readFileSync(`${ROOT}/src/generated/${name}`, 'utf8');
