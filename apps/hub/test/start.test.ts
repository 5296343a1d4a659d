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
import { ConfigRefusal, readConfig } from '../src/config.ts';
import { openParts } from '../src/open-parts.ts';
import { sentenceFor } from '../src/start-refusals.ts';

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
    const attempt = run({ PORT: String(port), HOST: '127.0.0.1' });
    expect(await attempt.ended()).toBe(1);
    expect(attempt.said.err).toMatch(/^Port \d+ is taken by another program: stop it, or choose another with PORT=\d+ npm start[.]\n$/);
    taken.close();
    await writeFile(join(folder, 'file'), '');
    expect(await refusalOf({ PORT: 'eighty' })).toMatch(/^PORT has a value that is not understood: .+$/);
    expect(await refusalOf({ DATA_DIR: join(folder, 'file', 'data') })).toMatch(/^The data folder \S+ is not writable \(ENOTDIR\): change its permissions, or set DATA_DIR to another folder[.]$/);
    expect(await refusalOf({ DATABASE_URL: 'postgres://127.0.0.1:1/none' })).toMatch(/^The database of DATABASE_URL cannot be reached \(ECONNREFUSED\): .+$/);
  }, PATIENCE_MS);

  it('refuses a second start on the same folder, loads the demonstration whole though its first load was cut short, and heals after kill -9', async () => {
    const cutShort = run({}, ['--data', 'demo']);
    await cutShort.until('Customer ');
    const beside = run({});
    expect(await beside.ended()).toBe(1);
    expect(beside.said.err).toContain(`is in use by process ${cutShort.child.pid!}`);
    cutShort.child.kill('SIGKILL');
    await cutShort.ended();

    const loaded = run({}, ['--data', 'demo']);
    await loaded.until('password "demo"');
    const { technicians, visits } = await todaysBoard(loaded);
    expect(technicians).toHaveLength(46);
    expect(visits.length).toBeGreaterThan(100);
    loaded.child.kill('SIGKILL');
    await loaded.ended();

    const healed = run({}, ['--data', 'demo']);
    await healed.until('password "demo"');
    expect(await (await fetch(`${originOf(healed)}/health/ready`)).json()).toEqual({ status: 'up', parts: { database: 'up', erp: 'up' } });
    expect((await todaysBoard(healed)).visits).toHaveLength(visits.length);
    healed.child.kill('SIGTERM');
    expect(await healed.ended()).toBe(0);
    expect(healed.said.err).toBe('');
    expect(existsSync(join(folder, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  }, PATIENCE_MS);
});

/** The sentence a start ends with, without the process around it. */
async function refusalOf(environment: Record<string, string>): Promise<string | undefined> {
  const given = { DATA_DIR: folder, DEMO: 'none', PORT: '0', ...environment };
  const quiet = () => undefined;
  try {
    await openParts({ config: readConfig(given), clock: () => Temporal.Now.instant(), onProgress: quiet, onFault: quiet });
    return undefined;
  } catch (error) {
    return sentenceFor(error, error instanceof ConfigRefusal ? undefined : readConfig(given));
  }
}

async function todaysBoard(on: Run): Promise<{ technicians: unknown[]; visits: unknown[] }> {
  const signIn = await fetch(`${originOf(on)}/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ user: 'repartition@demo.gigafibre.ca', password: 'demo' }) });
  const [cookie = ''] = (signIn.headers.get('set-cookie') ?? '').split(';');
  return (await (await fetch(`${originOf(on)}/v1/board?from=${siteDate(Temporal.Now.instant()).toString()}&days=1`, { headers: { cookie } })).json()) as { technicians: unknown[]; visits: unknown[] };
}
