import { Problem, Reading, ReadingKind, ReadingPage, ReadingState, SupplierAnswer, Uuid, VisionSettings, VisionState } from '@gigafibre/contracts';
import type { Principal } from '@gigafibre/contracts';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { requireRole, signedIn, staff } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';

const Query = Type.Object(
  {
    limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
    offset: Type.Integer({ minimum: 0, maximum: 100_000, default: 0 }),
    kind: Type.Optional(ReadingKind),
    state: Type.Optional(ReadingState),
  },
  { additionalProperties: false },
);
const Id = Type.Object({ id: Uuid });
const PageOf = Type.Object({ id: Uuid, page: Type.Integer({ minimum: 0, maximum: 999 }) });
const keeper = requireRole('accountant', 'admin');
const SANDBOX = { 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, max-age=3600', 'x-content-type-options': 'nosniff' };

export interface VisionReads {
  readonly list: (principal: Principal, query: Static<typeof Query>) => Promise<ReadingPage>;
  readonly one: (principal: Principal, id: string) => Promise<Reading>;
  readonly page: (principal: Principal, id: string, index: number) => Promise<Uint8Array | undefined>;
  readonly original: (principal: Principal, id: string) => Promise<{ readonly content: Uint8Array; readonly mediaType: string; readonly name: string } | undefined>;
  readonly suppliers: (principal: Principal, text: string) => Promise<SupplierAnswer['suppliers']>;
  readonly state: () => Promise<VisionState>;
  readonly change: (settings: VisionSettings) => Promise<VisionState>;
}
type SupplierAnswer = Static<typeof SupplierAnswer>;

/** Readings with their pictures, and what may leave the machine. A technician's are his own. */
export function visionRoutes(app: HubApp, reads: VisionReads): void {
  app.get('/v1/vision/readings', { config: signedIn, schema: { tags: ['vision'], summary: 'Readings, newest first', querystring: Query, response: { 200: ReadingPage } } }, async ({ principal, query }) => reads.list(principal, query));
  app.get('/v1/vision/readings/:id', { config: signedIn, schema: { tags: ['vision'], params: Id, response: { 200: Reading } } }, async ({ principal, params }) => reads.one(principal, params.id));
  app.get('/v1/vision/readings/:id/pages/:page', { config: signedIn, schema: { tags: ['vision'], summary: 'A page as a picture', params: PageOf } }, async ({ principal, params }, reply) => {
    const jpeg = await reads.page(principal, params.id, params.page);
    if (jpeg === undefined) throw new Problem('not_found');
    return reply.headers(SANDBOX).type('image/jpeg').send(jpeg);
  });
  app.get('/v1/vision/readings/:id/original', { config: staff, schema: { tags: ['vision'], summary: 'What came, to download', params: Id } }, async ({ principal, params }, reply) => {
    const original = await reads.original(principal, params.id);
    if (original === undefined) throw new Problem('not_found');
    return reply.headers({ ...SANDBOX, 'content-disposition': `attachment; filename="${original.name}"` }).type(original.mediaType).send(original.content);
  });
  app.get('/v1/vision/suppliers', { config: keeper, schema: { tags: ['vision'], querystring: Type.Object({ q: Type.String({ minLength: 2, maxLength: 140 }) }), response: { 200: SupplierAnswer } } }, async ({ principal, query }) => ({ suppliers: await reads.suppliers(principal, query.q) }));
  app.get('/v1/vision/settings', { config: staff, schema: { tags: ['vision'], summary: 'What leaves the machine', response: { 200: VisionState } } }, async () => reads.state());
  app.put('/v1/vision/settings', { config: requireRole('admin'), schema: { tags: ['vision'], body: VisionSettings, response: { 200: VisionState } } }, async ({ body }) => reads.change(body));
}
