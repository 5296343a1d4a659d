import type { Message, SiteError } from '../errors.ts';
import { htmlReply, jsonReply, type HttpReply, type HttpRequest } from './http.ts';

/** What the answer to a refusal depends on besides the refusal. */
export interface RefusalScene {
  version: 1 | 2;
  /** Whether this request may see tracebacks: a desk user on a site that allows them. */
  tracebacks: boolean;
  /** Ten characters for `__frappe_exc_id`. */
  excId: () => string;
  /** Keys the request had put beside its answer. */
  beside?: Readonly<Record<string, unknown>>;
}

const BUILTIN = new Set(['TypeError', 'ValueError', 'KeyError', 'AttributeError']);

/** The body of a refusal in the shape of its API version. */
export function refusalReply(error: SiteError, scene: RefusalScene): HttpReply {
  const messages = error.messages.map((message) => withId(message, scene.excId));
  const shows = scene.tracebacks && error.httpStatus !== 404 && error.excType !== 'CSRFTokenError';
  const last = lastLine(error);
  const body = scene.version === 1 ? bodyV1(error, messages, shows ? last : undefined) : bodyV2(error, messages, shows ? last : undefined);
  return jsonReply(error.httpStatus, { ...scene.beside, ...body });
}

/** Whether a refusal is answered in JSON rather than as a page. */
export function wantsJson({ path, headers = {} }: HttpRequest): boolean {
  const accept = headers['accept'] ?? '';
  return accept.includes('application/json') || headers['x-requested-with'] === 'XMLHttpRequest' || (path.startsWith('/api/') && !accept.startsWith('text'));
}

/** The page a browser gets instead of the JSON body. */
export const refusalPage = (error: SiteError): HttpReply => htmlReply(error.httpStatus, error.excType, escapeHtml(error.message));

export const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const withId = (message: Message, excId: () => string): Message => (message.raise_exception === 1 ? { ...message, __frappe_exc_id: message.__frappe_exc_id ?? excId() } : message);

function lastLine(error: SiteError): string {
  const place = BUILTIN.has(error.excType) ? '' : error.excType === 'OperationalError' ? 'pymysql.err.' : 'frappe.exceptions.';
  return error.exceptionText === '' ? `${place}${error.excType}` : `${place}${error.excType}: ${error.exceptionText}`;
}

const traceback = (last: string): string => `Traceback (most recent call last):\n${last}\n`;

function bodyV1(error: SiteError, messages: readonly Message[], last: string | undefined): Record<string, unknown> {
  return {
    ...(last === undefined ? {} : { exception: last }),
    exc_type: error.excType,
    ...(last === undefined ? {} : { exc: JSON.stringify([traceback(last)]) }),
    ...serverMessages(messages),
    ...(error.errorMessage === undefined ? {} : { _error_message: error.errorMessage }),
  };
}

/** `_server_messages`: JSON text of a list of JSON texts; absent when there are none. */
export const serverMessages = (messages: readonly Message[]): Record<string, unknown> =>
  messages.length === 0 ? {} : { _server_messages: JSON.stringify(messages.map((message) => JSON.stringify(message))) };

function bodyV2(error: SiteError, messages: readonly Message[], last: string | undefined): Record<string, unknown> {
  const raised = messages.find((message) => message.raise_exception === 1);
  const { message, title, indicator } = raised ?? {};
  const element = {
    type: error.excType,
    ...(raised === undefined ? {} : { message, as_table: false, title, indicator }),
    ...(last === undefined ? {} : { exception: traceback(last) }),
  };
  const others = messages.filter((each) => each !== raised);
  return { errors: [element], ...(others.length === 0 ? {} : { messages: others }) };
}
