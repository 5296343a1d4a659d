import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger, FastifyServerOptions } from 'fastify';
import { stdTimeFunctions } from 'pino';
import type { Bindings, ChildLoggerOptions, LogFn, Logger } from 'pino';
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

/** A request's logger, made only once something is said: to most requests nothing is. */
export function lateLogger(parent: FastifyBaseLogger & Partial<Pick<Logger, 'isLevelEnabled'>>, bindings: Bindings, options?: ChildLoggerOptions): FastifyBaseLogger {
  let made: FastifyBaseLogger | undefined;
  const own = (): FastifyBaseLogger => (made ??= parent.child(bindings, options));
  const at = (level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'): LogFn => (...said: Parameters<LogFn>) => {
    if (parent.isLevelEnabled?.(level) !== false) own()[level](...said);
  };
  return {
    fatal: at('fatal'), error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug'), trace: at('trace'), silent: () => undefined,
    child: (more, others) => own().child(more, others),
    get level() {
      return parent.level;
    },
  };
}

/** One line for each answer: what was asked by its pattern, never by its values. Nothing in it could be private, so nothing is searched for. */
export function logRequests(app: HubApp): void {
  const log = app.log.child({}, { redact: [] });
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { principal } = request;
    log.info(
      {
        reqId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        actor: principal.kind === 'anonymous' ? 'anonymous' : principal.user,
      },
      'answered',
    );
    done();
  });
}
