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
const KEPT_HEADERS = ['content-type', 'content-disposition', 'retry-after', 'x-frappe-request-id', 'x-ratelimit-remaining', 'x-ratelimit-reset'];
const PATHS = /^\/(?:api|files|private\/files)\/[^?#]+$/;
/** A segment that would climb: `.` or `..`. */
const DOTS = /\/[.]{1,2}(?:\/|$)/;
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

async function prepared(options: HttpTransportOptions, request: SiteRequest): Promise<Dispatcher.DispatchOptions> {
  if (!PATHS.test(request.path) || DOTS.test(request.path)) throw new RangeError(`Not an address of a site: ${request.path}`);
  const key = await options.keyFor(request.actor);
  if (key === undefined) throw new FrappeError('AuthenticationError', 401, [`No API key for ${request.actor ?? 'the site'}`]);
  const headers: Record<string, string> = { accept: 'application/json' };
  for (const [name, value] of Object.entries(request.headers ?? {})) if (SENT_HEADERS.has(name.toLowerCase())) headers[name.toLowerCase()] = value;
  headers['authorization'] = `token ${key.key}:${key.secret}`;
  if (options.siteName !== undefined) headers['x-frappe-site-name'] = options.siteName;
  const path = request.query === undefined ? request.path : `${request.path}?${new URLSearchParams(request.query).toString()}`;
  return { method: request.method, path, headers, body: request.body ?? null };
}

/** One exchange. Answers are read whole, so the streams of `pool.request` would only cost: a fifth of a proxied request's CPU. */
function attempt(pool: Pool, sent: Dispatcher.DispatchOptions, { signal }: SiteRequest): Promise<SiteResponse> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(reasonOf(signal));
      return;
    }
    let running: Dispatcher.DispatchController | undefined;
    let status = 0;
    let headers: SiteResponse['headers'] = {};
    const pieces: Buffer[] = [];
    const giveUp = (): void => {
      running?.abort(reasonOf(signal));
      reject(reasonOf(signal));
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    pool.dispatch(sent, {
      onRequestStart(controller) {
        running = controller;
        if (signal?.aborted === true) giveUp();
      },
      onResponseStart(_controller, code, given) {
        status = code;
        headers = keptOf(given);
      },
      onResponseData: (_controller, piece) => void pieces.push(piece),
      onResponseEnd() {
        signal?.removeEventListener('abort', giveUp);
        resolve({ status, headers, body: pieces[0] !== undefined && pieces.length === 1 ? pieces[0] : Buffer.concat(pieces) });
      },
      onResponseError(_controller, error) {
        signal?.removeEventListener('abort', giveUp);
        reject(error);
      },
    });
  });
}

const reasonOf = (signal: AbortSignal | undefined): Error => (signal?.reason instanceof Error ? signal.reason : new DOMException('The request was given up.', 'AbortError'));

function keptOf(given: Readonly<Record<string, string | string[] | undefined>>): SiteResponse['headers'] {
  const kept: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = given[name];
    if (typeof value === 'string') kept[name] = value;
  }
  return kept;
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
