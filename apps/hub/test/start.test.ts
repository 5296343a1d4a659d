import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { siteDate, Temporal } from '@gigafibre/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const PATIENCE_MS = 180_000;

let folder: string;
const running: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-start-'));
});
afterEach(async () => {
  for (const child of running.splice(0)) if (child.exitCode === null && child.signalCode === null && child.kill('SIGTERM')) await once(child, 'exit');
  await rm(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly said: { out: string; err: string };
  /** Waits until a text was said, on either stream. */
  until(text: string): Promise<void>;
  ended(): Promise<number | null>;
}

function run(environment: Record<string, string>, args: string[] = []): Run {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { PATH: process.env['PATH'], DATA_DIR: folder, DEMO: 'none', PORT: '0', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (said.out += piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (said.err += piece));
  const exit = once(child, 'exit') as Promise<[number | null]>;
  return {
    child,
    said,
    until: (text) =>
      new Promise((heard, fail) => {
        const look = (): void => {
          if ((said.out + said.err).includes(text)) heard();
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        void exit.then(() => fail(new Error(`It ended without saying "${text}": ${said.out}${said.err}`)));
        look();
      }),
    ended: async () => (await exit)[0],
  };
}

const originOf = ({ said }: Run): string => /Ready: (\S+)/.exec(said.out)?.[1] ?? '';

describe('starting', () => {
  it('answers wrong values, a taken port and an unusable folder in one sentence each, with the remedy', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    await writeFile(join(folder, 'file'), '');
    const cases: [Record<string, string>, RegExp][] = [
      [{ PORT: 'eighty' }, /^PORT has a value that is not understood: [^\n]+\n$/],
      [{ PORT: String(port), HOST: '127.0.0.1' }, /^Port \d+ is taken by another program: stop it, or choose another with PORT=\d+ npm start[.]\n$/],
      [{ DATA_DIR: join(folder, 'file', 'data') }, /^The data folder \S+ is not writable \(ENOTDIR\): change its permissions, or set DATA_DIR to another folder[.]\n$/],
      [{ DATABASE_URL: 'postgres://127.0.0.1:1/none' }, /^The database of DATABASE_URL cannot be reached \(ECONNREFUSED\): [^\n]+\n$/],
    ];
    for (const [environment, sentence] of cases) {
      const attempt = run(environment);
      expect(await attempt.ended()).toBe(1);
      expect(attempt.said.err).toMatch(sentence);
    }
    taken.close();
  }, PATIENCE_MS);

  it('refuses a second start on the same folder, naming the process that has it, and heals after kill -9', async () => {
    const first = run({});
    await first.until('Ready:');
    const second = run({});
    expect(await second.ended()).toBe(1);
    expect(second.said.err).toContain(`is in use by process ${first.child.pid!}`);
    first.child.kill('SIGKILL');
    await first.ended();
    const third = run({});
    await third.until('Ready:');
    expect(await (await fetch(`${originOf(third)}/health/ready`)).json()).toEqual({ status: 'up', parts: { database: 'up', erp: 'up' } });
    third.child.kill('SIGTERM');
    expect(await third.ended()).toBe(0);
    expect(existsSync(join(folder, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  }, PATIENCE_MS);

  it('loads the demonstration whole even when its first load was cut short', async () => {
    const first = run({}, ['--data', 'demo']);
    await first.until('Customer ');
    first.child.kill('SIGKILL');
    await first.ended();
    const second = run({}, ['--data', 'demo']);
    await second.until('password "demo"');
    const signIn = await fetch(`${originOf(second)}/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ user: 'repartition@demo.gigafibre.ca', password: 'demo' }) });
    const [cookie] = (signIn.headers.get('set-cookie') ?? '').split(';');
    const board = (await (await fetch(`${originOf(second)}/v1/board?from=${siteDate(Temporal.Now.instant()).toString()}&days=1`, { headers: { cookie: cookie! } })).json()) as { technicians: unknown[]; visits: unknown[] };
    expect(board.technicians).toHaveLength(46);
    expect(board.visits.length).toBeGreaterThan(100);
  }, PATIENCE_MS);
});
