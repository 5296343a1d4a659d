import { del, set } from 'idb-keyval';
import type { UseStore } from 'idb-keyval';

const PATIENCE_MS = 5000;

/**
 * Can this browser keep anything at all? In some private windows, or with storage switched off, it cannot, and work done there
 * would be lost without a word. Written, not asked: what the browser says of itself has been wrong.
 */
export async function canKeep(open: () => UseStore): Promise<boolean> {
  const slow = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), PATIENCE_MS);
  });
  const tried = (async () => {
    const store = open();
    await set('probe', new Uint8Array(8), store);
    await del('probe', store);
    return true;
  })().catch(() => false);
  return Promise.race([tried, slow]);
}
