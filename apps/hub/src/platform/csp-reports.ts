import type { Clock } from '@gigafibre/kernel';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import Value from 'typebox/value';
import { anyone } from './access.ts';
import type { HubPlugin } from './hub-app.ts';
import { createLimiter } from './limiter.ts';

const LARGEST = 16 * 1024;
const Report = Type.Object({ 'csp-report': Type.Object({ 'effective-directive': Type.Optional(Type.String()), 'violated-directive': Type.Optional(Type.String()), 'blocked-uri': Type.Optional(Type.String()), 'document-uri': Type.Optional(Type.String()), 'source-file': Type.Optional(Type.String()) }) });
const LINE = /[^\x20-\x7e]/g;

/** An address without its query and fragment, which may hold anything. */
const placeOf = (address: string | undefined): string => (address ?? '').replace(/[?#].*$/s, '').replaceAll(LINE, '?').slice(0, 200);

/** Browsers tell here what a page was kept from doing: one line in the log, and not more than a few a minute from one address. */
export const takeCspReports =
  (clock: Clock): HubPlugin =>
  async (app) => {
    const perAddress = createLimiter({ most: 30, minutes: 1, clock });
    app.addContentTypeParser(['application/csp-report'], { parseAs: 'string', bodyLimit: LARGEST }, (_request, text, done) => done(null, text));
    app.post('/v1/reports/csp', { config: anyone, bodyLimit: LARGEST, schema: { tags: ['platform'], summary: 'What a browser kept a page from doing', body: Type.Unknown(), response: { 204: Type.Null() } } }, async (request, reply) => {
      perAddress.refuseSpent(request.ip);
      perAddress.count(request.ip);
      const report = reportIn(request.body);
      if (report !== undefined) request.log.warn({ cspViolation: { directive: placeOf(report['effective-directive'] ?? report['violated-directive']), blocked: placeOf(report['blocked-uri']), page: placeOf(report['document-uri']), source: placeOf(report['source-file']) } }, 'a page broke the content security policy');
      return reply.code(204).send(null);
    });
  };

function reportIn(body: unknown): Static<typeof Report>['csp-report'] | undefined {
  const parsed: unknown = typeof body === 'string' ? parse(body) : body;
  return Value.Check(Report, parsed) ? parsed['csp-report'] : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // what is no JSON says nothing
  }
}
