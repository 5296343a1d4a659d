import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import type { PrecacheEntry } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';

declare const self: ServiceWorkerGlobalScope & typeof globalThis;
/** The versions of commands that this build reads: put in by the build. */
declare const __SPOKEN__: unknown;

const OFFICE_CACHE = 'gf-office';
const OFFICE = /^\/?assets\/office\//;

const entries: readonly (PrecacheEntry | string)[] = self.__WB_MANIFEST;
const addressOf = (entry: PrecacheEntry | string): string => (typeof entry === 'string' ? entry : entry.url);
const office = entries.filter((entry) => OFFICE.test(addressOf(entry)));

// A phone carries only what the technician's pages need; the office's chunks come with the office.
precacheAndRoute(entries.filter((entry) => !OFFICE.test(addressOf(entry))));
cleanupOutdatedCaches();
registerRoute(({ url, sameOrigin }) => sameOrigin && OFFICE.test(url.pathname), new CacheFirst({ cacheName: OFFICE_CACHE }));
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html'), { allowlist: [/^\/(?:$|ops(?:\/|$)|j(?:\/|$))/] }));

/** Keeps this version's office chunks, so that a dispatcher's open page still finds them after the next version is out. */
async function keepOffice(): Promise<void> {
  const cache = await caches.open(OFFICE_CACHE);
  const wanted = office.map((entry) => new URL(addressOf(entry), self.location.origin).href);
  const kept = new Set((await cache.keys()).map((request) => request.url));
  await cache.addAll(wanted.filter((address) => !kept.has(address)));
}

// Reads are kept in the page's own store, one drawer for each technician (docs/adr/0013): no answer of the hub is ever cached here.
self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const type = (event.data as { type?: unknown } | null)?.type;
  // A waiting version takes over only when the page says that nothing is under way.
  if (type === 'SKIP_WAITING') void self.skipWaiting();
  // Asked before that: can this version read the work that waits on the phone?
  if (type === 'SPOKEN') event.ports[0]?.postMessage(__SPOKEN__);
  if (type === 'KEEP_OFFICE') event.waitUntil(keepOffice());
});

// The page of the first visit is served from here at once: the next place it is opened may be a basement.
self.addEventListener('activate', (event: ExtendableEvent) => {
  event.waitUntil(self.clients.claim());
});
