import type { RouteLocationNormalized, RouteLocationRaw } from 'vue-router';

const CODE = /^#([A-Za-z0-9]{8,24})$/;

/** The SMS carries the code behind a `#`, so that no server's log ever sees it. */
export function openCode({ hash }: RouteLocationNormalized): RouteLocationRaw | true {
  const [, code] = CODE.exec(hash) ?? [];
  return code === undefined ? true : { name: 'tech-link', params: { code }, hash: '', replace: true };
}
