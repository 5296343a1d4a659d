import { OldAppReceipt, OldAppRows, OldAppWork, type OldAppRow } from '@gigafibre/contracts';
import { anyone, requireRole } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { Limiter } from '../../platform/limiter.ts';
import { isOldHost, newAddressOf } from './addresses.ts';

interface OldApp {
  readonly perAddress: Limiter;
  readonly keep: (rows: readonly OldAppRow[]) => Promise<number>;
  readonly list: () => Promise<OldAppWork>;
}

const WORKER = /^\/(?:sw|service-worker|firebase-messaging-sw)[.]js$/;
const API = /^\/(?:v1|api|otp|health)(?:\/|$)/;
/** The largest photo there may be, as text. */
const A_LARGE_PHOTO = 24 * 1024 * 1024;

/**
 * On the old hosts every page leads to the new app; only the worker's own script may not: browsers refuse one that was redirected.
 * @param origin where the new app lives.
 */
export function leadOldHosts(app: HubApp, { origin, worker }: { readonly origin: string; readonly worker: string }): void {
  app.addHook('onRequest', async (request, reply) => {
    const [path = '/', query = ''] = request.url.split('?', 2);
    if (!isOldHost(request.hostname) || (request.method !== 'GET' && request.method !== 'HEAD') || API.test(path)) return;
    if (WORKER.test(path)) return reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').header('service-worker-allowed', '/').send(worker);
    return reply.redirect(`${origin}${newAddressOf(path, query)}`, 302);
  });
}

export function oldAppRoutes(app: HubApp, { perAddress, keep, list }: OldApp): void {
  const hidden = { schema: { hide: true }, config: anyone };
  app.get<{ Params: { token: string } }>('/t/:token', hidden, async (request, reply) => {
    const [path = '/', query = ''] = request.url.split('?', 2);
    return reply.redirect(newAddressOf(path, query), 302);
  });
  // Nobody is signed in to the old app any more, and what lies in it must not be lost for that. It is only kept, never done.
  app.post('/v1/old-app/rows', { bodyLimit: A_LARGE_PHOTO, config: anyone, schema: { tags: ['old app'], summary: 'Keep what the old field app had not sent', body: OldAppRows, response: { 200: OldAppReceipt } } }, async (request) => {
    perAddress.refuseSpent(request.ip);
    perAddress.count(request.ip);
    return { kept: await keep(request.body.rows) };
  });
  app.get('/v1/old-app/rows', { config: requireRole('dispatcher', 'admin'), schema: { tags: ['old app'], summary: 'What phones brought out of the old field app', response: { 200: OldAppWork } } }, () => list());
}
