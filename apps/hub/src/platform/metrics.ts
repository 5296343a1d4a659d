import { Problem } from '@gigafibre/contracts';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { BlockList } from 'node:net';
import { anyone } from './access.ts';
import type { HubApp } from './hub-app.ts';

const near = new BlockList();
for (const [network, prefix] of [['127.0.0.0', 8], ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16]] as const) near.addSubnet(network, prefix);
for (const [network, prefix] of [['::1', 128], ['fc00::', 7]] as const) near.addSubnet(network, prefix, 'ipv6');

/** `/metrics` in Prometheus' format, for neighbours only: nothing that came through the public proxy. */
export function exposeMetrics(app: HubApp, { withProcess }: { withProcess: boolean }): Registry {
  const registry = new Registry();
  if (withProcess) collectDefaultMetrics({ register: registry });
  const answers = new Histogram({ name: 'http_answer_seconds', help: 'Time to answer', labelNames: ['method', 'route', 'status'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5], registers: [registry] });
  const timers = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>();
  app.addHook('onResponse', ({ method, routeOptions }, reply, done) => {
    const labels = { method, route: routeOptions.url ?? 'unknown', status: reply.statusCode };
    const key = `${labels.status} ${method} ${labels.route}`;
    const timer = timers.get(key) ?? answers.labels(labels);
    timers.set(key, timer);
    timer.observe(reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', { schema: { hide: true }, config: anyone }, async (request, reply) => {
    const address = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
    const isNear = near.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
    if (!isNear || request.headers['x-forwarded-for'] !== undefined) throw new Problem('not_found');
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  return registry;
}
