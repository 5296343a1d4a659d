import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { readConfig } from '../apps/hub/src/config.ts';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const yaml = <T>(path: string): T => parse(read(path), { logLevel: 'silent' }) as T;

interface Router {
  readonly rule: string;
  readonly priority: number;
  readonly middlewares: readonly string[];
  readonly service: string;
}
interface Dynamic {
  readonly http: { readonly routers: Readonly<Record<string, Router>>; readonly middlewares: { 'drop-identity': { headers: { customRequestHeaders: Record<string, string> } }; authentik: { forwardAuth: { authResponseHeaders: string[]; trustForwardHeader: boolean } } }; readonly services: Record<string, unknown> };
}
const dynamic = yaml<Dynamic>('traefik/dynamic.yml');
const routers = Object.entries(dynamic.http.routers).toSorted(([, one], [, other]) => other.priority - one.priority);

interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly cookie?: string;
}

/** Traefik's matchers, as far as our rules use them; anything else in a rule fails the test. */
function matches(rule: string, { path, method = 'GET', cookie = '' }: Asked): boolean {
  const code = rule.replaceAll(/(!?)([A-Za-z]+)\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g, (_, not: string, name: string, list: string) => {
    const [first = '', second = ''] = [...list.matchAll(/`([^`]*)`/g)].map(([, text]) => text ?? '');
    const holds = { Host: () => first === 'fsm.gigafibre.ca', Path: () => path === first, PathPrefix: () => path.startsWith(first), PathRegexp: () => new RegExp(first).test(path), Method: () => method === first, HeaderRegexp: () => first === 'Cookie' && new RegExp(second).test(cookie) }[name];
    if (!holds) throw new Error(`Unknown matcher ${name}`);
    return String(not === '!' ? !holds() : holds());
  });
  if (!/^[\s()&|truefals]*$/.test(code)) throw new Error(`Not understood: ${rule}`);
  return evaluate(code);
}

/** `true`, `false`, `&&`, `||` and brackets. */
function evaluate(code: string): boolean {
  const inner = /\(([^()]*)\)/.exec(code);
  if (inner) return evaluate(code.replace(inner[0], String(evaluate(inner[1] ?? ''))));
  return code.split('||').some((part) => part.split('&&').every((word) => word.trim() === 'true'));
}

const routerFor = (asked: Asked): string => routers.find(([, { rule }]) => matches(rule, asked))?.[0] ?? 'none';
const asksAuthentik = (asked: Asked): boolean => dynamic.http.routers[routerFor(asked)]?.middlewares.includes('authentik') ?? false;

describe('the proxy in front (R47, R49)', () => {
  it('asks Authentik for everything but the technician’s page, the exchange of his link, vendors’ calls, static files and sessions of the hub', () => {
    const open = [{ path: '/j' }, { path: '/j/visit/VIS-000001' }, { path: '/otp/tech-link/exchange', method: 'POST' }, { path: '/v1/day', cookie: 'a=b; __Host-session=x.y.z' }, { path: '/v1/hooks/twilio' }, { path: '/sw.js' }];
    const closed = [{ path: '/' }, { path: '/ops/' }, { path: '/ops/board' }, { path: '/auth/login' }, { path: '/v1/day' }, { path: '/v1/session', cookie: 'session=x' }, { path: '/otp/tech-link', method: 'POST' }, { path: '/otp/tech-link/exchange' }, { path: '/metrics', cookie: '__Host-session=x' }, { path: '/ops/', cookie: '__Host-session=x' }];
    expect(open.filter(asksAuthentik)).toEqual([]);
    expect(closed.filter((asked) => !asksAuthentik(asked))).toEqual([]);
  });

  it('is not led past it by tricks with the path', () => {
    const tricks = ['/j/../ops', '/j/%2e%2e/ops', '/j/..%2fops', '/j%2f../ops', '/j;/ops', '/j/./../ops', '/J', '/jo', '/j/\\..\\ops', '/j/%00', '/otp/tech-link/exchange/', '/otp/tech-link/exchange/../../../ops', '/otp/tech-link/exchange;x', '/%6a/x', '//j'];
    expect(tricks.filter((path) => !asksAuthentik({ path, method: 'POST' }))).toEqual([]);
  });

  it('drops every identity header a client sends, on every way in, before it asks', () => {
    expect(routers.filter(([, { middlewares }]) => middlewares[0] !== 'drop-identity')).toEqual([]);
    const dropped = Object.entries(dynamic.http.middlewares['drop-identity'].headers.customRequestHeaders);
    const sent = ['Username', 'Groups', 'Entitlements', 'Email', 'Name', 'Uid', 'Jwt', 'Meta-Jwks', 'Meta-Outpost', 'Meta-Provider', 'Meta-App', 'Meta-Version'].map((name) => `X-Authentik-${name}`);
    expect(dropped.map(([name]) => name).toSorted()).toEqual(sent.toSorted());
    expect(dropped.filter(([, value]) => value !== '')).toEqual([]);
    expect(dynamic.http.middlewares.authentik.forwardAuth).toMatchObject({ authResponseHeaders: ['X-Authentik-Jwt'], trustForwardHeader: false });
  });

  it('has a service and middlewares for every router', () => {
    for (const [, { service, middlewares }] of routers) {
      expect(Object.keys(dynamic.http.services)).toContain(service);
      for (const name of middlewares) expect(Object.keys(dynamic.http.middlewares)).toContain(name);
    }
  });
});

describe('the installation', () => {
  const { services } = yaml<{ services: Record<string, { image: string; environment?: Record<string, string>; ports?: string[]; networks: unknown }> }>('authentik/compose.yaml');

  it('gives the hub a configuration it starts with, and no port of its own', () => {
    const hub = services['hub']!;
    const { identity, trustProxy } = readConfig(hub.environment ?? {});
    expect(identity).toMatchObject({ isOnlyFromProxy: true, provider: { endSession: 'https://id.gigafibre.ca/application/o/gigafibre-fsm/end-session/', forward: { header: 'x-authentik-jwt', keys: { kind: 'client-secret' } } } });
    expect(trustProxy).toEqual([(services['traefik']!.networks as { front: { ipv4_address: string } }).front.ipv4_address]);
    expect(hub.ports).toBeUndefined();
  });

  it('takes releases in which the known holes are closed', () => {
    const version = (name: string): number[] => services[name]!.image.split(':')[1]!.replace('v', '').split('.').map(Number);
    const isAtLeast = (have: number[], need: number[]): boolean => (have.map((part, at) => part - (need[at] ?? 0)).find((difference) => difference !== 0) ?? 0) >= 0;
    expect([isAtLeast(version('traefik'), [3, 7, 13]), isAtLeast(version('authentik-proxy'), [2025, 12, 4])]).toEqual([true, true]);
  });

  it('has the groups in Authentik that give roles here, and lets nobody else in', () => {
    const document = parseDocument(read('authentik/blueprint.yaml'), { logLevel: 'silent' });
    expect(document.errors).toEqual([]);
    const { entries } = document.toJS() as { entries: { model: string; identifiers: { name?: string }; attrs?: { skip_path_regex?: string; external_host?: string } }[] };
    const groups = entries.filter(({ model }) => model === 'authentik_core.group').map(({ identifiers }) => identifiers.name);
    expect(groups.toSorted()).toEqual([...readConfig(services['hub']!.environment ?? {}).identity.provider!.roles.keys()].toSorted());
    expect(entries.filter(({ model }) => model === 'authentik_policies.policybinding')).toHaveLength(groups.length);
    expect(entries.find(({ model }) => model === 'authentik_providers_proxy.proxyprovider')?.attrs).toMatchObject({ skip_path_regex: '', external_host: services['hub']!.environment?.['PUBLIC_ORIGIN'] });
  });
});
