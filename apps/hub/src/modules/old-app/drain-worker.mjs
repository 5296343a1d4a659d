/* The last service worker of the old field app. It takes over from the one before, brings what that app had not sent to the hub,
   and only then empties its store, signs itself off and opens the new app. Without a network it waits, and keeps everything. */
const READS_OF_OLD = /cache|asset|tile|session/i;

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Bytes do not survive JSON: photos go as data addresses. */
async function portable(value) {
  if (value instanceof Blob) return portable(await value.arrayBuffer());
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer ?? value);
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return { base64: btoa(text) };
  }
  if (Array.isArray(value)) return Promise.all(value.map(portable));
  if (value !== null && typeof value === 'object' && !(value instanceof Date)) return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([key, inner]) => [key, await portable(inner)])));
  return value === undefined ? null : value;
}

/** Everything in the old app's databases but what it had merely read. A queue kept as one array is one row for each of its entries. */
async function rowsOf(database) {
  const rows = [];
  for (const store of database.objectStoreNames) {
    const records = database.transaction(store).objectStore(store);
    const [keys, values] = await Promise.all([asked(records.getAllKeys()), asked(records.getAll())]);
    for (const [at, value] of values.entries()) {
      const place = `${database.name}/${store}/${String(keys[at])}`.slice(0, 200);
      if (READS_OF_OLD.test(place)) continue;
      for (const entry of Array.isArray(value) ? value : [value]) rows.push({ place, content: await portable(entry) });
    }
  }
  return rows;
}

async function hand(rows) {
  for (let from = 0; from < rows.length; from += 20) {
    const some = rows.slice(from, from + 20);
    const answer = await fetch('/v1/old-app/rows', { method: 'POST', headers: { 'content-type': 'application/json', 'x-gf-client': 'old-app' }, body: JSON.stringify({ rows: some }) });
    const receipt = answer.ok && answer.headers.get('x-gf-hub') !== null ? await answer.json() : undefined;
    if (receipt?.kept !== some.length) throw new Error('Not taken: everything stays');
  }
}

async function drain() {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  for (const name of names) {
    const database = await asked(indexedDB.open(name));
    const rows = await rowsOf(database);
    await hand(rows);
    database.close();
    await asked(indexedDB.deleteDatabase(name));
  }
  for (const cache of await caches.keys()) await caches.delete(cache);
}

async function retire() {
  await drain();
  await self.registration.unregister();
  for (const client of await self.clients.matchAll({ type: 'window' })) await client.navigate(client.url).catch(() => undefined);
}

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim().then(retire).catch(() => undefined)));
// Not retired yet: every opening of the old app tries again. Pages come from the network, that is, from where the redirect leads.
self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.waitUntil(retire().catch(() => undefined));
});
