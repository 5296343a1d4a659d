import { readFile, stat } from 'node:fs/promises';

const SHORTEST = 20;

/** A secret that may be exchanged while the hub runs: the file is read anew whenever it has changed. */
export function keyFrom(source: { readonly value: string } | { readonly file: string }): () => Promise<string> {
  if ('value' in source) return async () => source.value;
  const kept = { stamp: '', key: '' };
  return async () => {
    const { mtimeMs, size, ino } = await stat(source.file);
    const stamp = `${mtimeMs}:${size}:${ino}`;
    if (stamp !== kept.stamp) Object.assign(kept, { stamp, key: (await readFile(source.file, 'utf8')).trim() });
    if (kept.key.length < SHORTEST) throw new Error('The key file holds no key');
    return kept.key;
  };
}
