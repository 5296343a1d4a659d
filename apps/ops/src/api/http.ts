import type { AxiosError, AxiosInstance, AxiosRequestConfig, AxiosResponse } from 'axios';
import type { FieldProblem, ProblemBody, ProblemCode, Retry } from '@gigafibre/contracts';

/** `unreachable`: no answer came, from the network or within the time allowed. */
export type ApiCode = ProblemCode | 'unreachable';

/** Whatever went wrong with a request, in one form. Branch on `code`; people read the locale's sentence for it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ApiCode;
  readonly title: string;
  readonly detail: string | undefined;
  readonly status: number;
  readonly errors: readonly FieldProblem[];
  readonly retry: Retry;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(body: Partial<Omit<ProblemBody, 'code'>> & { code: ApiCode }, cause?: unknown) {
    super(body.detail ?? body.title ?? body.code, { cause });
    this.code = body.code;
    this.title = body.title ?? body.code;
    this.detail = body.detail;
    this.status = body.status ?? 0;
    this.errors = body.errors ?? [];
    this.retry = body.retry ?? 'never';
    this.facts = body.facts ?? {};
  }
}

let opening: Promise<AxiosInstance> | undefined;

/** Fetched with the first question, for a phone without a network shows its day before it asks anything. */
async function openClient(): Promise<AxiosInstance> {
  try {
    const { default: axios } = await import('axios');
    return axios.create({ baseURL: '', timeout: 15_000, headers: { accept: 'application/json', 'x-gf-client': 'ops' } });
  } catch (cause) {
    opening = undefined; // it could not be fetched: the next question tries again
    throw new ApiProblem({ code: 'unreachable', retry: 'later' }, cause);
  }
}

/** @throws {ApiProblem} `unreachable` when what asks could not be fetched itself. */
export const client = (): Promise<AxiosInstance> => (opening ??= openClient());

/** Did a request fail, rather than our own code? */
export const isRequestFailure = (cause: unknown): cause is AxiosError => typeof cause === 'object' && cause !== null && 'isAxiosError' in cause && cause.isAxiosError === true;

let onSignedOut: () => void = () => undefined;

/** What to do when the hub no longer knows who we are. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

const isProblem = (body: unknown): body is ProblemBody => typeof body === 'object' && body !== null && 'code' in body && 'retry' in body;

/** Frappe answers the gateway's refusals in its own shape; its exception names are translated here. */
const FRAPPE_CODES: Readonly<Record<string, ProblemCode>> = {
  TimestampMismatchError: 'document_changed',
  PermissionError: 'forbidden',
  DoesNotExistError: 'not_found',
  AuthenticationError: 'not_signed_in',
  SessionExpired: 'not_signed_in',
  CSRFTokenError: 'cross_site',
  RateLimitExceededError: 'too_many_requests',
};

function frappeMessage(body: { _server_messages?: unknown; exception?: unknown }): string | undefined {
  if (typeof body._server_messages !== 'string') return typeof body.exception === 'string' ? body.exception : undefined;
  const [first] = JSON.parse(body._server_messages) as string[];
  if (first === undefined) return undefined;
  const { message } = JSON.parse(first) as { message?: string };
  return message?.replaceAll(/<[^>]+>/g, '');
}

function fromFrappe(body: { exc_type?: unknown; _server_messages?: unknown; exception?: unknown }, status: number): ApiProblem | undefined {
  if (typeof body.exc_type !== 'string') return undefined;
  const detail = frappeMessage(body);
  return new ApiProblem({ code: FRAPPE_CODES[body.exc_type] ?? 'erp_refused', status, ...(detail === undefined ? {} : { detail, title: detail }) });
}

function toProblem(cause: unknown): ApiProblem {
  if (cause instanceof ApiProblem) return cause;
  if (!isRequestFailure(cause)) throw cause;
  const { response } = cause;
  if (response === undefined) return new ApiProblem({ code: 'unreachable', retry: 'later' }, cause);
  const body: unknown = response.data;
  if (isProblem(body)) return new ApiProblem({ ...body, code: body.code as ProblemCode }, cause);
  const frappe = typeof body === 'object' && body !== null ? fromFrappe(body, response.status) : undefined;
  if (frappe !== undefined) return frappe;
  const isDown = response.status === 502 || response.status === 503 || response.status === 504;
  return new ApiProblem({ code: isDown ? 'unreachable' : 'internal', status: response.status, retry: 'later' }, cause);
}

/** Sends one request and gives the whole answer. @throws {ApiProblem} for everything but success. */
export async function send<T>(config: AxiosRequestConfig): Promise<AxiosResponse<T>> {
  try {
    return await (await client()).request<T>(config);
  } catch (cause) {
    const problem = toProblem(cause);
    if (problem.code === 'not_signed_in') onSignedOut();
    throw problem;
  }
}

/** Sends one request and gives the answer's body. @throws {ApiProblem} for everything else. */
export const request = async <T>(config: AxiosRequestConfig): Promise<T> => (await send<T>(config)).data;

export const get = <T>(url: string, params?: Record<string, string | number | undefined>, signal?: AbortSignal): Promise<T> =>
  request<T>({ method: 'GET', url, ...(params === undefined ? {} : { params }), ...(signal === undefined ? {} : { signal }) });

export const post = <T>(url: string, data?: unknown, signal?: AbortSignal): Promise<T> => request<T>({ method: 'POST', url, data, ...(signal === undefined ? {} : { signal }) });
