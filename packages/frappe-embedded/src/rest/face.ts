import { randomBytes } from 'node:crypto';
import { identify, GUEST, type Identity } from '../auth/identify.ts';
import { withContext, type Context } from '../context.ts';
import { SiteError, type Message } from '../errors.ts';
import type { Site } from '../site/state.ts';
import type { Beside, Call, Rpc } from './call.ts';
import { guestCookies, sessionCookies } from './cookies.ts';
import { faultOf } from './faults.ts';
import { htmlReply, jsonReply, type HttpReply, type HttpRequest } from './http.ts';
import { readParameters, type RequestValues } from './parameters.ts';
import { refusalPage, refusalReply, serverMessages, wantsJson } from './refusal-reply.ts';
import { rpcOf } from './rpc.ts';
import { fileReply } from './rpc-files.ts';
import { seesTracebacks } from './resource.ts';
import { routeOf, type Route } from './router.ts';
import { isDocument, toWire } from './wire.ts';
import { omit } from '../omit.ts';
import { asText } from '../text.ts';

export interface FaceOptions {
  /** Whitelisted functions beyond the framework's, by dotted path. */
  methods?: Readonly<Record<string, Rpc>>;
  /** Told of errors that are no refusal. */
  onFault?: (error: unknown) => void;
}

/** Bytes a request may carry: 25 MiB. */
export const BODY_LIMIT = 25 * 1024 * 1024;

const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** What is known of a request as far as it got; a refusal is answered from it. */
interface Scene {
  request: HttpRequest;
  route: Route;
  identity: Identity;
  beside: Beside;
  /** The user may see tracebacks, if the site shows any. */
  isDesk: boolean;
}

/** The whole REST face of a site: a request in, an answer out, never a rejection. */
export function createFace(site: Site, options: FaceOptions = {}): (request: HttpRequest) => Promise<HttpReply> {
  return async (given) => {
    const request = withPlainHeaders(given);
    const scene: Scene = { request, route: { kind: 'nowhere', version: 1 }, identity: GUEST, beside: { keys: {}, cookies: [], status: 200 }, isDesk: false };
    try {
      return await answer(site, scene, options);
    } catch (error) {
      const refusal = error instanceof SiteError ? error : faultOf(error);
      if (refusal.httpStatus >= 500 && !(error instanceof SiteError)) options.onFault?.(error);
      return refuse(refusal, scene, scene.isDesk && (await allowsTracebacks(site)));
    }
  };
}

function withPlainHeaders(request: HttpRequest): HttpRequest {
  const headers = Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return { ...request, method: request.method.toUpperCase(), headers };
}

async function answer(site: Site, scene: Scene, options: FaceOptions): Promise<HttpReply> {
  const { request } = scene;
  if ((request.body?.length ?? 0) > BODY_LIMIT) throw new SiteError('RequestEntityTooLarge', 'The data value transmitted exceeds the capacity limit.', { silent: true });
  scene.route = isCommand(request) ? { kind: 'method', version: 1, name: '' } : routeOf(request.method, request.path);
  const { route } = scene;
  if (route.kind === 'wrong-verb') return htmlReply(405, 'Method Not Allowed', 'The method is not allowed for the requested URL.', { allow: route.allowed.join(', ') });
  const values = await readParameters(request);
  scene.identity = await identify(site, request, () => csrfTokenOf(request, values));
  if (scene.identity.hasExpired) Object.assign(scene.beside.keys, { session_expired: 1 });
  const write = CHANGING.has(request.method);
  return withContext(site, scene.identity.user, { write }, (ctx) => perform(ctx, scene, values, options));
}

const isCommand = ({ path }: HttpRequest): boolean => path === '/' || path === '';

function csrfTokenOf({ headers = {} }: HttpRequest, { parameters }: RequestValues): string | undefined {
  const token = headers['x-frappe-csrf-token'] ?? parameters['csrf_token'];
  return typeof token === 'string' ? token : undefined;
}

async function perform(ctx: Context, scene: Scene, { parameters, files }: RequestValues, options: FaceOptions): Promise<HttpReply> {
  const { request, route, identity, beside } = scene;
  scene.isDesk = seesTracebacks(ctx);
  const version = 'version' in route ? route.version : 1;
  const call: Call = { ctx, verb: request.method, version, parameters, files, identity, beside };
  if (route.kind === 'file') return fileReply(call, route.url);
  if (route.kind === 'method') return finish(call, 'message', await runMethod(call, route.name, options));
  if (route.kind === 'action') return finish(call, 'data', await route.run(call));
  throw new SiteError('DoesNotExistError', 'Not Found', { title: 'Not Found' });
}

async function runMethod(call: Call, path: string, { methods }: FaceOptions): Promise<unknown> {
  const name = path === '' ? asText(call.parameters['cmd']) : path;
  if (name === '') throw new SiteError('DoesNotExistError', 'Not Found', { title: 'Not Found' });
  const parameters = omit(call.parameters, 'ignore_permissions', 'flags', ...(path === '' ? ['cmd'] : []));
  const result = await rpcOf(name, call, methods).run({ ...call, parameters });
  return isDocument(result) ? toWire(call.ctx, result, { nulls: true }) : result;
}

async function finish(call: Call, key: 'message' | 'data', result: unknown): Promise<HttpReply> {
  const { ctx, version, beside, identity } = call;
  const body: Record<string, unknown> = {};
  if (result !== undefined) body[version === 2 ? 'data' : key] = result;
  Object.assign(body, beside.keys, noticesOf(ctx.messages, version));
  const reply = jsonReply(beside.status, body);
  if (beside.cacheSeconds !== undefined && call.verb === 'GET') return { ...reply, headers: { ...reply.headers, 'cache-control': `private,max-age=${beside.cacheSeconds}` } };
  if (beside.cookies.length > 0) return { ...reply, cookies: beside.cookies };
  return { ...reply, cookies: identity.session === undefined ? guestCookies() : await sessionCookies(ctx.db, identity.session) };
}

const noticesOf = (messages: readonly Message[], version: 1 | 2): Record<string, unknown> => (version === 1 ? serverMessages(messages) : messages.length === 0 ? {} : { messages });

async function allowsTracebacks(site: Site): Promise<boolean> {
  const asked = site.pool.query<{ value: string }>(`select value from "tabSingles" where doctype = 'System Settings' and field = 'allow_error_traceback'`);
  return asked.then(
    ({ rows }) => rows[0]?.value !== '0',
    () => false, // the database is what failed: the refusal is still answered
  );
}

function refuse(error: SiteError, { request, route, identity }: Scene, tracebacks: boolean): HttpReply {
  if (!wantsJson(request)) return refusalPage(error);
  const version = 'version' in route ? route.version : 1;
  const kept = { ...(identity.hasExpired ? { session_expired: 1 } : {}), ...(isFailedLogin(error, request) ? { message: error.message } : {}) };
  const reply = refusalReply(error, { version, tracebacks, excId: () => randomBytes(5).toString('hex'), beside: kept });
  return identity.hasExpired ? { ...reply, cookies: guestCookies() } : reply;
}

/** A login that fails says why under `message`, before the exception's name. */
const isFailedLogin = (error: SiteError, { path }: HttpRequest): boolean => error.excType === 'AuthenticationError' && (path.endsWith('/method/login') || path === '/');
