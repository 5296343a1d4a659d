import { randomUUID } from 'node:crypto';
import { Problem, PROBLEMS } from '@gigafibre/contracts';
import type { FieldProblem, ProblemBody, ProblemCode } from '@gigafibre/contracts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import { isFrappeError, problemFromErp } from './erp-problems.ts';
import type { HubApp } from './hub-app.ts';
import { createMethodBook } from './method-book.ts';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8';
const SECONDS_UNTIL_RETRY = 5;

const BY_FASTIFY_CODE: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_body',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_body',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_body',
};
const BY_STATUS: Readonly<Record<number, ProblemCode>> = { 404: 'not_found', 405: 'method_not_allowed', 413: 'too_large', 415: 'unsupported_media', 429: 'too_many_requests', 503: 'unavailable' };
/** PostgreSQL's own refusals of a text it cannot store: a NUL, or bytes that are no UTF-8. */
const UNSTORABLE_TEXT = new Set(['22021', '22P05']);

/** The body that goes over the wire. Faults carry no detail: it belongs in the log. */
export function problemBody({ code, status, retry, details }: Problem, instance: string): ProblemBody {
  const { title } = PROBLEMS[code];
  return {
    type: `urn:gigafibre:problem:${code}`,
    title,
    status,
    code,
    retry,
    instance: `urn:uuid:${instance}`,
    ...(details.detail !== undefined && status < 500 ? { detail: details.detail } : {}),
    ...(details.errors ? { errors: [...details.errors] } : {}),
    ...(details.facts ? { facts: details.facts } : {}),
  };
}

/** Turns whatever was thrown into a problem of the table. The one place where this is decided. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isFrappeError(error)) return problemFromErp(error);
  if (!(error instanceof Error)) return new Problem('internal', { cause: error });
  if ('validation' in error && error.validation) return new Problem('invalid_request', { errors: fieldProblems(error as FastifyError), cause: error });
  return new Problem(codeOf(error), { cause: error });
}

function codeOf(error: Error & Partial<FastifyError>): ProblemCode {
  const { code = '', statusCode = 500 } = error;
  if (UNSTORABLE_TEXT.has(code)) return 'invalid_request';
  const named = BY_FASTIFY_CODE[code] ?? BY_STATUS[statusCode];
  if (named) return named;
  if (statusCode < 400 || statusCode > 499) return 'internal';
  return error instanceof SyntaxError ? 'malformed_body' : 'invalid_request';
}

function fieldProblems({ validation, validationContext = 'body' }: FastifyError): FieldProblem[] {
  const said = (validation ?? []).filter(({ keyword }) => keyword !== 'boolean'); // the echo of an unknown field
  return said.flatMap(({ instancePath, params, message = 'is not valid' }) => {
    const { additionalProperties, requiredProperties } = params as { additionalProperties?: unknown; requiredProperties?: unknown };
    const inner = [additionalProperties, requiredProperties].flatMap((names) => (Array.isArray(names) ? names.map(String) : []));
    const reason = Array.isArray(additionalProperties) ? 'is not a field of this request' : Array.isArray(requiredProperties) ? 'is missing' : message;
    return (inner.length > 0 ? inner.map((name) => `/${name}`) : ['']).map((tail) => ({ path: `${validationContext}${instancePath}${tail}`, message: reason }));
  });
}

export function sendProblem(reply: FastifyReply, problem: Problem, instance: string): FastifyReply {
  if (problem.retry === 'later') reply.header('retry-after', String(SECONDS_UNTIL_RETRY));
  return reply.header('cache-control', 'no-store').code(problem.status).type(PROBLEM_MEDIA_TYPE).serializer(JSON.stringify).send(problemBody(problem, instance));
}

function logProblem(request: FastifyRequest, problem: Problem): void {
  if (problem.code === 'internal') request.log.error({ err: problem.details.cause ?? problem }, 'fault');
  else if (problem.status >= 500) request.log.warn({ err: problem.details.cause ?? problem, code: problem.code }, 'unavailable');
  else request.log.info({ code: problem.code, fields: problem.details.errors?.map(({ path }) => path) }, 'refused');
}

/** Answers every refusal and fault as a problem (RFC 9457), unknown addresses and methods included. */
export function answerWithProblems(app: HubApp): void {
  const book = createMethodBook(app);
  app.setErrorHandler((error, request, reply) => {
    const problem = problemFrom(error);
    logProblem(request, problem);
    return sendProblem(reply, problem, request.id);
  });
  app.setNotFoundHandler((request, reply) => {
    const allowed = book.methodsAt(request.url);
    if (allowed.length === 0) return sendProblem(reply, new Problem('not_found'), request.id);
    return sendProblem(reply.header('allow', allowed.join(', ')), new Problem('method_not_allowed'), request.id);
  });
}

/** For addresses the router itself cannot read. */
export const answerBadAddress = (cause: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
  void sendProblem(reply, new Problem('invalid_request', { errors: [{ path: 'address', message: 'cannot be read' }], cause }), request.id);
};

/** For what is not even HTTP. */
export function answerBadHttp(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(problemBody(new Problem('invalid_request'), randomUUID()));
  socket.end(`HTTP/1.1 400 Bad Request\r\ncontent-type: ${PROBLEM_MEDIA_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
}
