import type { SiteResponse } from '@gigafibre/frappe';
import type { Intent } from './intent.ts';
import type { DoctypePolicy } from './policy.ts';
import { refusalBody } from './refusal.ts';

export interface Answer {
  readonly status: number;
  readonly body: Uint8Array | string;
}

type Fields = Record<string, unknown>;
const decoder = new TextDecoder();

/**
 * What the client may see of the ERP's answer. A list passes untouched: its columns are those the hub itself asked for.
 * Whole documents lose every field that the policy does not name, errors lose tracebacks.
 */
export function answerTo(intent: Intent, response: SiteResponse, policy: DoctypePolicy): Answer {
  if (response.status >= 400) return errorAnswer(response);
  if (intent.kind === 'list' || intent.kind === 'count') return { status: 200, body: response.body };
  const { data } = JSON.parse(decoder.decode(response.body)) as { data: Fields };
  return { status: 200, body: JSON.stringify({ data: visible(data, policy) }) };
}

function visible(doc: Fields, policy: DoctypePolicy): Fields {
  const shown = Object.entries(doc).flatMap(([field, value]): [string, unknown][] => {
    const columns = policy.tables.get(field);
    if (columns !== undefined && Array.isArray(value)) return [[field, (value as Fields[]).map((row) => pick(row, columns))]];
    return policy.fields.has(field) ? [[field, value]] : [];
  });
  return { ...Object.fromEntries(shown), doctype: policy.doctype };
}

const pick = (row: Fields, columns: ReadonlySet<string>): Fields => Object.fromEntries(Object.entries(row).filter(([field]) => columns.has(field)));

const FAULT: Answer = { status: 502, body: refusalBody('UpstreamError', ['The ERP could not answer.']) };

function errorAnswer({ status, body }: SiteResponse): Answer {
  if (status >= 500) return FAULT;
  const text = decoder.decode(body);
  if (!text.startsWith('{')) return { status, body: refusalBody('UpstreamError', []) };
  const { exc_type: excType, _server_messages: messages } = JSON.parse(text) as { exc_type?: string; _server_messages?: string };
  return { status, body: JSON.stringify({ exc_type: excType ?? 'UpstreamError', ...(messages === undefined ? {} : { _server_messages: messages }) }) };
}
