import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { ROOT } from './places.ts';

export interface HubProcess {
  readonly origin: string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, 'localhost');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The hub as `npm start` runs it, on a folder and a port of its own. */
export async function startHub(dataDir: string): Promise<HubProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, ['apps/hub/src/main.ts'], { cwd: ROOT, env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error' }, stdio: ['ignore', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  child.stderr.on('data', (text: Buffer) => complaints.push(text.toString()));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('Ready: ')) return { origin: line.slice('Ready: '.length), stop: () => ended(child) };
  }
  throw new Error(`The hub did not start: ${complaints.join('').slice(-2000)}`);
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
