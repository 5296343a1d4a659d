import { ROLES, type Principal, type Role } from '@gigafibre/contracts';
import type { SiteRequest, Transport } from '@gigafibre/frappe';
import fc from 'fast-check';
import Fastify from 'fastify';
import { Agent, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gatewayModule } from '../../src/modules/gateway/index.ts';
import type { HubApp } from '../../src/platform/hub-app.ts';
import { effectsOf } from './frappe-router-model.ts';
import { hostileRequest, type HostileRequest } from './hostile-requests.ts';
import { escapeOf } from './oracle.ts';

export interface FuzzResult {
  readonly requests: number;
  /** Requests that reached the ERP. */
  readonly forwarded: number;
  /** Answers of the 5xx kind: bad input must never cause one. */
  readonly faults: number;
  readonly escapes: readonly { readonly sent: HostileRequest; readonly upstream: string; readonly why: string }[];
}

const BATCH = 32;
const nobody: Principal = { kind: 'anonymous' };
const principalOf = (role: string): Principal => {
  const known = ROLES.find((each) => each === role);
  if (known === undefined) return nobody;
  return known === 'technician' ? { kind: 'technician', user: 't@x', displayName: 'T', technician: 'TECH-001', device: 'd', session: 's' } : { kind: 'staff', user: 's@x', displayName: 'S', roles: [known], session: 's' };
};
const rolesOf = (role: HostileRequest['role']): readonly Role[] => (role === 'nobody' ? [] : [role]);

/** Sends `count` requests over real HTTP to a gateway whose ERP only writes down what arrives, and holds that against the model. */
export async function fuzzGateway(count: number, seed: number): Promise<FuzzResult> {
  const arrived = new Map<string, SiteRequest>();
  const transport: Transport = async (request) => {
    arrived.set(request.actor ?? '', request);
    return { status: 200, headers: {}, body: new TextEncoder().encode('{"data":{},"message":0}') };
  };
  const app = await gatewayAlone(transport);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: BATCH });
  const result = { requests: 0, forwarded: 0, faults: 0, escapes: [] as FuzzResult['escapes'][number][] };
  try {
    const requests = fc.sample(hostileRequest, { numRuns: count, seed });
    for (let from = 0; from < requests.length; from += BATCH) {
      await Promise.all(requests.slice(from, from + BATCH).map(async (sent, index) => {
        const mark = String(from + index);
        const status = await send(port, agent, sent, mark);
        result.requests += 1;
        if (status >= 500) result.faults += 1;
        const upstream = arrived.get(mark);
        arrived.delete(mark);
        if (upstream === undefined) return;
        result.forwarded += 1;
        for (const why of escapesOf(upstream, sent)) result.escapes.push({ sent, upstream: `${upstream.method} ${upstream.path} ${JSON.stringify(upstream.query ?? {})}`, why });
      }));
    }
  } finally {
    agent.destroy();
    await app.close();
  }
  return result;
}

function escapesOf(upstream: SiteRequest, sent: HostileRequest): readonly string[] {
  const body = upstream.body === undefined ? undefined : new TextDecoder().decode(upstream.body);
  const strangeHeader = Object.keys(upstream.headers ?? {}).find((header) => !['accept', 'content-type'].includes(header));
  const effects = effectsOf({ method: upstream.method, path: upstream.path, query: upstream.query ?? {}, body });
  return [...(strangeHeader === undefined ? [] : [`header ${strangeHeader}`]), ...effects.flatMap((effect) => escapeOf(effect, rolesOf(sent.role)) ?? [])];
}

/** The gateway's plugin and nothing else; who asks comes from a header, which only this rig believes. */
async function gatewayAlone(transport: Transport): Promise<HubApp> {
  const app: HubApp = Fastify({ logger: false });
  app.decorateRequest('principal');
  app.addHook('onRequest', async (request) => {
    const principal = principalOf(String(request.headers['x-rig-role']));
    request.principal = principal.kind === 'anonymous' ? principal : { ...principal, user: String(request.headers['x-rig-mark']) };
  });
  await app.register(gatewayModule({ transport }));
  return app;
}

/** The status of the answer; 400 where HTTP itself cannot carry the request. */
function send(port: number, agent: Agent, { role, method, target, body }: HostileRequest, mark: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-rig-role': role, 'x-rig-mark': mark, authorization: 'token stolen:key', cookie: 'sid=stolen', 'x-frappe-cmd': 'login', 'frappe-authorization-source': 'User', ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }) };
    const outgoing = httpRequest({ host: '127.0.0.1', port, agent, method, path: target, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
