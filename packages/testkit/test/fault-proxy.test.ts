import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFaultProxy, type FaultProxy } from '../src/index.ts';

let server: Server;
let proxy: FaultProxy;
let taken: string[];
beforeEach(async () => {
  taken = [];
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      taken.push(text);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ taken: taken.length, host: request.headers.host, origin: request.headers.origin }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = await openFaultProxy(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, () => performance.now());
});
afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const post = (body = 'x') => fetch(`${proxy.origin}/v1/commands`, { method: 'POST', body, headers: { origin: proxy.origin } });

describe('A network that can be spoilt', () => {
  it('leads to the server as if the caller had come straight to it', async () => {
    const answer = (await (await post()).json()) as { host: string; origin: string };
    expect(answer.origin).toBe(`http://${answer.host}`);
  });

  it('loses a request before the server, or its answer after the server', async () => {
    proxy.spoil(() => ({ kind: 'drop-request' }));
    await expect(post()).rejects.toThrow();
    expect(taken).toEqual([]);
    proxy.spoil(() => ({ kind: 'drop-response' }));
    await expect(post('kept')).rejects.toThrow();
    expect(taken).toEqual(['kept']);
  });

  it('delivers a request twice and remembers both answers', async () => {
    proxy.spoil(() => ({ kind: 'duplicate', afterMs: 0 }));
    expect(await (await post()).json()).toMatchObject({ taken: 1 });
    await expect.poll(() => proxy.twice.length).toBe(1);
    expect(taken).toHaveLength(2);
  });

  it('hands the server no more than the beginning of a body that was cut', async () => {
    proxy.spoil(() => ({ kind: 'cut', afterBytes: 3 }));
    await expect(post('abcdefgh')).rejects.toThrow();
    expect(taken).toEqual([]);
  });

  it('lets a portal answer for the server, and heals', async () => {
    proxy.spoil(() => ({ kind: 'portal' }));
    const portal = await post();
    expect([portal.status, portal.headers.get('content-type'), taken.length]).toEqual([200, 'text/html; charset=utf-8', 0]);
    proxy.heal();
    expect((await post()).headers.get('content-type')).toBe('application/json');
  });
});
