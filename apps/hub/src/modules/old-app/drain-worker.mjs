/* The last service worker of the old field app. It takes over from the one before, brings what that app had not sent to the hub,
   and only then empties its store, signs itself off and opens the new app. Without a network it waits, and keeps everything. */
const READS_OF_OLD = /cache|asset|tile|session/i;

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Bytes do not survive JSON: photos go as base64. */
async function portable(value) {
  if (value instanceof Blob) return portable(await value.arrayBuffer());
  if (value instanceof ArrayBuffer) return portable(new Uint8Array(value));
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    let text = '';
    for (let from = 0; from < bytes.length; from += 8192) text += String.fromCharCode(...bytes.subarray(from, from + 8192));
    return { base64: btoa(text) };
  }
  if (Array.isArray(value)) return Promise.all(value.map(portable));
  if (value !== null && typeof value === 'object' && !(value instanceof Date)) return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([key, inner]) => [key, await portable(inner)])));
  // The hub takes no text that its database cannot hold; one letter less is better than a row that never leaves.
  if (typeof value === 'string') return (value.toWellFormed?.() ?? value).replaceAll('\0', '\ufffd');
  return value === undefined ? null : value;
}

const ROWS_AT_ONCE = 20;
/** The hub takes 24 MB at once, which is one large photo as text. */
const LETTERS_AT_ONCE = 8_000_000;
/** What the hub has acknowledged since this worker woke: it is not brought a second time. */
const taken = new Set();

async function nameOf(text) {
  return String(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}

async function hand(texts) {
  if (texts.length === 0) return;
  const answer = await fetch('/v1/old-app/rows', { method: 'POST', headers: { 'content-type': 'application/json', 'x-gf-client': 'old-app' }, body: `{"rows":[${texts.join()}]}` });
  const receipt = answer.ok && answer.headers.get('x-gf-hub') !== null ? await answer.json() : undefined;
  if (receipt?.kept !== texts.length) throw new Error('Not taken: everything stays');
  for (const text of texts) taken.add(await nameOf(text));
}

/** Everything in one of the old app's databases but what it had merely read. A queue kept as one array is one row for each of its entries. */
async function* rowsOf(database) {
  for (const store of database.objectStoreNames) {
    const records = () => database.transaction(store).objectStore(store);
    for (const key of await asked(records().getAllKeys())) {
      const place = `${database.name}/${store}/${String(key)}`.slice(0, 200);
      if (READS_OF_OLD.test(place)) continue;
      const value = await asked(records().get(key)); // one at a time: two hundred photos at once are more than a phone has room for
      for (const entry of Array.isArray(value) ? value : [value]) yield JSON.stringify({ place, content: await portable(entry) });
    }
  }
}

async function bring(database) {
  let parcel = [];
  let letters = 0;
  for await (const row of rowsOf(database)) {
    if (taken.has(await nameOf(row))) continue;
    if (parcel.length === ROWS_AT_ONCE || letters + row.length > LETTERS_AT_ONCE) {
      await hand(parcel);
      [parcel, letters] = [[], 0];
    }
    parcel.push(row);
    letters += row.length;
  }
  await hand(parcel);
}

async function bringAll() {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  for (const name of names) {
    const database = await asked(indexedDB.open(name));
    try {
      await bring(database);
    } finally {
      database.close();
    }
  }
  return names;
}

async function leave() {
  await bringAll();
  // The old pages hold the store open and may still write to it. There is a network and a hub: they go on to the new app.
  for (const client of await self.clients.matchAll({ type: 'window' })) await client.navigate(client.url).catch(() => undefined);
  for (const name of await bringAll()) await asked(indexedDB.deleteDatabase(name));
  for (const cache of await caches.keys()) await caches.delete(cache);
  await self.registration.unregister();
}

let leaving;
const retire = () => {
  leaving ??= leave().finally(() => {
    leaving = undefined;
  });
  return leaving;
};

self.addEventListener('install', () => void self.skipWaiting());
// The pages are sent on only after this event: a worker that is still activating keeps every navigation waiting, its own as well.
self.addEventListener('activate', (event) => {
  const brought = self.clients.claim().then(bringAll).catch(() => undefined);
  event.waitUntil(brought);
  void brought.then(() => setTimeout(() => void retire().catch(() => undefined)));
});
// Not retired yet: every opening of the old app tries again. Pages come from the network, that is, from where the redirect leads.
self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.waitUntil(retire().catch(() => undefined));
});
