import type { FastifyReply, FastifyRequest } from 'fastify';
import { anyone, rolesOf } from '../../platform/access.ts';
import { actorOf } from '../../platform/actor.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import type { Answer } from './answer.ts';
import { GATEWAY_ROLES } from './exposure.ts';
import type { Asked } from './gateway.service.ts';
import { notPermitted, notThere, Refusal, refusalBody } from './refusal.ts';

/** An edit of one form; what is larger comes from no form of ours. */
const LARGEST_BODY = 256 * 1024;
const RETRY_SECONDS = '5';

/** Frappe's addresses, Frappe's shapes, also when the answer is no: ERP clients in the browser need not know us. */
export function gatewayRoutes(app: HubApp, gateway: (asked: Asked) => Promise<Answer>): void {
  app.setErrorHandler((error, request, reply) => refuse(error, request, reply));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: LARGEST_BODY }, (_request, text, done) => {
    done(null, text);
  });
  app.route({
    method: ['GET', 'POST', 'PUT', 'DELETE'],
    url: '/api/*',
    config: anyone, // refusing is ours to do, in Frappe's words
    handler: async (request, reply) => {
      const { principal } = request;
      if (principal.kind === 'anonymous') throw new Refusal('SessionExpired', 401, 'Session expired');
      const roles = rolesOf(principal).filter((role) => GATEWAY_ROLES.includes(role));
      if (roles.length === 0) throw notPermitted('the ERP');
      const answer = await gateway({ actor: actorOf(principal), roles, method: request.method, target: request.raw.url ?? '', body: bodyOf(request.body) });
      return send(reply, answer);
    },
  });
}

function bodyOf(text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw Object.assign(new Refusal('DataError', 417, 'Invalid request body'), { cause });
  }
}

const send = (reply: FastifyReply, { status, body }: Answer): FastifyReply => reply.code(status).header('content-type', 'application/json').header('cache-control', 'no-store').send(typeof body === 'string' || Buffer.isBuffer(body) ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength));

interface Thrown { readonly name?: string; readonly excType?: string; readonly statusCode?: number; readonly status?: number; readonly message?: string }

function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { name, excType = 'ValidationError', statusCode = 500, message = '' } = error as Thrown;
  if (error instanceof Refusal) {
    request.log.info({ exception: error.excType, status: error.status }, 'gateway refused');
    return send(reply, { status: error.status, body: refusalBody(error.excType, [error.message]) });
  }
  if (name === 'FrappeError') {
    request.log.warn({ exception: excType }, 'ERP did not answer');
    return send(reply.header('retry-after', RETRY_SECONDS), { status: 503, body: refusalBody(excType, [message]) });
  }
  if (statusCode < 500) return send(reply, { status: statusCode, body: refusalBody('ValidationError', [message]) });
  request.log.error({ err: error }, 'fault');
  return send(reply, { status: 500, body: refusalBody('InternalError', []) });
}

/** For an ERP address that the router itself cannot read. */
export const answerBadErpAddress = (request: FastifyRequest, reply: FastifyReply): void => void refuse(notThere('Page'), request, reply);
