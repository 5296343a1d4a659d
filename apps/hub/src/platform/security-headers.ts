import type { HubApp } from './hub-app.ts';

/** Maps may come from elsewhere: from the origins that the configuration names, and nothing but pictures and data. */
const pagePolicy = (mapOrigins: readonly string[]): string => [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'", // the bar-code reader is WebAssembly
  "style-src 'self' 'unsafe-inline'", // Quasar positions its menus with style attributes
  ["img-src 'self' data: blob:", ...mapOrigins].join(' '),
  "font-src 'self'",
  ["connect-src 'self'", ...mapOrigins].join(' '),
  "media-src 'self' blob:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types vue default", // Vue's own, and ours for what libraries do (apps/ops/src/app/trusted-types.ts)
  'report-uri /v1/reports/csp',
].join('; ');

const HEADERS = Object.entries({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
  'x-gf-hub': '1', // by which a phone tells us from a portal that answers in our name
});
const NO_SENSORS = 'camera=(), geolocation=(), microphone=(), payment=()';
const FIELD_SENSORS = 'camera=(self), geolocation=(self), microphone=(), payment=()';

/** The technician's pages, and the one page that the phone's service worker keeps and opens them with. */
const FIELD_PAGE = /^\/(?:j(?:[/?]|$)|index[.]html(?:[?]|$))/;

/** Browser defences on every answer. A route's own header wins; the API's answers are never stored by default. */
export function addSecurityHeaders(app: HubApp, { isHttps, map }: { isHttps: boolean; map: { readonly origins: readonly string[] } }): void {
  const headers = [['content-security-policy', pagePolicy(map.origins)] as const, ...HEADERS];
  app.addHook('onSend', (request, reply, _payload, done) => {
    for (const [name, value] of headers) if (!reply.hasHeader(name)) reply.header(name, value);
    reply.header('permissions-policy', FIELD_PAGE.test(request.url) ? FIELD_SENSORS : NO_SENSORS);
    if (isHttps) reply.header('strict-transport-security', 'max-age=63072000; includeSubDomains');
    done();
  });
}
