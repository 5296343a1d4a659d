import type { Context } from '../context.ts';
import type { SiteDocument } from '../hooks.ts';
import { asFloat } from '../query/index.ts';

export interface WireOptions {
  /** v1 leaves out what is null; v2 and `frappe.client` keep it. */
  nulls: boolean;
}

/** A document as it goes out: decimals with their point, child rows alike, nothing that is no data. */
export function toWire(ctx: Context, doc: Readonly<Record<string, unknown>>, options: WireOptions): Record<string, unknown> {
  const columns = ctx.findMeta(String(doc['doctype']))?.columns;
  const wire: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(doc)) {
    if (value === undefined || key.startsWith('__') || (value === null && !options.nulls)) continue;
    wire[key] = Array.isArray(value) ? value.map((row: unknown) => (isDocument(row) ? toWire(ctx, row, options) : row)) : columns?.get(key) === 'decimal' ? asFloat(value) : value;
  }
  return wire;
}

/** Whether a value is a document, as against any other result of a method. */
export const isDocument = (value: unknown): value is SiteDocument => typeof value === 'object' && value !== null && !Array.isArray(value) && typeof (value as { doctype?: unknown }).doctype === 'string';
