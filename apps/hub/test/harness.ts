import { FrappeError } from '@gigafibre/frappe';
import type { Role } from '@gigafibre/contracts';
import { createTestClock, openTestDatabase } from '@gigafibre/testkit';
import type { TestClock } from '@gigafibre/testkit';
import type { PoolConfig } from '@gigafibre/postgres';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { CLOSED, createOutbox, POLICY_SETTINGS } from '../src/modules/outbound/index.ts';
import type { Outbox } from '../src/modules/outbound/index.ts';
import { createEventLog } from '../src/platform/event-log.ts';
import { openDatabase } from '../src/platform/database.ts';
import { openSeals } from '../src/platform/open-tokens.ts';
import type { OpenDatabase } from '../src/platform/database.ts';
import type { HubApp } from '../src/platform/hub-app.ts';
import { createSessions } from '../src/platform/sessions.ts';
import type { NewSession, Sessions } from '../src/platform/sessions.ts';
import type { Readers } from '../src/modules/vision/index.ts';
import type { Erp } from '../src/vendors/erp/erp.port.ts';
import type { OpenGps } from '../src/vendors/gps/gps.port.ts';

/** The same for every hub of a test: they share a database. */
const TEST_SECRET = 'J0rVxk3nQ9yTzLw7mB2pHs5dGf8aEc4u';

/** An ERP that nobody answers at. */
export const silentErp: Erp = {
  transport: () => Promise.reject(new FrappeError('Unreachable', 0, [])),
  check: () => Promise.reject(new Error('nobody there')),
  close: () => Promise.resolve(),
};

export interface TestHubOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly erp?: Erp;
  readonly gps?: OpenGps;
  readonly clock?: TestClock;
  readonly readers?: Readers;
  /** A folder of built pages. */
  readonly pages?: string;
  /** The module that the planner's threads run. */
  readonly planner?: URL;
  /** Another hub's database: both then behave as one. */
  readonly beside?: TestHub;
}

export interface TestHub {
  readonly app: HubApp;
  readonly clock: TestClock;
  readonly database: OpenDatabase;
  readonly connection: PoolConfig;
  /** The log's lines so far. */
  readonly log: readonly string[];
  /** Opens a session without a password and gives the headers that carry it. */
  as(role: Role, person?: Partial<NewSession>): Promise<{ cookie: string; 'x-gf-client': string }>;
  close(): Promise<void>;
}

/** The door out as the hub itself uses it, closed. */
export const openTestOutbox = ({ database: { db }, clock: { now: clock } }: TestHub): Outbox =>
  createOutbox({ db, events: createEventLog(db, clock), clock, leave: CLOSED, settings: { ...POLICY_SETTINGS, ownHosts: ['localhost:8080'] } });

/** A second hub on a hub’s database and clock, as behind one address. */
export const openBeside = (hub: TestHub): Promise<TestHub> => openTestHub({ beside: hub, clock: hub.clock });

/** Two hubs on one database and one clock, as behind one address. */
export async function openTwoHubs(): Promise<{ readonly hub: TestHub; readonly other: TestHub; readonly close: () => Promise<void> }> {
  const hub = await openTestHub();
  const other = await openBeside(hub);
  const close = async (): Promise<void> => {
    await other.close();
    await hub.close();
  };
  return { hub, other, close };
}

/** A whole hub on a database of its own, with a clock that stands still. */
export async function openTestHub({ environment = {}, erp = silentErp, gps, clock = createTestClock(), beside, pages, readers, planner }: TestHubOptions = {}): Promise<TestHub> {
  const test = beside ? undefined : await openTestDatabase();
  const connection = beside?.connection ?? test!.connection;
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-test-'));
  const database = openDatabase(connection);
  const log: string[] = [];
  const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'debug', DATABASE_URL: 'postgres://test', DATA_DIR: dataDir, GF_SECRET: TEST_SECRET, ...environment });
  const app = await buildApp({ config, clock: clock.now, database, connection, erp, heartbeatMs: 60_000, ...(planner === undefined ? {} : { planner }), isStrict: true, ...(pages === undefined ? {} : { pages }), ...(readers === undefined ? {} : { readers }), ...(gps === undefined ? {} : { gps }), logStream: { write: (line) => void log.push(line) } });
  const { tokens } = await openSeals(config, database.db, clock.now);
  const sessions = createSessions({ db: database.db, clock: clock.now, notifications: { on: () => undefined, onGap: () => undefined }, tokens });
  return {
    app,
    clock,
    database,
    connection,
    log,
    as: (role, person) => signIn(sessions, role, person),
    async close() {
      await app.close();
      await database.close();
      await erp.close();
      await test?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const TECHNICIAN = { kind: 'technician', user: 'tech-001@demo.gigafibre.ca', displayName: 'Marc Gagnon', technician: 'TECH-001', landing: '/j', how: 'link' } as const;

async function signIn(sessions: Sessions, role: Role, person: Partial<NewSession> = {}): Promise<{ cookie: string; 'x-gf-client': string }> {
  const office = { kind: 'staff', user: `${role}@demo.gigafibre.ca`, displayName: role, landing: '/ops/', how: 'password' } as const;
  const { tokens } = await sessions.open({ ...(role === 'technician' ? TECHNICIAN : office), roles: [role], device: 'test-device', language: 'fr', hours: 12, ...person });
  return { cookie: `session=${tokens.access}; refresh=${tokens.refresh}`, 'x-gf-client': 'test' };
}
