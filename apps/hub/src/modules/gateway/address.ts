import { invalid, notThere } from './refusal.ts';

export interface Address {
  /** Decoded segments after `/api/`. */
  readonly segments: readonly string[];
  readonly query: ReadonlyMap<string, string>;
}

/** Encoded separators, double encoding, control characters, path parameters: nothing of ours is spelt like that. */
const TRICKS = /%(?:2f|5c|25|3b|00|0[0-9a-f]|1[0-9a-f]|2e)|[\\;#]|\/\//i;

/** Reads the raw target of a request line. Whatever could be read in two ways is refused, never repaired. */
export function addressOf(target: string): Address {
  const at = target.indexOf('?');
  const path = at === -1 ? target : target.slice(0, at);
  if (!path.startsWith('/api/') || TRICKS.test(path)) throw notThere('Page');
  const segments = path.slice('/api/'.length).replace(/\/$/, '').split('/').map(decoded);
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) throw notThere('Page');
  return { segments, query: at === -1 ? new Map() : queryOf(target.slice(at + 1)) };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw Object.assign(notThere('Page'), { cause });
  }
}

/** A key given twice is somebody hoping that two readers disagree. */
function queryOf(text: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(text)) {
    if (query.has(key)) throw invalid(`Given twice: ${key}`);
    query.set(key, value);
  }
  return query;
}
