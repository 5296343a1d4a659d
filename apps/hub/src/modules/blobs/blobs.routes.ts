import { BlobAnswer, LARGEST_PIECE, Problem, Sha256, UploadState, type Principal } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { signedIn } from '../../platform/access.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { BlobStore, PutOptions } from './blob-store.ts';
import { LARGEST_PHOTO, type Uploads } from './uploads.ts';

const TAKEN = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/octet-stream'];
const Params = Type.Object({ sha256: Sha256 });

const PIECE = 'application/offset+octet-stream';
const Count = Type.Integer({ minimum: 0, maximum: LARGEST_PHOTO * 100 });
const PieceHeaders = Type.Object({ 'upload-offset': Count, 'upload-length': Count });
const SWEEP_EVERY_MS = 24 * 3_600_000;

/** A phone's photo says where somebody lives; what staff upload is a document, kept as it is. */
const keepingOf = (principal: Principal): PutOptions => ({ strips: principal.kind === 'technician' });
const ownerOf = (principal: Principal): string => (principal.kind === 'anonymous' ? '' : principal.user);

/** `PUT` and `GET /v1/blobs/:sha256`: photos of technicians and staff, up to 15 MB; `GET`, `HEAD` and `PATCH /v1/uploads/:sha256` for those that arrive in pieces. */
export const blobRoutes =
  ({ photos, uploads }: { photos: BlobStore; uploads: Uploads }): HubPlugin =>
  async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser([...TAKEN, PIECE], { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    app.put('/v1/blobs/:sha256', { bodyLimit: LARGEST_PHOTO, schema: { summary: 'Keep a photo', params: Params, response: { 200: BlobAnswer, 201: BlobAnswer } }, config: signedIn }, async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new Problem('unsupported_media');
      const { isNew, blob } = await photos.put(request.params.sha256, request.body, keepingOf(request.principal));
      return reply.code(isNew ? 201 : 200).send(blob);
    });

    app.get('/v1/uploads/:sha256', { schema: { summary: 'How far a photo has come', params: Params, response: { 200: UploadState } }, config: signedIn }, async ({ principal, params }, reply) => {
      const state = await uploads.state(ownerOf(principal), params.sha256);
      return reply.headers({ 'upload-offset': String(state.offset), 'cache-control': 'no-store' }).send(state);
    });

    app.patch(
      '/v1/uploads/:sha256',
      { bodyLimit: LARGEST_PIECE, schema: { summary: 'Go on with a photo', params: Params, headers: PieceHeaders, response: { 200: UploadState } }, config: signedIn },
      async ({ principal, params, headers, body }, reply) => {
        if (!Buffer.isBuffer(body)) throw new Problem('unsupported_media');
        const state = await uploads.append(ownerOf(principal), params.sha256, { offset: headers['upload-offset'], length: headers['upload-length'], bytes: body }, keepingOf(principal));
        return reply.header('upload-offset', String(state.offset)).send(state);
      },
    );
    const sweep = (): void => void uploads.sweep().catch((error: unknown) => app.log.warn({ err: error }, 'old pieces were not removed'));
    const sweeping = setInterval(sweep, SWEEP_EVERY_MS).unref();
    app.addHook('onReady', async () => sweep());
    app.addHook('preClose', async () => clearInterval(sweeping));

    app.get('/v1/blobs/:sha256', { schema: { summary: 'Read a photo', params: Params }, config: signedIn }, async (request, reply) => {
      const found = await photos.find(request.params.sha256);
      if (!found) throw new Problem('not_found');
      return reply
        .headers({ 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, max-age=31536000, immutable', 'content-disposition': 'inline' })
        .type(found.mediaType)
        .send(found.content);
    });
  };
