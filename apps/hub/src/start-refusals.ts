import { PostgresRefusal } from '@gigafibre/postgres';
import { ConfigRefusal } from './config.ts';
import type { Config } from './config.ts';

const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET']);
const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOSPC', 'EEXIST']);

/** Why the hub cannot start, in one sentence with the remedy; undefined for what nobody foresaw. */
export function sentenceFor(error: unknown, config?: Config): string | undefined {
  if (error instanceof ConfigRefusal) return error.message;
  if (error instanceof PostgresRefusal) return config ? `${error.message} The folder is set by DATA_DIR.` : error.message;
  if (!(error instanceof Error) || !config) return undefined;
  return listening(error, config) ?? opening(error, config);
}

function listening(error: Error & { code?: string; syscall?: string }, { port, host }: Config): string | undefined {
  if (error.code === 'EADDRINUSE') return `Port ${port} is taken by another program: stop it, or choose another with PORT=${port + 1} npm start.`;
  if (error.syscall !== 'listen' && error.syscall !== 'getaddrinfo') return undefined;
  if (error.code === 'EACCES') return `Port ${port} needs more rights than this account has: choose one above 1023 with PORT.`;
  return `Nothing can listen on the host ${host}: set HOST to an address of this machine, or leave it out.`;
}

function opening(error: Error & { code?: string }, { dataDir, database }: Config): string | undefined {
  const code = error.code ?? '';
  if (UNWRITABLE.has(code)) return `The data folder ${dataDir} is not writable (${code}): change its permissions, or set DATA_DIR to another folder.`;
  if (database.kind !== 'server') return undefined;
  if (UNREACHABLE.has(code)) return `The database of DATABASE_URL cannot be reached (${code}): start it, or leave DATABASE_URL out to use the embedded one.`;
  if (code.startsWith('28')) return 'The database of DATABASE_URL refuses the account: correct its user or password.';
  return code === '3D000' ? 'The database of DATABASE_URL does not exist: create it, or correct its name.' : undefined;
}
