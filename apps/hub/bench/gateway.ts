/**
 * What the gateway costs: requests per second and CPU per request through the hub with full policy, against nginx `proxy_pass`
 * before the same upstream, in turns. One JSON line per case, then the ratio. Without nginx there is no peer, and that is said.
 */
import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cpuSecondsOf, hasNginx, startNginx } from './nginx.ts';

const ROUNDS = 5;
const SECONDS = 4;
const CONNECTIONS = 32;
const FIELDS = ['name', 'subject', 'status', 'priority', 'issue_type', 'customer', 'customer_name', 'opening_date', 'modified'];
const PATH = `/api/resource/Issue?${new URLSearchParams({ fields: JSON.stringify(FIELDS), filters: '[["status","=","Open"]]', order_by: 'opening_date desc', limit_page_length: '10' }).toString()}`;

/** A page of ten tickets: 2.2 kB, as a list asks for all day. */
const answer = JSON.stringify({ data: Array.from({ length: 10 }, (_, index) => ({ name: `ISS-2026-0000${index}`, subject: 'Pas de signal après l’orage', status: 'Open', priority: 'High', issue_type: 'Pas de signal', customer: 'Véronique Beaulieu', customer_name: 'Véronique Beaulieu', opening_date: '2026-11-23', modified: '2026-11-23 10:00:00.000001' })) });

interface Target {
  readonly name: string;
  readonly port: number;
  readonly headers: Record<string, string>;
  readonly cpuSeconds: () => number;
}
interface Round {
  readonly perSecond: number;
  readonly cpuMicros: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

async function measure({ port, headers, cpuSeconds }: Target): Promise<Round> {
  const before = cpuSeconds();
  const result = await autocannon({ url: `http://127.0.0.1:${port}${PATH}`, connections: CONNECTIONS, duration: SECONDS, headers });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals and ${result.errors} errors: nothing was measured`);
  return { perSecond: result.requests.average, cpuMicros: ((cpuSeconds() - before) / result.requests.total) * 1e6, p50Ms: result.latency.p50, p99Ms: result.latency.p99 };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function startHub(origin: string): Promise<Target & { stop(): void }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('gateway-hub.ts', import.meta.url)), origin], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const { port, cookie, pid } = JSON.parse(line) as { port?: number; cookie: string; pid: number };
    if (port === undefined) continue; // the hub's own log goes to the same place
    return { name: 'hub', port, headers: { cookie }, cpuSeconds: () => cpuSecondsOf(pid), stop: () => void child.kill('SIGTERM') };
  }
  throw new Error('The hub did not start');
}

const folder = mkdtempSync(join(tmpdir(), 'bench-nginx-'));
const peers = hasNginx() ? { upstream: startNginx(folder, await freePort(), { body: answer }) } : undefined;
const fallback = peers === undefined ? createServer((_request, response) => void response.setHeader('content-type', 'application/json').end(answer)).listen(0, '127.0.0.1') : undefined;
const origin = `127.0.0.1:${peers?.upstream.port ?? (fallback?.address() as AddressInfo).port}`;
const proxy = peers === undefined ? undefined : startNginx(folder, await freePort(), { proxied: origin });
const hub = await startHub(`http://${origin}`);
try {
  const targets: readonly Target[] = [...(proxy === undefined ? [] : [{ name: 'nginx', port: proxy.port, headers: {}, cpuSeconds: () => proxy.cpuSeconds() }]), hub];
  for (const target of targets) await measure(target); // the first requests compile code and open connections
  const rounds = new Map<string, Round[]>();
  for (let turn = 0; turn < ROUNDS; turn += 1) for (const target of targets) rounds.set(target.name, [...(rounds.get(target.name) ?? []), await measure(target)]);
  for (const [name, all] of rounds) {
    console.log(JSON.stringify({ case: `gateway-${name}`, connections: CONNECTIONS, requestsPerSecond: round(median(all.map((each) => each.perSecond)), 0), cpuMicrosPerRequest: round(Math.min(...all.map((each) => each.cpuMicros)), 1), p50Ms: median(all.map((each) => each.p50Ms)), p99Ms: median(all.map((each) => each.p99Ms)) }));
  }
  const [nginx, ours] = [rounds.get('nginx'), rounds.get('hub') ?? []];
  if (nginx === undefined) console.log(JSON.stringify({ case: 'gateway-ratio', skipped: 'no nginx on this machine' }));
  else console.log(JSON.stringify({ case: 'gateway-ratio', toNginx: round(median(ours.map((each, turn) => each.perSecond / (nginx[turn]?.perSecond ?? Number.NaN)))), goal: 0.35, goalCpuMicros: 85 }));
} finally {
  hub.stop();
  proxy?.stop();
  peers?.upstream.stop();
  fallback?.close();
  rmSync(folder, { recursive: true, force: true });
}
