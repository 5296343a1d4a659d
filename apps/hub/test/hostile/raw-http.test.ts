import { PROBLEMS, type ProblemBody } from '@gigafibre/contracts';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, type TestHub } from '../harness.ts';

let hub: TestHub;
let agent: { cookie: string };
beforeAll(async () => {
  hub = await openTestHub();
  agent = await hub.as('agent');
  await hub.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => hub.close());

/** Puts bytes on the wire as they are, ends our side, and gives what came back. */
async function exchange(...pieces: readonly (string | Buffer)[]): Promise<{ status: number; body: string }> {
  const socket = connect((hub.app.server.address() as AddressInfo).port, '127.0.0.1');
  let text = '';
  socket.on('data', (piece: Buffer) => (text += piece.toString()));
  for (const piece of pieces) socket.write(piece);
  socket.end();
  await once(socket, 'close');
  const [head = '', body = ''] = text.split('\r\n\r\n', 2);
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), body };
}

const post = (headers: string, body: string | Buffer = ''): readonly (string | Buffer)[] => [`POST /v1/commands HTTP/1.1\r\nhost: localhost\r\ncookie: ${agent.cookie}\r\nx-gf-client: test\r\n${headers}\r\n\r\n`, body];
const get = (target: string, headers = ''): string => `GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${headers}\r\n`;

describe('what is hardly HTTP', () => {
  it.each<readonly [string, () => readonly (string | Buffer)[]]>([
    ['a header of 100 kB', () => [get('/health/live', `x-large: ${'x'.repeat(100_000)}\r\n`)]],
    ['a query of 100 kB', () => [get(`/v1/search?q=${'x'.repeat(100_000)}`)]],
    ['two lengths that disagree', () => post('content-length: 2\r\ncontent-length: 3', '{}')],
    ['a length and chunks at once', () => post('content-length: 2\r\ntransfer-encoding: chunked', '2\r\n{}\r\n0\r\n\r\n')],
    ['chunks that are none', () => post('content-type: application/json\r\ntransfer-encoding: chunked', 'zz\r\n{}\r\n')],
    ['a header folded over two lines', () => [get('/health/live', 'x-a: b\r\n c: d\r\n')]],
    ['a NUL in a header', () => [get('/health/live', 'x-a: b\u0000\r\n')]],
    ['a target with a blank in it', () => [get('/health/live or so')]],
    ['a body that announces 10 MB', () => post('content-type: application/json\r\ncontent-length: 10485760\r\nconnection: close')],
    ['a bomb in gzip', () => { const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024)); return post(`content-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\nconnection: close`, bomb); }],
    ['a body in a character set nobody has', () => post('content-type: application/json; charset=klingon\r\ncontent-length: 2\r\nconnection: close', '{}')],
  ])('is answered with a problem: %s', async (_, pieces) => {
    const { status, body } = await exchange(...pieces());
    const { code } = JSON.parse(body) as ProblemBody;
    expect([status >= 400 && status < 500, PROBLEMS[code as keyof typeof PROBLEMS].status]).toEqual([true, status]);
  });

  it('of which only the beginning comes leaves nothing hanging', async () => {
    await exchange(...post('content-type: application/json\r\ncontent-length: 200', '{"id":'));
    expect((await exchange(get('/health/live'))).status).toBe(200);
  });
});
