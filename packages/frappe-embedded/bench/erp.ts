import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DemoSize } from '@gigafibre/demo';
import { casesOf, type Ask } from './cases.ts';
import { cpuMs, cpuPerRun, measure, memoryMb, type Figures, type Work } from './measure.ts';
import { openProvider } from './provider.ts';

/*
 * npm run bench:erp -- [--size full|demo] [--data DIR] [--only TEXT]
 * One JSON line per case and concurrency, each with raw SQL over pg as its peer in the same run. With --data the loaded provider is kept
 * for the next run. Times are milliseconds; nothing is asserted.
 */
const { values } = parseArgs({ options: { size: { type: 'string', default: 'full' }, data: { type: 'string' }, only: { type: 'string', default: '' }, runs: { type: 'string', default: '200' } } });
const folder = values.data ?? (await mkdtemp(join(tmpdir(), 'bench-erp-')));
const provider = await openProvider(folder, values.size as DemoSize);
console.log(JSON.stringify({ bench: 'erp', case: 'load', size: values.size, ms: provider.loadMs === undefined ? null : Math.round(provider.loadMs), cpuMs: cpuMs(folder), memoryMb: memoryMb(folder) }));

const agent = new Agent({ keepAlive: true, maxSockets: 32 });
const authorization = `token ${provider.key.apiKey}:${provider.key.apiSecret}`;

const ask: Ask = (method, path, json) =>
  new Promise((answered, fail) => {
    const body = json === undefined ? undefined : JSON.stringify(json);
    const headers = { authorization, accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }) };
    const sent = request(`${provider.url}${encodeURI(path)}`, { method, headers, agent }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString('utf8');
        if (response.statusCode === 200) answered(JSON.parse(text) as Record<string, unknown>);
        else fail(new Error(`${method} ${path}: ${response.statusCode ?? 0} ${text.slice(0, 500)}`));
      });
    });
    sent.on('error', fail);
    sent.end(body);
  });

/** With the processor time per operation, which stays the same when others use the machine too. */
async function measured(work: Work, options: { concurrency: number; runs: number }): Promise<Figures & { cpuMs: ReturnType<typeof cpuPerRun> }> {
  const before = cpuMs(folder);
  const figures = await measure(work, options);
  return { ...figures, cpuMs: cpuPerRun(before, cpuMs(folder), figures.runs + figures.warmUps) };
}

for (const each of await casesOf(provider, ask)) {
  if (!each.name.includes(values.only)) continue;
  for (const concurrency of [1, 16]) {
    const runs = Number(values.runs) * (concurrency === 1 ? 1 : 2);
    await each.prepare?.(runs + 20);
    const figures = await measured(each.work, { concurrency, runs });
    const peer = each.peer === undefined ? null : { name: 'raw SQL over pg', ...(await measured(each.peer, { concurrency, runs })) };
    console.log(JSON.stringify({ bench: 'erp', case: each.name, size: values.size, concurrency, ...figures, peer, memoryMb: memoryMb(folder) }));
  }
}

agent.destroy();
await provider.close();
if (values.data === undefined) await rm(folder, { recursive: true, force: true });
