/**
 * What knowing people costs: CPU per token checked, by jose each time and once with the cache; and how long the gateway's slowest
 * answers take while nobody signs in and while two people a second do. One JSON line per case.
 */
import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Temporal } from '@gigafibre/kernel';
import { createTokenCache } from '../src/platform/token-cache.ts';
import { createTokens } from '../src/platform/tokens.ts';

const CHECKS = 4000;
const SECONDS = 10;
const RATE = 150;
const LOGINS_A_SECOND = 2;

const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const clock = (): Temporal.Instant => Temporal.Now.instant();

async function cpuMicros(check: () => Promise<unknown>): Promise<number> {
  for (let warm = 0; warm < 200; warm += 1) await check();
  const before = process.cpuUsage();
  for (let at = 0; at < CHECKS; at += 1) await check();
  const { user, system } = process.cpuUsage(before);
  return Math.round(((user + system) / CHECKS) * 10) / 10;
}

async function checkTokens(): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const keys = { signer: async () => ({ kid: 'bench', privateKey }), verifier: async () => publicKey, rotate: () => Promise.reject(new Error('not here')) };
  const tokens = createTokens({ keys, issuer: 'https://fsm.example.ca', clock });
  const token = await tokens.mint('session+jwt', '00000000-0000-4000-8000-000000000000');
  const cached = createTokenCache(tokens, () => clock().epochMilliseconds);
  const each = await cpuMicros(() => tokens.verify('session+jwt', token));
  const once = await cpuMicros(() => cached('session+jwt', token));
  say({ case: 'token', way: 'jose each time', cpuMicros: each, checks: CHECKS });
  say({ case: 'token', way: 'verified once, cached', cpuMicros: once, checks: CHECKS, timesLess: Math.round(each / once) });
}

const signIn = (origin: string): Promise<Response> => fetch(`${origin}/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-gf-client': 'bench' }, body: '{"user":"agent@demo.gigafibre.ca","password":"demo"}' });

async function gateway(origin: string, cookie: string, logins: number): Promise<void> {
  let signedIn = 0;
  const answers: Promise<unknown>[] = [];
  const timer = logins === 0 ? undefined : setInterval(() => answers.push(signIn(origin).then(({ ok }) => (signedIn += ok ? 1 : 0))), 1000 / logins);
  const { latency, non2xx, requests } = await autocannon({ url: `${origin}/api/resource/Issue?limit_page_length=10`, connections: 8, overallRate: RATE, duration: SECONDS, headers: { cookie } });
  clearInterval(timer);
  await Promise.all(answers);
  if (non2xx > 0) throw new Error(`${non2xx} refusals: nothing was measured`);
  say({ case: 'gateway', loginsPerSecond: logins, signedIn, requests: requests.total, p50Ms: latency.p50, p99Ms: latency.p99, maxMs: latency.max });
}

await checkTokens();
const child = spawn(process.execPath, [fileURLToPath(new URL('auth-hub.ts', import.meta.url))], { stdio: ['ignore', 'pipe', 'inherit'] });
const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
const origin = `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`;
const cookie = (await signIn(origin)).headers.getSetCookie().map((each) => each.split(';')[0]).join('; ');
await gateway(origin, cookie, 0);
await gateway(origin, cookie, LOGINS_A_SECOND);
child.kill('SIGTERM');
await once(child, 'exit');
