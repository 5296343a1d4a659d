/** Can a database of ours keep this text? Not with a NUL in it, nor with half of a character. */
export const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** Where in a request a text stands that cannot be kept. Goes by a list, since a caller chooses how deep his objects are. */
export function pathOfUnstorable(root: unknown): string | undefined {
  const left: (readonly [value: unknown, path: string])[] = [[root, '']];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [value, path] = next;
    if (typeof value === 'string' && !isStorable(value)) return path;
    if (typeof value === 'object' && value !== null) for (const [name, each] of Object.entries(value)) left.push([each, `${path}/${name}`]);
  }
  return undefined;
}
