import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the command line asked for. */
export interface CliOptions {
  host: string;
  port: number;
  /** Absolute path of the data folder. */
  data: string;
  json: boolean;
  help: boolean;
}

/** Why the ERP cannot be started, in one sentence with its remedy. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
}

export const USAGE = `npm run erp -- [--port 8001] [--host 127.0.0.1] [--data .data/erp] [--json]

Serves Frappe's REST on a PostgreSQL of its own, kept in the data folder, and prints a key of Administrator.
--json prints one line: {"url","apiKey","apiSecret","user","password"}.`;

/**
 * Reads the command line.
 * @throws StartRefusal for unknown options and impossible ports.
 */
export function readOptions(args: readonly string[]): CliOptions {
  const { values } = parsed(args);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new StartRefusal(`${values.port} is no port: give --port a number from 0 to 65535.`);
  return { host: values.host, port, data: resolve(values.data), json: values.json, help: values.help };
}

function parsed(args: readonly string[]): { values: { host: string; port: string; data: string; json: boolean; help: boolean } } {
  try {
    return parseArgs({
      args: [...args],
      options: {
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '8001' },
        data: { type: 'string', default: '.data/erp' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new StartRefusal(`${error instanceof Error ? error.message.split('.')[0] ?? '' : 'That is no command line'}: the options are --port, --host, --data, --json and --help.`);
  }
}

const CODES: Readonly<Record<string, (options: CliOptions) => string>> = {
  EADDRINUSE: ({ port }) => `Port ${port} is taken: stop the program that uses it, or choose another with --port.`,
  EACCES: ({ port, data }) => `Port ${port} or the folder ${data} may not be used by this account: choose others with --port and --data.`,
  EADDRNOTAVAIL: ({ host }) => `This machine has no address ${host}: choose another with --host.`,
  ENOSPC: ({ data }) => `The disk of ${data} is full: make room, or choose another folder with --data.`,
  EROFS: ({ data }) => `The folder ${data} cannot be written to: choose another with --data.`,
};

/** One sentence for whatever stopped the start; undefined when it is nobody's fault but ours. */
export function refusalText(error: unknown, options: CliOptions): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'StartRefusal' || error.name === 'PostgresRefusal') return error.message;
  return 'code' in error ? CODES[String(error.code)]?.(options) : undefined;
}
