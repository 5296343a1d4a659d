const OLD_HOST = /^field[.]/i;
const VISIT = /^\/(?:visits?|jobs?|tasks?)\/([\w-]{1,140})\/?$/;
const DEVICE = /^\/(?:device|equipment|scan)\/([\w-]{1,60})\/?$/;
const LINK = /^\/t\/([\w.-]{1,600})\/?$/;
const SAME = /^\/(?:scan|sync)\/?$/;

/** Was this asked of a host of the old field app? */
export const isOldHost = (host: string): boolean => OLD_HOST.test(host);

/**
 * Where an address of the old field app leads now: home-screen icons, bookmarks and links in old SMS, each with its parameters.
 * An old link's token goes behind the `#`, which no server sees: it opens nothing any more, and the page says how to get a new link.
 * Old hash routes keep their hash by themselves: browsers carry it over a redirect.
 */
export function newAddressOf(path: string, query: string): string {
  const tail = query === '' ? '' : `?${query}`;
  const [, token] = LINK.exec(path) ?? [];
  if (token !== undefined) return `/j${tail}#${token}`;
  const [, visit] = VISIT.exec(path) ?? [];
  if (visit !== undefined) return `/j/visit/${visit}${tail}`;
  const [, serial] = DEVICE.exec(path) ?? [];
  if (serial !== undefined) return `/j/device/${serial}${tail}`;
  return SAME.test(path) ? `/j${path.replace(/\/$/, '')}${tail}` : `/j${tail}`;
}
