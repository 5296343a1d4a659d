/** The old field app at its own address, as it lay on phones: a page, a worker that serves it from a cache, and a store of what it had not sent. */
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const PAGE = `<!doctype html><meta charset="utf-8"><title>Ancienne application</title><h1>Mes tâches</h1>
<script>
  navigator.serviceWorker.register('/sw.js');
  // As idb-keyval keeps it: one database, opened once and held open.
  const opening = indexedDB.open('keyval-store');
  opening.onupgradeneeded = () => opening.result.createObjectStore('keyval');
  window.keep = (pairs) => new Promise((resolve, reject) => {
    const writing = opening.result.transaction('keyval', 'readwrite');
    for (const [key, value] of pairs) writing.objectStore('keyval').put(value, key);
    writing.oncomplete = resolve;
    writing.onerror = () => reject(writing.error);
  });
  opening.onsuccess = () => { window.isReady = true; };
</script>`;

const WORKER = `
self.addEventListener('install', (event) => event.waitUntil(caches.open('field-assets-v3').then((cache) => cache.add('/')).then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.respondWith(caches.match('/').then((kept) => kept ?? fetch(event.request)));
});`;

export interface OldAddress {
  readonly origin: string;
  /** From now on the hub answers here, and hears the old host's name. */
  moveTo(hub: string): void;
  close(): Promise<void>;
}

function serveOld(path: string, response: ServerResponse): void {
  if (path === '/sw.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(WORKER);
  else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
}

function pass(hub: URL, incoming: IncomingMessage, response: ServerResponse): void {
  const outgoing = ask({ host: hub.hostname, port: hub.port, path: incoming.url, method: incoming.method, headers: incoming.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  incoming.pipe(outgoing);
}

/** Browsers lead every name under `localhost` to this machine, so that `field.localhost` is a host of the old app's kind. */
export async function openOldAddress(): Promise<OldAddress> {
  let hub: URL | undefined;
  const server = createServer((incoming, response) => {
    if (hub === undefined) serveOld(incoming.url ?? '/', response);
    else pass(hub, incoming, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://field.localhost:${String((server.address() as AddressInfo).port)}`,
    moveTo(next) {
      hub = new URL(next);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
