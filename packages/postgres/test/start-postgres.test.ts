import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { connect, ensureDatabase, startPostgres } from '@gigafibre/postgres';
import { afterEach, describe, expect, it } from 'vitest';
import { findBinaries } from '../src/binaries.ts';

const WRITER = fileURLToPath(new URL('./writer.ts', import.meta.url));
const quick = { fsync: 'off', shared_buffers: '16MB' };
const cleanUp: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pg-test-'));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'pg');
}

/** Starts the writer and waits until `count` rows were acknowledged to it. */
async function writeUntil(dir: string, count: number): Promise<{ writer: ChildProcess; lastAcknowledged: () => number }> {
  const writer = spawn(process.execPath, [WRITER, dir], { stdio: ['ignore', 'pipe', 'pipe'] });
  cleanUp.push(() => writer.kill('SIGKILL'));
  let said = '';
  let complaint = '';
  writer.stderr.setEncoding('utf8').on('data', (piece: string) => (complaint += piece));
  const lines = (): string[] => said.split('\n').slice(0, -1);
  await new Promise<void>((enough, fail) => {
    writer.stdout.setEncoding('utf8').on('data', (piece: string) => {
      said += piece;
      if (lines().length >= count) enough();
    });
    writer.once('exit', () => fail(new Error(complaint)));
  });
  return { writer, lastAcknowledged: () => Number(lines().at(-1)) };
}

describe('a PostgreSQL of our own', () => {
  it('keeps every acknowledged row when its owner is killed without warning, twice in a row', async () => {
    const dir = newFolder();
    for (const count of [40, 40]) {
      const { writer, lastAcknowledged } = await writeUntil(dir, count);
      const gone = once(writer, 'exit');
      writer.kill('SIGKILL');
      await gone;
      const server = await startPostgres({ dir });
      const pool = connect(server.connection);
      const { rows } = await pool.query<{ rows: number; last: number }>('select count(*)::int as rows, max(id) as last from acknowledged');
      await pool.end();
      await server.stop();
      expect(rows[0]!.last).toBeGreaterThanOrEqual(lastAcknowledged());
      expect(rows[0]!.rows).toBe(rows[0]!.last);
    }
  });

  it('refuses a folder that another process uses, naming that process', async () => {
    const dir = newFolder();
    const { writer } = await writeUntil(dir, 1);
    await expect(startPostgres({ dir })).rejects.toThrow(`The data folder ${dir} is in use by process ${writer.pid!}: stop that process, or choose another folder.`);
  });

  it('refuses a second start on the same folder within one process', async () => {
    const dir = newFolder();
    const server = await startPostgres({ dir, settings: quick });
    await expect(startPostgres({ dir })).rejects.toThrow(`in use by process ${process.pid}`);
    await server.stop();
    await (await startPostgres({ dir, settings: quick })).stop();
  });

  it('makes a half-written first folder anew, and one owned by a dead process its own', async () => {
    const dir = newFolder();
    mkdirSync(join(dir, 'data', 'base'), { recursive: true });
    writeFileSync(join(dir, 'data', 'PG_VERSION'), '');
    writeFileSync(join(dir, 'owner.json'), '{"pid": 4');
    const server = await startPostgres({ dir, settings: quick });
    const pool = connect(server.connection);
    const { rows } = await pool.query('select 1 as one');
    await pool.end();
    await server.stop();
    expect(rows).toEqual([{ one: 1 }]);
  });

  it('never makes a new database over a finished one that has lost its files', async () => {
    const dir = newFolder();
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'ready'), '');
    await expect(startPostgres({ dir })).rejects.toThrow(/has lost its database: restore it from a backup/);
  });

  it('says which folder cannot be written to', async () => {
    const file = join(newFolder());
    writeFileSync(file, 'a file where a folder should be');
    await expect(startPostgres({ dir: join(file, 'pg') })).rejects.toThrow(/is not writable \(ENOTDIR\): change its permissions, or choose another folder/);
  });

  it('makes a database once, however many ask for it at the same time', async () => {
    const server = await startPostgres({ dir: newFolder(), settings: quick });
    const made = await Promise.all([1, 2, 3, 4].map(() => ensureDatabase(server.connection, 'hub')));
    const pool = connect(made[0]!);
    const { rows } = await pool.query("select current_database() as name, 'é' < 'f' as bytewise");
    await pool.end();
    await server.stop();
    expect(rows).toEqual([{ name: 'hub', bytewise: false }]);
  });

  it('names DATABASE_URL as the way out where no binaries exist', () => {
    const search = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    cleanUp.push(() => (process.env['PATH'] = search));
    expect(() => findBinaries('plan9', 'mips')).toThrow('No PostgreSQL binaries exist for plan9-mips: set DATABASE_URL to a PostgreSQL server, or put postgres 17 or newer on PATH.');
  });
});
