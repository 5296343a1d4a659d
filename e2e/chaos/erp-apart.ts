import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openFaultProxy, type FaultProxy } from '../../packages/testkit/src/fault-proxy.ts';
import { startHub } from '../hub-process.ts';
import { ROOT } from '../places.ts';

/** A hub and its ERP as two processes, and the way between them to spoil. */
export interface ErpApart {
  readonly way: FaultProxy;
  /** Where the hub answers now. */
  readonly origin: () => string;
  /** Ends the hub, and its database with it, as a power cut would. */
  crash(): Promise<void>;
  /** @returns where it answers now. */
  restart(): Promise<string>;
  close(): Promise<void>;
}

interface Key {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** The ERP that a hub of the demonstration left in its folder, served by itself. */
async function serveErp(folder: string): Promise<Key & { stop(): Promise<void> }> {
  const child = spawn(process.execPath, ['packages/frappe-embedded/src/cli.ts', '--port', '0', '--data', folder, '--json'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const key = await Promise.race([new Promise<Key>((resolve) => createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line) as Key))), ended]);
  if (key === undefined) throw new Error('The ERP did not start');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { ...key, stop };
}

/** @param folder of a hub that has ended; its ERP goes on with the same data, the new hub begins with an event log of its own. */
export async function openErpApart(folder: string): Promise<ErpApart> {
  const erp = await serveErp(folder);
  const way = await openFaultProxy(erp.url, () => performance.now());
  const start = () => startHub(join(folder, 'apart'), { FRAPPE_URL: way.origin, FRAPPE_API_KEY: erp.apiKey, FRAPPE_API_SECRET: erp.apiSecret });
  let hub = await start();
  return {
    way,
    origin: () => hub.origin,
    crash: () => hub.kill(),
    async restart() {
      hub = await start();
      return hub.origin;
    },
    async close() {
      await hub.stop();
      await way.close();
      await erp.stop();
    },
  };
}
