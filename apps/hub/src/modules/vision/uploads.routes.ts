import { randomUUID } from 'node:crypto';
import multipart from '@fastify/multipart';
import { Name, Problem, ReadingAnswer } from '@gigafibre/contracts';
import type { Principal, ReadingKind } from '@gigafibre/contracts';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { requireRole, signedIn } from '../../platform/access.ts';
import type { HubApp } from '../../platform/hub-app.ts';
import { LIMITS } from '../intake/index.ts';
import type { Offered } from './taking.ts';

export type Upload = Pick<Offered, 'id' | 'kind' | 'content' | 'fileName' | 'declared' | 'visit'>;

interface UploadParts {
  readonly offer: (principal: Principal, upload: Upload) => Promise<ReadingAnswer>;
}

const RAW = ['image/jpeg', 'image/jpg', 'image/png', 'image/webp', 'image/heic', 'image/heif', 'application/pdf', 'application/octet-stream'];
const Query = Type.Object({ visit: Type.Optional(Name), name: Type.Optional(Type.String({ maxLength: 200, description: 'The file’s name, for a raw body' })) }, { additionalProperties: false });
const answers = { 200: ReadingAnswer, 202: ReadingAnswer };

/** `POST /vision/invoice` and `/vision/equipment`: one file, as a form's `file` or as the body itself. */
export async function uploadRoutes(app: HubApp, { offer }: UploadParts): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(RAW, { parseAs: 'buffer', bodyLimit: LIMITS.bytes }, (_request, body, done) => done(null, body));
  await app.register(multipart, { limits: { fileSize: LIMITS.bytes, files: 1, fields: 4, parts: 5, fieldSize: 200, headerPairs: 40 } });
  app.addHook('onRequest', async ({ headers }) => {
    if (!['', 'identity'].includes(headers['content-encoding'] ?? '')) throw new Problem('body_encoded');
  });

  const route = (url: string, kind: ReadingKind, config: ReturnType<typeof requireRole>): void => {
    app.post(url, { bodyLimit: LIMITS.bytes + 64 * 1024, config, schema: { tags: ['vision'], summary: `Have a ${kind === 'invoice' ? 'supplier’s invoice or receipt' : 'device’s label'} read`, querystring: Query, response: answers } }, async (request, reply) => {
      const file = request.isMultipart() ? await fileOf(request) : rawOf(request);
      const answer = await offer(request.principal, { id: randomUUID(), kind, ...file, visit: request.query.visit ?? null });
      return reply.code(answer.known ? 200 : 202).header('location', `/v1/vision/readings/${answer.id}`).send(answer);
    });
  };
  route('/vision/invoice', 'invoice', requireRole('agent', 'accountant', 'admin', 'technician'));
  route('/vision/equipment', 'equipment', signedIn);
}

async function fileOf(request: FastifyRequest): Promise<Pick<Upload, 'content' | 'fileName' | 'declared'>> {
  const part = await wellFormed(request.file());
  if (part === undefined) throw new Problem('invalid_request', { errors: [{ path: 'body/file', message: 'is missing' }] });
  return { content: await wellFormed(part.toBuffer()), fileName: part.filename, declared: part.mimetype };
}

/** Of a body that is no form, or ends early, the form's parser says so with a bare error. */
async function wellFormed<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (cause) {
    throw cause instanceof Error && !('statusCode' in cause) ? new Problem('malformed_body', { cause }) : cause;
  }
}

function rawOf({ body, headers, query }: FastifyRequest): Pick<Upload, 'content' | 'fileName' | 'declared'> {
  if (!Buffer.isBuffer(body)) throw new Problem('unsupported_media');
  return { content: body, fileName: (query as { name?: string }).name, declared: headers['content-type'] };
}
