import type { SiteResponse } from './transport.ts';

/** A refusal of the ERP, or the lack of an answer from it. */
export class FrappeError extends Error {
  /** Frappe's exception (`TimestampMismatchError`), or `Unreachable`, `Timeout`, `UnexpectedAnswer`. */
  readonly excType: string;
  /** 0 when there was no answer. */
  readonly httpStatus: number;
  /** What the ERP says to people, in its user's language, without markup. Never decide by these. */
  readonly messages: readonly string[];

  constructor(excType: string, httpStatus: number, messages: readonly string[], cause?: unknown) {
    super(messages.length === 0 ? excType : `${excType}: ${messages.join(' ')}`, { cause });
    this.name = 'FrappeError';
    this.excType = excType;
    this.httpStatus = httpStatus;
    this.messages = messages;
  }
}

/** Is this the ERP's exception of that name? */
export const isFrappeError = (error: unknown, excType: string): error is FrappeError => error instanceof FrappeError && error.excType === excType;

/** The refusal that an answer with an error status stands for. */
export function refusal(response: SiteResponse): FrappeError {
  const body = jsonObject(new TextDecoder().decode(response.body));
  const excType = typeof body?.['exc_type'] === 'string' ? body['exc_type'] : 'UnexpectedAnswer';
  return new FrappeError(excType, response.status, body === undefined ? [] : messagesOf(body));
}

function messagesOf(body: Readonly<Record<string, unknown>>): readonly string[] {
  const queued = jsonArray(body['_server_messages']).map((entry) => (typeof entry === 'string' ? jsonObject(entry)?.['message'] : undefined));
  const spoken = [...queued, body['_error_message'], body['message']].filter((text): text is string => typeof text === 'string').map(withoutMarkup);
  if (spoken.length > 0) return [...new Set(spoken.filter((text) => text !== ''))];
  const { exception } = body;
  return typeof exception === 'string' ? [withoutMarkup(exception.replace(/^[\w.]+:\s*/, ''))] : [];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The text of a piece of HTML, on one line. */
export function withoutMarkup(html: string): string {
  return html
    .replaceAll(/<(?:br|\/p|\/li|\/div)[^>]*>/gi, ' ')
    .replaceAll(/<\/?[a-z][^>]*>/gi, '')
    .replaceAll(/&(?:#(\d{1,6})|([a-z]+));/g, (whole, code: string | undefined, name: string | undefined) => (code === undefined ? (ENTITIES[name ?? ''] ?? whole) : String.fromCodePoint(Number(code))))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // an HTML page of a proxy says nothing that we could use
  }
}

const jsonArray = (text: unknown): unknown[] => {
  const value = parsed(text);
  return Array.isArray(value) ? value : [];
};

function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parsed(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}
