import type { SearchAnswer } from '@gigafibre/contracts';
import { normalizeMac, normalizePhone, normalizeSerial } from '@gigafibre/kernel';
import type { Finder } from './search.ports.ts';

const SHORTEST = 2;

/** Finds customers, places, devices, tickets, invoices and jobs by any of the keys people have at hand (F7). */
export async function search(finder: Finder, { q, limit }: { q: string; limit: number }): Promise<SearchAnswer> {
  const text = q.trim();
  if (text.length < SHORTEST) return { query: q, hits: [] };
  const keys = { text, phone: normalizePhone(text), serial: normalizeSerial(text), mac: normalizeMac(text) };
  return { query: q, hits: [...(await finder.find(keys, limit))] };
}
