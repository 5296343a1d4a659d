import { PROBLEMS } from '@gigafibre/contracts';
import type { ProblemBody } from '@gigafibre/contracts';
import { FrappeError } from '@gigafibre/frappe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardAccess } from '../src/platform/access.ts';
import { problemFrom } from '../src/platform/problems.ts';
import Fastify from 'fastify';
import { openTestHub } from './harness.ts';
import type { TestHub } from './harness.ts';
import { connect } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.close());

describe('what goes wrong is answered as a problem', () => {
  it('says which address does not exist and which method it does not take', async () => {
    const nowhere = await hub.app.inject('/v1/nowhere');
    const wrong = await hub.app.inject({ method: 'DELETE', url: '/health/live' });
    expect([nowhere.statusCode, nowhere.json<ProblemBody>().code, nowhere.headers['content-type']]).toEqual([404, 'not_found', 'application/problem+json; charset=utf-8']);
    expect([wrong.statusCode, wrong.json<ProblemBody>().code, wrong.headers.allow]).toEqual([405, 'method_not_allowed', 'GET, HEAD']);
  });

  it('lets nobody keep the lack of a page', async () => {
    const missing = await hub.app.inject('/assets/board-1a2b3c4d.js');
    expect([missing.statusCode, missing.headers['cache-control'], missing.json<ProblemBody>().code]).toEqual([404, 'no-store', 'not_found']);
  });

  it('names every field that does not fit, and every one that nobody asked for', async () => {
    const headers = await hub.as('agent');
    const answer = await hub.app.inject({ url: '/v1/events?after=-1&speed=fast', headers });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<ProblemBody>().errors?.map(({ path }) => path)).toEqual(expect.arrayContaining(['querystring/after', 'querystring/speed']));
  });

  it('answers text that is not even HTTP', async () => {
    await hub.app.listen({ port: 0, host: '127.0.0.1' });
    const socket = connect((hub.app.server.address() as AddressInfo).port, '127.0.0.1');
    socket.end('BLAH\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 [^]*"code":"invalid_request"/);
  });

  it('gives a request that asks for nonsense in its address a 400, not a 500', async () => {
    for (const url of ['/v1/%zz', '/v1/events?after=%00', '/v1/events?after=1&after=2', '//', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc/passwd']) {
      const answer = await hub.app.inject({ url, headers: await hub.as('agent') });
      expect({ url, isRefused: answer.statusCode >= 400 && answer.statusCode < 500 }).toEqual({ url, isRefused: true });
    }
  });

  it('carries the caller’s request id through when it is a UUID, and makes one otherwise', async () => {
    const id = '0f0e0d0c-0b0a-4908-8706-050403020100';
    const [kept, made] = await Promise.all([hub.app.inject({ url: '/v1/nowhere', headers: { 'x-request-id': id } }), hub.app.inject({ url: '/v1/nowhere', headers: { 'x-request-id': 'evil\u007f' } })]);
    expect([kept.headers['x-request-id'], kept.json<ProblemBody>().instance]).toEqual([id, `urn:uuid:${id}`]);
    expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('tells the ERP’s refusals apart by exception name, since their status is mostly 417', () => {
    const code = (excType: string, status = 417) => problemFrom(new FrappeError(excType, status, ['raison'])).code;
    expect(code('TimestampMismatchError')).toBe('document_changed');
    expect(code('MandatoryError')).toBe('erp_refused');
    expect(code('PermissionError', 403)).toBe('forbidden');
    expect(code('Unreachable', 0)).toBe('erp_unavailable');
    expect(code('SomethingNew', 500)).toBe('erp_unavailable');
  });

  it('keeps the detail of a fault out of the answer', () => {
    expect(problemFrom(new Error('password=hunter2'))).toMatchObject({ code: 'internal', message: PROBLEMS.internal.title });
  });
});

describe('access', () => {
  it('refuses to boot with a route that does not say who may call it', async () => {
    const app = Fastify().withTypeProvider() as unknown as TestHub['app'];
    guardAccess(app);
    expect(() => app.get('/v1/secrets', async () => 'oops')).toThrow('GET /v1/secrets declares no access');
  });

  it('asks strangers to sign in and tells people with another role that they may not', async () => {
    const anonymous = await hub.app.inject('/v1/events');
    expect([anonymous.statusCode, anonymous.json()]).toMatchObject([401, { code: 'not_signed_in', retry: 'signed-in' }]);
  });

  it('believes no header that names a person', async () => {
    const answer = await hub.app.inject({ url: '/v1/events', headers: { 'x-authentik-username': 'admin', 'x-forwarded-user': 'admin', authorization: 'Bearer nothing' } });
    expect(answer.statusCode).toBe(401);
  });
});

describe('what the outside sees', () => {
  it('is up, and says which part it stands on is not', async () => {
    const [live, ready] = await Promise.all([hub.app.inject('/health/live'), hub.app.inject('/health/ready')]);
    expect(live.json()).toEqual({ status: 'up' });
    expect([ready.statusCode, ready.json()]).toEqual([503, { status: 'down', parts: { database: 'up', erp: 'down' } }]);
  });

  it('describes its API with who may call what', async () => {
    const api = (await hub.app.inject('/openapi.json')).json<{ openapi: string; paths: Record<string, { get: Record<string, unknown> }> }>();
    expect(api.openapi).toBe('3.1.0');
    expect(api.paths['/v1/events']!.get['x-roles']).toContain('dispatcher');
  });

  it('counts answers by route for neighbours, and shows nothing to what came through a proxy', async () => {
    await hub.app.inject('/health/live');
    expect((await hub.app.inject('/metrics')).body).toContain('http_answer_seconds_count{method="GET",route="/health/live",status="200"}');
    expect((await hub.app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '203.0.113.9' } })).statusCode).toBe(404);
  });

  it('lets no page frame it, no other site’s script in, and gives the camera to technicians’ pages only', async () => {
    const [office, field] = await Promise.all([hub.app.inject('/ops/'), hub.app.inject('/j/')]);
    expect(office.headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(office.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect([office.headers['permissions-policy'], field.headers['permissions-policy']]).toEqual(['camera=(), geolocation=(), microphone=(), payment=()', 'camera=(self), geolocation=(self), microphone=(), payment=()']);
    expect(field.headers['referrer-policy']).toBe('no-referrer');
  });

  it('gives the camera also to the page that a phone keeps for the basement', async () => {
    const kept = await hub.app.inject('/index.html?__WB_REVISION__=1');
    expect(kept.headers['permissions-policy']).toContain('camera=(self)');
  });

  it('logs what was asked by its pattern, never by its values', async () => {
    await hub.app.inject({ url: '/v1/nowhere?q=Chlo%C3%A9%20Tremblay', headers: { cookie: 'session=abc' } });
    expect(hub.log.join('')).not.toMatch(/Chlo|session=abc/);
  });
});
