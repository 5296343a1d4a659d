import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoProgress } from '@gigafibre/demo';
import type { Clock } from '@gigafibre/kernel';
import { ensureDatabase, startPostgres, withDatabase } from '@gigafibre/postgres';
import type { LocalPostgres, PoolConfig } from '@gigafibre/postgres';
import type { HubParts } from './app.ts';
import type { Config } from './config.ts';
import { ensureDemoData, ensureErpDatabase } from './demo-data.ts';
import { openDatabase } from './platform/database.ts';
import type { Database } from './platform/database.ts';
import { openEmbeddedErp } from './vendors/erp/embedded.ts';
import type { Erp } from './vendors/erp/erp.port.ts';
import { openFrappeErp } from './vendors/erp/frappe.ts';
import type { OpenGps } from './vendors/gps/gps.port.ts';
import { simulateVans } from './vendors/gps/simulated.ts';
import { openTraccar } from './vendors/gps/traccar.ts';

export interface OpenOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly onProgress: (progress: DemoProgress) => void;
  readonly onFault: (error: unknown) => void;
}

export interface OpenParts extends HubParts {
  /** Fulfilled when the embedded PostgreSQL has ended; never where there is none. */
  readonly databaseEnded: Promise<void>;
  close(): Promise<void>;
}

interface Connections {
  readonly hub: PoolConfig;
  readonly erp: () => Promise<PoolConfig>;
  readonly local?: LocalPostgres;
}

/** Opens what the hub stands on: real where the configuration names it, embedded everywhere else. */
export async function openParts({ config, clock, onProgress, onFault: tell }: OpenOptions): Promise<OpenParts> {
  let isClosing = false;
  const onFault = (error: unknown): void => {
    if (!isClosing) tell(error); // a pool is closed before its last connections are, and the server cuts those
  };
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const { hub, erp: erpConnection, local } = await openConnections(config);
  const database = openDatabase(hub, onFault);
  const close = async (erp?: Erp): Promise<void> => {
    isClosing = true;
    await erp?.close();
    await database.close();
    await local?.stop();
  };
  try {
    const erp = config.erp.kind === 'frappe' ? openFrappeErp(config.erp) : await openEmbedded(await erpConnection(), { config, clock, onProgress, onFault, hub: database.db });
    const gps = gpsFrom({ config, clock, onFault });
    return { config, clock, database, connection: hub, erp, ...(gps === undefined ? {} : { gps }), databaseEnded: local?.ended ?? new Promise(() => undefined), close: () => close(erp) };
  } catch (error) {
    await close();
    throw error;
  }
}

function gpsFrom({ config: { gps }, clock, onFault }: Pick<OpenOptions, 'config' | 'clock' | 'onFault'>): OpenGps | undefined {
  if (gps.kind === 'traccar') return () => openTraccar({ origin: gps.origin, token: gps.token, clock, onFault });
  return gps.kind === 'simulated' ? simulateVans({ clock, onFault }) : undefined;
}

async function openConnections({ database }: Config): Promise<Connections> {
  if (database.kind === 'server') {
    const hub = { connectionString: database.url };
    const name = decodeURIComponent(new URL(database.url).pathname.slice(1)) || 'postgres';
    return { hub, erp: () => ensureErpDatabase(hub, `${name}_erp`) };
  }
  const local = await startPostgres({ dir: database.dir });
  try {
    const hub = await ensureDatabase(local.connection, 'hub');
    return { hub, erp: () => ensureErpDatabase(withDatabase(local.connection, 'postgres'), 'erp'), local };
  } catch (error) {
    await local.stop();
    throw error;
  }
}

async function openEmbedded(connection: PoolConfig, { config, clock, onProgress, onFault, hub }: OpenOptions & { readonly hub: Database }): Promise<Erp> {
  const filesDir = join(config.dataDir, 'files');
  mkdirSync(filesDir, { recursive: true });
  const erp = await openEmbeddedErp({ connection, clock, random: () => randomInt(2 ** 32) / 2 ** 32, filesDir, onFault });
  if (config.demo !== 'none') await ensureDemoData({ connection, site: erp.site, size: config.demo, clock, onProgress, hub });
  return erp;
}
