import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, type TestHub } from './harness.ts';

let hub: TestHub;
let pages: string;
beforeAll(async () => {
  pages = await mkdtemp(join(tmpdir(), 'pages-'));
  await writeFile(join(pages, 'index.html'), '<!doctype html><title>Gigafibre</title>');
  hub = await openTestHub({ pages, environment: { PUBLIC_ORIGIN: 'https://fsm.example.ca' } });
});
afterAll(async () => {
  await hub.close();
  await rm(pages, { recursive: true, force: true });
});

const KINDS = ['/ops/', '/j', '/v1/session', '/v1/nowhere', '/openapi.json', '/health/live', '/api/resource/Issue'];
const directivesOf = (policy: unknown): Map<string, string> => new Map(String(policy).split('; ').map((each) => [each.split(' ')[0] ?? '', each.split(' ').slice(1).join(' ')]));

describe('statement 43: pages load and run nothing but our own', () => {
  it('tells the browser to take no script but our own, and to have none made of text', async () => {
    for (const url of KINDS) {
      const policy = directivesOf((await hub.app.inject({ url })).headers['content-security-policy']);
      expect(policy.get('default-src'), url).toBe("'none'");
      expect(policy.get('script-src'), url).toBe("'self' 'wasm-unsafe-eval'");
      expect([policy.get('object-src'), policy.get('base-uri'), policy.get('frame-ancestors'), policy.get('form-action'), policy.get('connect-src')], url).toEqual(["'none'", "'none'", "'none'", "'self'", "'self'"]);
      expect([policy.get('require-trusted-types-for'), policy.get('trusted-types')], url).toEqual(["'script'", 'vue default']);
    }
  });

  it('writes down what a browser kept a page from, without its query, and takes no flood of it', async () => {
    const report = (page: string) => ({ 'csp-report': { 'effective-directive': 'script-src', 'blocked-uri': 'https://elsewhere.example/x.js?token=abc', 'document-uri': page } });
    const send = (payload: unknown) => hub.app.inject({ method: 'POST', url: '/v1/reports/csp', headers: { 'content-type': 'application/csp-report' }, payload: JSON.stringify(payload) });
    expect((await send(report('https://fsm.example.ca/ops/board?customer=Tremblay\nforged'))).statusCode).toBe(204);
    const lines = hub.log.filter((line) => line.includes('cspViolation'));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', cspViolation: { directive: 'script-src', blocked: 'https://elsewhere.example/x.js', page: 'https://fsm.example.ca/ops/board' } });
    expect((await send('no report')).statusCode).toBe(204);
    const answers = await Promise.all(Array.from({ length: 40 }, () => send(report('https://fsm.example.ca/'))));
    expect(answers.some(({ statusCode }) => statusCode === 429)).toBe(true);
  });
});

describe('statement 46: other origins', () => {
  it('says nothing to other origins', async () => {
    for (const url of KINDS) {
      const { headers } = await hub.app.inject({ url, headers: { origin: 'https://elsewhere.example' } });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-')), url).toEqual([]);
    }
    const preflight = await hub.app.inject({ method: 'OPTIONS', url: '/v1/commands', headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' } });
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});

describe('statement 47: what every answer bears', () => {
  it('bears its defences on every kind of answer', async () => {
    for (const url of KINDS) {
      const { headers } = await hub.app.inject({ url });
      expect(headers, url).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'x-frame-options': 'DENY', 'strict-transport-security': 'max-age=63072000; includeSubDomains' });
      expect(headers['permissions-policy'], url).toContain(url === '/j' ? 'camera=(self), geolocation=(self)' : 'camera=(), geolocation=()');
    }
    for (const url of ['/v1/session', '/v1/nowhere', '/api/resource/Issue']) expect((await hub.app.inject({ url })).headers['cache-control'], url).toBe('no-store');
  });

  it('says of every answer what it is', async () => {
    const types = await Promise.all(KINDS.map(async (url) => String((await hub.app.inject({ url })).headers['content-type'])));
    expect(types.filter((type) => !/^(?:text\/html; charset=utf-8|application\/(?:problem\+)?json; charset=utf-8)$/i.test(type))).toEqual([]);
  });

  it('knows no method that gives a request back', async () => {
    for (const method of ['TRACE'] as const) {
      const { statusCode, body } = await hub.app.inject({ method, url: '/v1/session', headers: { cookie: 'session=secret-of-somebody' } }).catch(() => ({ statusCode: 404, body: '' }));
      expect(statusCode).toBeGreaterThanOrEqual(400);
      expect(body).not.toContain('secret-of-somebody');
    }
  });
});
