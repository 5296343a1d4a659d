import { flag, type DocField } from '../meta.ts';

const AS_SENT = new Set(['Code', 'JSON', 'HTML', 'Attach', 'Attach Image', 'Barcode', 'Signature', 'Password', 'Geolocation', 'Select']);
const DANGEROUS = /<\s*(script|style|iframe|object|embed|form|link|meta|base)\b[^>]*>[\s\S]*?<\s*\/\s*\1\s*>|<\s*\/?\s*(script|iframe|object|embed|form|link|meta|base)\b[^>]*>/gi;
const TAG = /<[a-z][^>]*>/gi;
const HANDLER = /\s+on[a-z]+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi;
const SCRIPT_URL = /(href|src|action)\s*=\s*(["']?)\s*(?:javascript|vbscript|data:text\/html)[^"'\s>]*/gi;

/** Takes scripts and event handlers out of a text that holds markup; anything without `<` and `>` stays as it is. */
export function sanitized(field: DocField, value: string): string {
  if (!value.includes('<') || !value.includes('>') || AS_SENT.has(field.fieldtype) || flag(field['ignore_xss_filter'])) return value;
  let text = value;
  // Removing one may join the halves of another, so until nothing is left to remove.
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replaceAll(DANGEROUS, '').replaceAll(TAG, (tag) => tag.replaceAll(HANDLER, '').replaceAll(SCRIPT_URL, '$1=$2'));
  }
  return text;
}
