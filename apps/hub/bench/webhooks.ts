/**
 * What the vendors' callbacks cost, on a database that syncs to disk: so many a second by an open clock, each acknowledged
 * after it is durable; ten thousand with duplicates in random order against a model; and how soon a kill-switch stops a
 * thousand queued messages. One JSON line per case.
 * `node apps/hub/bench/webhooks.ts --rate 500 --seconds 20 --seed 1`
 */
import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mulberry32 } from '@gigafibre/kernel';
import type { PoolConfig } from '@gigafibre/postgres';
import { openDatabase } from '../src/platform/database.ts';
import { signLikeTwilio } from '../src/vendors/messaging/twilio-signature.ts';
import { messageTables, queuedRows, stopQueue } from './webhooks-queue.ts';

const { values } = parseArgs({ options: { cases: { type: 'string', default: 'open-loop,any-order,kill-switch' }, rate: { type: 'string', default: '500' }, seconds: { type: 'string', default: '20' }, seed: { type: 'string', default: '20261123' } }, strict: true });
const [RATE, SECONDS, SEED] = [Number(values.rate), Number(values.seconds), Number(values.seed)];
const ORIGIN = 'https://fsm.example.ca';
const TOKEN = 'token-of-the-benchmark';
const STATUS = '/v1/hooks/twilio/status';
const INBOUND = '/v1/hooks/twilio/inbound';
const DELIVERIES = 10_000;
const DUPLICATES = 0.3;
const AT_ONCE = 64;
const random = mulberry32(SEED);
const tell = (line: object): void => console.log(JSON.stringify(line));

type Form = Readonly<Record<string, string>>;
interface Call {
  readonly path: string;
  readonly body: string;
  readonly signature: string;
}
/** Signed before the clock runs: the generator must not be what is measured. */
const callOf = (path: string, form: Form): Call => ({ path, body: new URLSearchParams(form).toString(), signature: signLikeTwilio(TOKEN, ORIGIN + path, form) });

const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const post = (port: number, { path, body, signature }: Call): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body), 'x-twilio-signature': signature };
    const sent = request({ agent, host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', reject).end(body);
  });

const percentile = (sorted: readonly number[], share: number): number => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;

const hub = spawn(process.execPath, [fileURLToPath(new URL('webhooks-hub.ts', import.meta.url)), TOKEN, ORIGIN], { stdio: ['pipe', 'pipe', 'inherit'] });
const said = createInterface({ input: hub.stdout })[Symbol.asyncIterator]();
async function cpuMicros(): Promise<number> {
  hub.stdin.write('\n');
  const { user, system } = JSON.parse(String((await said.next()).value)) as NodeJS.CpuUsage;
  return user + system;
}

/** Every call has its time, kept whether or not the ones before were answered: lateness of ours counts as theirs. */
async function openLoop(port: number, connection: PoolConfig): Promise<void> {
  const calls = Array.from({ length: RATE * SECONDS }, (_, index) =>
    random() < 0.2
      ? callOf(INBOUND, { MessageSid: `SMin${index}`, From: `+1514${7_330_000 + Math.floor(random() * 5000)}`, To: '+14505550100', Body: `Bonjour ${index}` })
      : callOf(STATUS, { MessageSid: `SMout${index}`, MessageStatus: 'delivered', ErrorCode: '', To: '+15147330000' }),
  );
  const latencies: number[] = [];
  let [refused, inFlight, mostInFlight] = [0, 0, 0];
  const before = await cpuMicros();
  const start = performance.now() + 200;
  const work = calls.map(async (call, index) => {
    const due = start + (index * 1000) / RATE;
    await sleep(Math.max(0, due - performance.now()));
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    const status = await post(port, call).catch(() => 0);
    inFlight -= 1;
    if (status >= 200 && status < 300) latencies.push(performance.now() - due);
    else refused += 1;
  });
  await Promise.all(work);
  const seconds = (performance.now() - start) / 1000;
  const hubCpuMicrosEach = Math.round(((await cpuMicros()) - before) / calls.length);
  const database = openDatabase(connection);
  const kept = await messageTables(database.db).selectFrom('inbound_messages').select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  const reports = await messageTables(database.db).selectFrom('delivery_reports').select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  await database.close();
  latencies.sort((one, other) => one - other);
  const wrong = calls.length - refused - kept.n - reports.n;
  tell({ case: 'open-loop', offeredPerSecond: RATE, seconds: SECONDS, heldPerSecond: Math.round(latencies.length / seconds), acknowledged: latencies.length, refused, p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99), mostInFlight, hubCpuMicrosEach, fsync: true, wrong });
}

const FATES = { delivered: ['sent', 'delivered'], failed: ['sent', 'undelivered'], accepted: ['queued', 'sent'] } as const;

/** Ten thousand deliveries, three in ten of them repeated, in any order: each message ends as all its reports together say. */
async function anyOrder(port: number, connection: PoolConfig): Promise<void> {
  const own = Math.round(DELIVERIES / (1 + DUPLICATES) / 2);
  const kinds = Object.keys(FATES) as (keyof typeof FATES)[];
  const model = new Map(Array.from({ length: own }, (_, index) => [`SMmodel${index}`, kinds[Math.floor(random() * kinds.length)] ?? 'accepted']));
  const database = openDatabase(connection);
  const db = messageTables(database.db);
  for (const rows of queuedRows([...model.keys()].map((vendorId, index) => ({ vendorId, number: `+1450${7_330_000 + index}` })), { state: 'accepted', now: new Date().toISOString() })) await db.insertInto('outbox').values(rows).execute();
  const reports = [...model].flatMap(([MessageSid, fate]) => FATES[fate].map((MessageStatus) => callOf(STATUS, { MessageSid, MessageStatus, ErrorCode: MessageStatus === 'undelivered' ? '30003' : '' })));
  const repeated = Array.from({ length: DELIVERIES - reports.length }, () => reports[Math.floor(random() * reports.length)]).filter((call) => call !== undefined);
  const queue = [...reports, ...repeated].map((call) => ({ call, at: random() })).toSorted((one, other) => one.at - other.at);
  const start = performance.now();
  let refused = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) if ((await post(port, next.call)) !== 204) refused += 1;
  }));
  const seconds = (performance.now() - start) / 1000;
  const rows = await db.selectFrom('outbox').select(['vendor_id', 'state']).where('vendor_id', 'like', 'SMmodel%').execute();
  await database.close();
  const wrong = rows.filter(({ vendor_id: id, state }) => model.get(id ?? '') !== state).length + (model.size - rows.length);
  tell({ case: 'any-order', messages: model.size, deliveries: reports.length + repeated.length, duplicates: repeated.length, perSecond: Math.round(DELIVERIES / seconds), refused, wrong });
  if (wrong > 0) process.exitCode = 1;
}

try {
  const [line] = await Promise.race([said.next().then(({ value }) => [String(value)]), sleep(60_000, ['{}'])]);
  const { port, connection } = JSON.parse(line ?? '{}') as { port: number; connection: PoolConfig };
  for (let warm = 0; warm < 200; warm += 1) await post(port, callOf('/v1/hooks/twilio/status', { MessageSid: 'SMwarm', MessageStatus: 'sent' }));
  const database = openDatabase(connection);
  await messageTables(database.db).deleteFrom('delivery_reports').execute();
  const asked = values.cases.split(',');
  if (asked.includes('open-loop')) await openLoop(port, connection);
  if (asked.includes('any-order')) await anyOrder(port, connection);
  if (asked.includes('kill-switch')) tell(await stopQueue(database));
  await database.close();
} finally {
  agent.destroy();
  hub.kill('SIGTERM');
}
