import { BlobAnswer, Problem, Sha256 } from '@gigafibre/contracts';
import { Type } from 'typebox';
import { signedIn } from '../../platform/access.ts';
import type { HubPlugin } from '../../platform/hub-app.ts';
import type { BlobStore } from './blob-store.ts';

const LARGEST_PHOTO = 15 * 1024 * 1024;
const TAKEN = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/octet-stream'];
const Params = Type.Object({ sha256: Sha256 });

/** `PUT` and `GET /v1/blobs/:sha256`: photos of technicians and staff, up to 15 MB. */
export const blobRoutes =
  ({ photos }: { photos: BlobStore }): HubPlugin =>
  async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(TAKEN, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    app.put('/v1/blobs/:sha256', { bodyLimit: LARGEST_PHOTO, schema: { summary: 'Keep a photo', params: Params, response: { 200: BlobAnswer, 201: BlobAnswer } }, config: signedIn }, async (request, reply) => {
      if (!Buffer.isBuffer(request.body)) throw new Problem('unsupported_media');
      const { isNew, blob } = await photos.put(request.params.sha256, request.body);
      return reply.code(isNew ? 201 : 200).send(blob);
    });

    app.get('/v1/blobs/:sha256', { schema: { summary: 'Read a photo', params: Params }, config: signedIn }, async (request, reply) => {
      const found = await photos.find(request.params.sha256);
      if (!found) throw new Problem('not_found');
      return reply
        .headers({ 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, max-age=31536000, immutable', 'content-disposition': 'inline' })
        .type(found.mediaType)
        .send(found.content);
    });
  };
