import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import YAML from 'yaml';
import { bill, installedLicences, lockedPackages } from './sbom.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(`${root}/${file}`, 'utf8');

/** Licences that a provider may run in its house. Each name that is not here is looked at by a person first. */
const ALLOWED = new Set(['MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'CC0-1.0', 'CC-BY-3.0', 'CC-BY-4.0', 'Unlicense', 'WTFPL', 'Zlib', 'Python-2.0', 'PostgreSQL', 'MPL-2.0', 'LGPL-3.0-or-later', 'Artistic-2.0', 'OFL-1.1', 'MITNFA', 'Unicode-3.0', 'PSF-2.0']);
/** Looked at by a person, who says why they may stay. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  'libheif-js': 'LGPL-3.0: called unchanged, as a library of its own that can be exchanged',
  'png-js': 'MIT, in its LICENSE file; its package.json says nothing',
};
const isAllowed = (expression: string): boolean => {
  const parts = expression.replaceAll(/[()]/g, ' ').trim().split(/\s+(?:OR|\/)\s+/);
  return parts.some((part) => part.split(/\s+AND\s+/).every((name) => ALLOWED.has(name.trim())));
};

describe('statement 60: where the libraries come from', () => {
  it('statement 60: installs what the lockfile says and nothing else, each package by its hash', () => {
    expect(lockedPackages().filter(({ integrity, tarball }) => !integrity.startsWith('sha512-') || tarball !== '')).toEqual([]);
    expect(read('infra/dev/run.mjs')).toContain("'install', '--frozen-lockfile'");
  });

  it('statement 60: lets no library run a script when it is installed', () => {
    const workspace = YAML.parse(read('pnpm-workspace.yaml')) as { allowBuilds: Record<string, boolean>; onlyBuiltDependencies?: unknown; dangerouslyAllowAllBuilds?: unknown };
    expect(Object.entries(workspace.allowBuilds).filter(([, isAllowedToRun]) => isAllowedToRun)).toEqual([]);
    expect([workspace.onlyBuiltDependencies, workspace.dangerouslyAllowAllBuilds]).toEqual([undefined, undefined]);
  });

  it('statement 60: writes a CycloneDX list of every library in the lockfile', () => {
    const { bomFormat, specVersion, components } = bill();
    expect([bomFormat, specVersion, components.length]).toEqual(['CycloneDX', '1.6', lockedPackages().length]);
    expect(components.every(({ purl, hashes }) => purl.startsWith('pkg:npm/') && /^[0-9a-f]{128}$/.test(hashes?.[0]?.content ?? ''))).toBe(true);
  });

  it('statement 60: takes no library whose licence nobody has looked at', () => {
    const licences = [...installedLicences()];
    expect(licences.length).toBeGreaterThan(300);
    expect(licences.filter(([name, licence]) => !isAllowed(licence) && LOOKED_AT[name.slice(0, name.lastIndexOf('@'))] === undefined)).toEqual([]);
  });

  it('statement 60: runs on a Node that is still looked after', () => {
    expect(Number(/NODE_MIN = \[(\d+)/.exec(read('infra/dev/run.mjs'))?.[1])).toBeGreaterThanOrEqual(22);
  });
});

/** What vendors' keys look like, and keys as files. Tests and stand-ins have keys of their own making. */
const KEYS = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\\?\r?n?|\bSK[0-9a-f]{32}\b|\bAIza[\w-]{35}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[abpr]-[\w-]{10,}|\bsk_live_\w{16,}|\bnpm_[A-Za-z0-9]{36}\b|\bAKIA[0-9A-Z]{16}\b/;
const IS_TEST = /(?:^|\/)(?:test|tests|e2e|bench)\/|[.](?:test|fixtures|contract)[.]|stand-in/;

describe('statement 55: the history', () => {
  it('statement 55: holds no secret in any version of any file', () => {
    const { stdout } = spawnSync('git', ['log', '--all', '-p', '-U0', '--no-color', '--no-textconv', '--diff-filter=AM', '--', '.', ':!pnpm-lock.yaml', ':!*.svg'], { cwd: root, encoding: 'latin1', maxBuffer: 1 << 30 });
    let file = '';
    const found: string[] = [];
    for (const line of stdout.split('\n')) {
      if (line.startsWith('+++ b/')) file = line.slice(6);
      else if (line.startsWith('+') && KEYS.test(line) && !IS_TEST.test(file) && !file.endsWith('supply.test.ts')) found.push(`${file}: ${line.slice(1, 60)}`);
    }
    expect(stdout.length).toBeGreaterThan(100_000);
    expect(found).toEqual([]);
  });
});
