import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = execFileSync('git', ['ls-files', 'apps/*/src/*.ts', 'apps/*/src/*.vue', 'apps/*/src/*.mjs', 'packages/*/src/*.ts'], { cwd: root, encoding: 'utf8' }).trim().split('\n').filter((path) => !/[.](?:test|contract|fixtures)[.]/.test(path));
const text = new Map(sources.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
const having = (pattern: RegExp): string[] => sources.filter((path) => pattern.test(text.get(path) ?? ''));

describe('what the source of the two apps may do', () => {
  it('V1.2.5: starts other programs without a shell, and in five places only', () => {
    const starting = having(/['"](?:node:)?child_process['"]/);
    expect(starting).toEqual(['apps/hub/src/modules/intake/decoder-process.ts', 'packages/postgres/src/binaries.ts', 'packages/postgres/src/cluster.ts', 'packages/postgres/src/privileges.ts', 'packages/postgres/src/start-postgres.ts']);
    expect(starting.filter((path) => /\bshell\s*:|\bexec(?:Sync)?\s*\(/.test((text.get(path) ?? '').replaceAll(/\.exec\(/g, '')))).toEqual([]);
  });

  it('V1.2.9: makes patterns of text in places only that were looked at, of our own words', () => {
    const lookedAt = [
      'apps/hub/src/modules/intake/pdf-structure.ts', // the names of a PDF's parts, a list
      'apps/hub/src/platform/method-book.ts', // the addresses of our own routes, escaped
      'packages/reader/src/', // words of invoices and labels, lists
    ];
    expect(having(/\bnew RegExp\(|\bRegExp\(/).filter((path) => !lookedAt.some((place) => path.startsWith(place)))).toEqual([]);
  });

  it('V11.4.1: hashes with SHA-256, and with anything older only where another’s format asks', () => {
    const older = sources.flatMap((path) => [...(text.get(path) ?? '').matchAll(/(?:createHash|createHmac|hash)\(\s*'(md5|sha1)'/gi)].map(([, name]) => `${path} ${name ?? ''}`));
    expect(older).toEqual(['packages/frappe-embedded/src/database.ts sha1', 'packages/frappe-embedded/src/files/store.ts md5']);
  });
});
