/** Makes a set the same as another, touching only what differs: whoever watches one of the rest is not disturbed. */
export function makeSame<T>(set: Set<T>, wanted: ReadonlySet<T>): void {
  for (const item of set) if (!wanted.has(item)) set.delete(item);
  for (const item of wanted) if (!set.has(item)) set.add(item);
}

/** The same for a map: what has the same value stays untouched. */
export function makeSameMap<K, V>(map: Map<K, V>, wanted: ReadonlyMap<K, V>): void {
  for (const key of map.keys()) if (!wanted.has(key)) map.delete(key);
  for (const [key, value] of wanted) if (map.get(key) !== value) map.set(key, value);
}
