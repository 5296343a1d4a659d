import type { Query } from '../view-state.ts';

/** A view that somebody gave a name: the query of its address without the date, for one looks at today with it. */
export interface SavedView {
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
}

const isTexts = (value: unknown): value is Record<string, string> => typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string');
const isSaved = (value: unknown): value is SavedView => typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' && 'query' in value && isTexts(value.query);

/** What was kept, as far as it can still be read. */
export function readSavedViews(text: string | null): SavedView[] {
  try {
    const read: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(read) ? read.filter(isSaved) : [];
  } catch {
    return [];
  }
}

/** A query without its day: a view is for today, whatever the day. */
export const undated = (query: Query): Record<string, string> => Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => entry[0] !== 'date' && typeof entry[1] === 'string'));

/** Is this what is looked at now? The date aside. */
export function isSameView(view: SavedView, query: Query): boolean {
  const now = undated(query);
  const keys = new Set([...Object.keys(now), ...Object.keys(view.query)]);
  return [...keys].every((key) => now[key] === view.query[key]);
}
