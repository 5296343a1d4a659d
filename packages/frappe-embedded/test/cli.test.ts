import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

interface Access {
  url: string;
  apiKey: string;
  apiSecret: string;
  user: string;
  password: string;
}

/** A started process: its first line, and a way to end it. */
async function start(data: string, port = 0): Promise<{ access: Access | undefined; said: string; end: () => Promise<number | null> }> {
  const child = spawn(process.execPath, [CLI, '--json', '--port', String(port), '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  let out = '';
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (said += piece));
  const line = new Promise<Access | undefined>((known) => {
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      out += piece;
      if (out.endsWith('\n')) known(JSON.parse(out) as Access);
    });
    void ended.then(() => known(undefined));
  });
  const access = await line;
  return { access, said, end: async () => (child.kill('SIGTERM'), (await ended)[0]) };
}

describe('npm run erp -- --json', () => {
  let data: string;
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'erp-cli-'));
  });
  afterAll(() => rm(data, { recursive: true, force: true }));

  it('serves what it kept under the same key over a restart, and ends cleanly', async () => {
    const first = await start(data);
    const { url, apiKey, apiSecret, user, password } = first.access ?? ({} as Access);
    const headers = { authorization: `token ${apiKey}:${apiSecret}`, 'content-type': 'application/json' };
    const made = await fetch(`${url}/api/resource/ToDo`, { method: 'POST', headers, body: JSON.stringify({ description: 'Rappeler Mme Roy' }) });
    const { data: todo } = (await made.json()) as { data: { name: string } };
    const login = await fetch(`${url}/api/method/login`, { method: 'POST', body: new URLSearchParams({ usr: user, pwd: password }) });
    expect(login.status).toBe(200);
    expect(await first.end()).toBe(0);

    const second = await start(data);
    expect(second.access).toMatchObject({ apiKey, apiSecret, user: 'Administrator', password });
    const kept = await fetch(`${second.access?.url ?? ''}/api/resource/ToDo/${todo.name}`, { headers });
    expect(await kept.json()).toMatchObject({ data: { description: 'Rappeler Mme Roy' } });
    const intruder = await start(data);
    expect(intruder.access).toBeUndefined();
    expect(intruder.said).toMatch(/^The data folder .* is in use by process \d+: stop that process, or choose another folder\.\n$/);
    expect(await second.end()).toBe(0);
  });

  it('says in one sentence that a port is taken, and leaves nothing running', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    const refused = await start(data, port);
    expect(refused.said).toBe(`Port ${port} is taken: stop the program that uses it, or choose another with --port.\n`);
    const again = await start(data);
    expect(again.access?.user).toBe('Administrator');
    await again.end();
    squatter.close();
  });
});
