import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { PostgresRefusal } from './refusal.ts';

/** How to run a program of PostgreSQL's, which refuses to run as root. */
export interface Runner {
  /** The command line that runs `command` with fewer rights. */
  wrap(command: string, args: readonly string[]): readonly [string, readonly string[]];
  readonly identity: { readonly uid?: number; readonly gid?: number };
  /** Hands a folder to the user who will run PostgreSQL. */
  own(folder: string): void;
}

const asOurselves: Runner = { wrap: (command, args) => [command, args], identity: {}, own: () => undefined };

/**
 * As an ordinary user: nothing to do. As root: a user namespace, in which files stay root's and no account is needed;
 * where namespaces are forbidden (most containers): the account `postgres` or `nobody`.
 * @throws {PostgresRefusal} as root without either.
 */
export function chooseRunner(): Runner {
  if (process.getuid?.() !== 0) return asOurselves;
  if (spawnSync('unshare', ['-U', 'true']).status === 0) return { ...asOurselves, wrap: (command, args) => ['unshare', ['-U', command, ...args]] };
  for (const account of ['postgres', 'nobody']) {
    const [uid, gid] = [idOf('-u', account), idOf('-g', account)];
    if (uid === undefined || gid === undefined) continue;
    return { ...asOurselves, identity: { uid, gid }, own: (folder) => chownSync(folder, uid, gid) };
  }
  throw new PostgresRefusal('PostgreSQL cannot run as root and there is no account postgres or nobody: start as an ordinary user, or set DATABASE_URL.');
}

function idOf(which: '-u' | '-g', account: string): number | undefined {
  const answer = spawnSync('id', [which, account], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout) : undefined;
}
