import type { RouteLocationNormalized, RouteLocationRaw } from 'vue-router';

const CODE = /^#([A-Za-z0-9]{8,24})$/;

const OLD_ROUTE = /^#\/(?:j\/)?(device|visit|scan)(?:\/([\w-]{1,140}))?$/;

/** Hash routes of the old field app, which browsers carry over its redirect. */
function oldRoute(hash: string): RouteLocationRaw | undefined {
  const [, page, name] = OLD_ROUTE.exec(hash) ?? [];
  if (page === 'scan') return { name: 'tech-scan', hash: '', replace: true };
  if (page === undefined || name === undefined) return undefined;
  return page === 'device' ? { name: 'tech-device', params: { serial: name }, hash: '', replace: true } : { name: 'tech-visit', params: { name }, hash: '', replace: true };
}

/** The SMS carries the code behind a `#`, so that no server's log ever sees it. */
export function openCode({ hash }: RouteLocationNormalized): RouteLocationRaw | true {
  const [, code] = CODE.exec(hash) ?? [];
  return code === undefined ? (oldRoute(hash) ?? true) : { name: 'tech-link', params: { code }, hash: '', replace: true };
}
