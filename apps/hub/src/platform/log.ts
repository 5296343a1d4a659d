import { randomUUID } from 'node:crypto';
import type { FastifyServerOptions } from 'fastify';
import { stdTimeFunctions } from 'pino';
import type { IncomingMessage } from 'node:http';
import type { HubApp } from './hub-app.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** What must never be read in a log, wherever in a record it stands. */
const PRIVATE = ['authorization', 'cookie', 'password', 'pwd', 'token', 'code', 'link', 'secret', 'phone', 'mobile', 'mobile_no', 'email', 'to', 'toName', 'body', 'customerName', 'displayName', 'note', 'text', 'description', 'q'];

/** The logger's options: JSON lines, UTC, private fields blacked out to a depth of three. */
export function logOptions(level: string, stream?: { write(line: string): void }): NonNullable<FastifyServerOptions['logger']> {
  return {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // `code` at the top is a problem's code, which is ours and says nothing private
    redact: { paths: PRIVATE.flatMap((key) => [...(key === 'code' ? [] : [key]), `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    serializers: { err: describeError },
    ...(stream ? { stream } : {}),
  };
}

/** Names and stacks, not the rows or bodies that libraries hang on their errors. */
function describeError(error: unknown): { type: string; message: string; stack: string; [fact: string]: unknown } {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' };
  const { name, message, stack = '', cause } = error;
  const code = 'code' in error ? { errorCode: String(error.code) } : {};
  return { type: name, message, stack, ...code, ...(cause instanceof Error ? { cause: describeError(cause) } : {}) };
}

/** The caller's request id when it is a UUID, else one of ours. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && UUID.test(given) ? given.toLowerCase() : randomUUID();
}

/** One line for each answer: what was asked by its pattern, never by its values. */
export function logRequests(app: HubApp): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { principal } = request;
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        actor: principal.kind === 'anonymous' ? 'anonymous' : principal.user,
      },
      'answered',
    );
  });
}
