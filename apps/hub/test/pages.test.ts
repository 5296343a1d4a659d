import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHub, type TestHub } from './harness.ts';

const BUILT = fileURLToPath(new URL('../../ops/dist/pwa', import.meta.url));
const FILES = { 'index.html': '<!doctype html><title>Gigafibre</title>', 'sw.js': 'self;', 'manifest.json': '{}', 'icons/icon.svg': '<svg/>', 'assets/board-1a2b3c4d.js': 'export {};', 'assets/board-1a2b3c4d.css': 'a{}', '.env': 'SECRET=1' };

let pages: string;
let hub: TestHub;
beforeAll(async () => {
  pages = await mkdtemp(join(tmpdir(), 'hub-pages-'));
  for (const [name, content] of Object.entries(FILES)) {
    await mkdir(dirname(join(pages, name)), { recursive: true });
    await writeFile(join(pages, name), content);
  }
  hub = await openTestHub({ pages });
});
afterAll(async () => {
  await hub.close();
  await rm(pages, { recursive: true, force: true });
});

const cacheOf = async (url: string): Promise<unknown> => (await hub.app.inject(url)).headers['cache-control'];

describe('the pages', () => {
  it.each(['/ops/', '/ops/tickets/ISS-2026-00001', '/j', '/j/visits/VIS-000001', '/index.html', '/sw.js', '/manifest.json'])('are asked for anew each time: %s', async (url) => {
    expect([(await hub.app.inject(url)).statusCode, await cacheOf(url)]).toEqual([200, 'no-cache']);
  });

  it.each(['/assets/board-1a2b3c4d.js', '/assets/board-1a2b3c4d.css'])('keep for ever what is named by its content: %s', async (url) => {
    expect(await cacheOf(url)).toBe('public, max-age=31536000, immutable');
  });

  it.each(['/v1/session', '/v1/nowhere', '/health/live', '/openapi.json', '/api/resource/Issue', '/assets/gone-00000000.js', '/.env'])('leave nothing of the API, and nothing that is not there, in a cache: %s', async (url) => {
    expect(await cacheOf(url)).toBe('no-store');
  });

  it.each(['/ops/', '/j'])('let in no script but our own, and no frame: %s', async (url) => {
    const { headers } = await hub.app.inject(url);
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline|unsafe-eval'[^;]*'unsafe-eval|https?:/);
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) expect(policy).toContain(part);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'x-frame-options': 'DENY' });
  });

  it('come over https with the order to stay there for two years', async () => {
    const secure = await openTestHub({ pages, environment: { PUBLIC_ORIGIN: 'https://fsm.example.ca' } });
    expect((await secure.app.inject('/ops/')).headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    await secure.close();
  });

  it.runIf(existsSync(join(BUILT, 'index.html')))('as built hold no script of their own, so that the policy lets all of them run', async () => {
    const html = await readFile(join(BUILT, 'index.html'), 'utf8');
    expect(html.match(/<script(?![^>]*\bsrc=)[^>]*>/g) ?? []).toEqual([]);
    expect(html).not.toMatch(/\son\w+=|javascript:|src="?https?:/);
  });
});
