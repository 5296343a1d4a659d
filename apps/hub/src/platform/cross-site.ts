import { Problem } from '@gigafibre/contracts';
import type { FastifyRequest } from 'fastify';
import type { HubApp } from './hub-app.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Any value will do: a page of another site cannot add a header without asking us first, and we never say yes. */
export const OWN_HEADER = 'x-gf-client';

/** Refuses writes that another site's page makes with our user's cookie. */
export function refuseCrossSite(app: HubApp, publicOrigin: string | undefined): void {
  app.addHook('onRequest', (request, _reply, done) => {
    done(!SAFE.has(request.method) && isForeign(request, publicOrigin) ? new Problem('cross_site') : undefined);
  });
}

function isForeign({ headers }: FastifyRequest, publicOrigin: string | undefined): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  if (headers.origin !== undefined) return headers.origin !== publicOrigin && hostOf(headers.origin) !== headers.host;
  // no browser of today: a script carries no cookie it did not mean to send, but one that does must say so
  return site === undefined && headers.cookie !== undefined && headers[OWN_HEADER] === undefined;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
