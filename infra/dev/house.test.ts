import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** What the customer fixed, and what tools force to live at the top. */
const TOP = [
  'apps', 'packages', 'infra', 'docs', 'e2e', 'package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', 'tsconfig.base.json', 'tsconfig.json', 'vitest.workspace.ts', 'vitest.config.ts',
  'README.md', 'eslint.config.js', '.ci', '.dependency-cruiser.mjs', '.editorconfig', '.gitignore', '.jscpd.json', '.npmrc',
];

const ROADMAP_ROWS = [...rows('R', 80), ...rows('F', 45), ...rows('M', 15)];
function rows(letter: string, last: number): string[] {
  return Array.from({ length: last }, (_, index) => `${letter}${letter === 'R' ? String(index + 1).padStart(2, '0') : index + 1}`);
}

interface RoadmapRow { readonly row: string; readonly state: string; readonly proof: string }
const roadmap = (): RoadmapRow[] =>
  read('docs/ROADMAP.md').split('\n').flatMap((line) => {
    const [, row, , state, proof] = /^\| ([RFM]\d+) \| ([^|]*) \| ([^|]*) \| (.*) \|$/.exec(line) ?? [];
    return row === undefined ? [] : [{ row, state: state?.trim() ?? '', proof: proof ?? '' }];
  });

describe('the house', () => {
  it('has nothing at its top but what belongs there', () => {
    expect([...new Set(tracked.map((path) => path.split('/')[0]))].filter((entry) => !TOP.includes(entry ?? ''))).toEqual([]);
  });

  it('follows every link of its documents to a file that exists', () => {
    const broken = tracked.filter((path) => path.endsWith('.md')).flatMap((path) =>
      [...read(path).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, target = '']) => join(dirname(path), target)).filter((target) => !existsSync(join(root, target))).map((target) => `${path} → ${target}`));
    expect(broken).toEqual([]);
  });

  it('numbers every decision once and says where it stands', () => {
    const decisions = readdirSync(join(root, 'docs/adr')).sort();
    expect(new Set(decisions.map((name) => name.slice(0, 4))).size).toBe(decisions.length);
    expect(decisions.filter((name) => !/^Status: (?:accepted|superseded) /m.test(read(`docs/adr/${name}`)))).toEqual([]);
  });
});

describe('the roadmap', () => {
  it('lists every row once, with one of three states', () => {
    expect(roadmap().map(({ row }) => row)).toEqual(ROADMAP_ROWS);
    expect(roadmap().filter(({ state }) => !['works', 'partial', 'not started'].includes(state))).toEqual([]);
  });

  it('never says more than a test shows: what works cites a test, and every test it cites exists', () => {
    const cited = roadmap().map(({ row, state, proof }) => ({ row, state, files: [...proof.matchAll(/`([^`]+[.](?:test|e2e)[.]ts)`/g)].map(([, file = '']) => file) }));
    expect(cited.filter(({ state, files }) => state === 'works' && files.length === 0).map(({ row }) => row)).toEqual([]);
    expect(cited.flatMap(({ row, files }) => files.filter((file) => !existsSync(join(root, file))).map((file) => `${row}: ${file}`))).toEqual([]);
  });
});
