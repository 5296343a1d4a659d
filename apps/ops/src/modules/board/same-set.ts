/** Makes a set the same as another, touching only what differs: whoever watches one of the rest is not disturbed. */
export function makeSame<T>(set: Set<T>, wanted: ReadonlySet<T>): void {
  for (const item of set) if (!wanted.has(item)) set.delete(item);
  for (const item of wanted) if (!set.has(item)) set.add(item);
}
