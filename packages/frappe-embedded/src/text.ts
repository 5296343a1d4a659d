/** How many characters MariaDB counts: code points, not UTF-16 units. */
export const characters = (text: string): number => Array.from(text).length;

/** A value of a document as text; nothing is the empty text. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}
