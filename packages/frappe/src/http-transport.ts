import { setTimeout as sleep } from 'node:timers/promises';
import { Pool, type Dispatcher } from 'undici';
import { FrappeError } from './frappe-error.ts';
import type { SiteRequest, SiteResponse, Transport } from './transport.ts';

export interface ApiKey {
  readonly key: string;
  readonly secret: string;
}

export interface HttpTransportOptions {
  /** `https://erp.example.ca`, without a path. */
  readonly origin: string;
  /** The API key of an ERP user; undefined when there is none, and then nothing is sent. */
  readonly keyFor: (actor: string | undefined) => ApiKey | undefined | Promise<ApiKey | undefined>;
  /** Only where several sites share one host name. */
  readonly siteName?: string;
  /** As many as the site has workers: more only wait there. 8 when left out. */
  readonly connections?: number;
  readonly connectTimeoutMs?: number;
  /** Waits between tries, in milliseconds; as many as there are retries. */
  readonly retryWaitsMs?: readonly number[];
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

export interface HttpTransport extends Transport {
  /** Lets running requests end, then closes the connections. */
  close(): Promise<void>;
}

const SENT_HEADERS = new Set(['accept', 'content-type']);
const KEPT_HEADERS = new Set(['content-type', 'content-disposition', 'retry-after', 'x-frappe-request-id', 'x-ratelimit-remaining', 'x-ratelimit-reset']);
const PATHS = /^\/(?:api|files|private\/files)\/[^?#]+$/;
const LARGEST_ANSWER = 64 * 1024 * 1024;
const LONGEST_WAIT_MS = 5_000;
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
const TRANSIENT = new Set(['QueryDeadlockError', 'QueryTimeoutError']);

/**
 * Speaks to a Frappe site over HTTP: one pool, token authentication, no cookies, no redirects.
 * What certainly was not sent is tried again; of what may have arrived, only reads are.
 */
export function createHttpTransport(options: HttpTransportOptions): HttpTransport {
  const pool = new Pool(options.origin, { connections: options.connections ?? 8, connect: { timeout: options.connectTimeoutMs ?? 3_000 }, maxResponseSize: LARGEST_ANSWER });
  const { retryWaitsMs: waits = [100, 500], wait = sleep } = options;
  const transport: Transport = async (request) => {
    const sent = await prepared(options, request);
    for (const pause of waits) {
      const outcome = await attempt(pool, sent, request).catch((error: unknown) => failure(error));
      const again = retryAfter(outcome, request.method, pause);
      if (again === undefined) return answerOf(outcome);
      await wait(again);
    }
    return answerOf(await attempt(pool, sent, request).catch((error: unknown) => failure(error)));
  };
  return Object.assign(transport, { close: () => pool.close() });
}

interface Failure {
  readonly error: FrappeError;
  readonly mayHaveArrived: boolean;
}
type Outcome = SiteResponse | Failure;

async function prepared(options: HttpTransportOptions, request: SiteRequest): Promise<Dispatcher.RequestOptions> {
  if (!PATHS.test(request.path) || request.path.split('/').some((segment) => segment === '..' || segment === '.')) throw new RangeError(`Not an address of a site: ${request.path}`);
  const key = await options.keyFor(request.actor);
  if (key === undefined) throw new FrappeError('AuthenticationError', 401, [`No API key for ${request.actor ?? 'the site'}`]);
  const asked = Object.entries(request.headers ?? {}).map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  return {
    method: request.method,
    path: request.path,
    headers: {
      accept: 'application/json',
      ...Object.fromEntries(asked.filter(([name]) => SENT_HEADERS.has(name))),
      authorization: `token ${key.key}:${key.secret}`,
      ...(options.siteName === undefined ? {} : { 'x-frappe-site-name': options.siteName }),
    },
    ...(request.query === undefined ? {} : { query: request.query }),
    ...(request.body === undefined ? {} : { body: request.body }),
  };
}

async function attempt(pool: Pool, sent: Dispatcher.RequestOptions, request: SiteRequest): Promise<SiteResponse> {
  const response = await pool.request({ ...sent, ...(request.signal === undefined ? {} : { signal: request.signal }) });
  const headers = Object.entries(response.headers).filter((entry): entry is [string, string] => KEPT_HEADERS.has(entry[0]) && typeof entry[1] === 'string');
  return { status: response.statusCode, headers: Object.fromEntries(headers), body: await response.body.bytes() };
}

function failure(error: unknown): Failure {
  const { name = '', code = '' } = error instanceof Error ? (error as Error & { code?: string }) : {};
  const timedOut = ['TimeoutError', 'AbortError'].includes(name) || ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'].includes(code);
  const text = timedOut ? 'The ERP did not answer in time.' : 'The ERP cannot be reached.';
  return { error: new FrappeError(timedOut ? 'Timeout' : 'Unreachable', 0, [text], error), mayHaveArrived: !NOT_SENT.has(code) };
}

function answerOf(outcome: Outcome): SiteResponse {
  if ('error' in outcome) throw outcome.error;
  return outcome;
}

/** Milliseconds to wait before another try; undefined when there shall be none. */
function retryAfter(outcome: Outcome, method: string, pause: number): number | undefined {
  if ('error' in outcome) return outcome.error.excType !== 'Timeout' && (method === 'GET' || !outcome.mayHaveArrived) ? pause : undefined;
  if (method !== 'GET' || !isTransient(outcome)) return undefined;
  const asked = Number(outcome.headers['retry-after'] ?? 0) * 1000;
  return asked > LONGEST_WAIT_MS ? undefined : Math.max(pause, Number.isFinite(asked) ? asked : 0);
}

function isTransient({ status, body }: SiteResponse): boolean {
  if ([429, 502, 503, 504].includes(status)) return true;
  return status === 500 && [...TRANSIENT].some((excType) => new TextDecoder().decode(body).includes(`"exc_type":"${excType}"`));
}
