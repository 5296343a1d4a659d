import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { shiftMs } from './journey.ts';
import { ROOT, SOCKETS_FILE, VIOLATIONS_FILE } from './places.ts';

export interface HubProcess {
  readonly origin: string;
  stop(): Promise<void>;
  /** As a power cut would: nothing is closed, nothing is said. */
  kill(): Promise<void>;
}

/** Keys as vendors give them, of accounts that do not exist: no journey may open a connection with them. */
export const REAL_LOOKING = {
  TWILIO_ACCOUNT_SID: 'AC7f3c1e9a54d24b6f8c0e2b7a91d3f6e5',
  TWILIO_AUTH_TOKEN: '9b1f6c3e7a2d48f0b5c4e1d7a8f29306',
  TWILIO_SENDER: '+14505550100',
  MAILJET_KEY: '4f8e2a6c1b9d47e3a05f7c8d2e6b1a94',
  MAILJET_SECRET: 'c7d1e5f9a3b2486c9e0f1d2a5b7c8e64',
  MAILJET_SENDER: 'service@gigafibre.example',
  MAILJET_HOOK_SECRET: 'h7Qm2xVb9Lr4Tz8Kp3Wn6Yd1',
  GEMINI_API_KEY: 'AIzaSyD4x9Qm2Vb7Lr3Tz8Kp1Wn6Yd5Ha0Ec',
  OUTBOUND: 'live',
  DEPLOY_ENV: 'production',
} as const;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, 'localhost');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The hub as `npm start` runs it, on a folder and a port of its own; what it reaches for outside this machine is written down. */
export async function startHub(dataDir: string, more: Readonly<Record<string, string>> = {}): Promise<HubProcess> {
  const port = await freePort();
  const loaded = ['./shift-clock.mjs', './record-sockets.mjs'].map((file) => `--import ${new URL(file, import.meta.url).href}`);
  const watched = { NODE_OPTIONS: [process.env['NODE_OPTIONS'] ?? '', ...loaded].join(' ').trim(), SOCKETS_RECORD_FILE: SOCKETS_FILE, CLOCK_SHIFT_MS: String(shiftMs()) };
  const child = spawn(process.execPath, ['apps/hub/src/main.ts'], { cwd: ROOT, env: { ...process.env, ...watched, ...more, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' }, stdio: ['ignore', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  child.stderr.on('data', (text: Buffer) => complaints.push(text.toString()));
  const origin = await new Promise<string | undefined>((resolve) => {
    child.once('exit', () => resolve(undefined));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('Ready: ')) resolve(line.slice('Ready: '.length));
      if (line.includes('"cspViolation"')) appendFileSync(VIOLATIONS_FILE, `${line}\n`);
    });
  });
  if (origin === undefined) throw new Error(`The hub did not start: ${complaints.join('').slice(-2000)}`);
  return { origin, stop: () => ended(child, 'SIGTERM'), kill: () => ended(child, 'SIGKILL') };
}

function ended(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
