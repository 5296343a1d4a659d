import { Busboy } from '@fastify/busboy';
import { SiteError } from '../errors.ts';

/** A file of a multipart form. */
export interface UploadedFile {
  field: string;
  name: string;
  content: Uint8Array;
}

export interface MultipartForm {
  fields: Record<string, string>;
  files: readonly UploadedFile[];
}

/**
 * Reads a whole multipart body.
 * @throws SiteError 417 when it is cut short or has no boundary.
 */
export async function readMultipart(contentType: string, body: Uint8Array): Promise<MultipartForm> {
  const fields: Record<string, string> = {};
  const files: UploadedFile[] = [];
  try {
    await new Promise<void>((done, fail) => {
      const form = new Busboy({ headers: { 'content-type': contentType } });
      form.on('field', (name, value) => (fields[name] = value));
      form.on('file', (field, stream, name) => {
        const pieces: Uint8Array[] = [];
        stream.on('data', (piece: Uint8Array) => pieces.push(piece));
        stream.on('end', () => files.push({ field, name, content: Buffer.concat(pieces) }));
      });
      form.on('finish', done);
      form.on('error', fail);
      form.end(Buffer.from(body));
    });
  } catch (cause) {
    throw new SiteError('DataError', 'Invalid request body', { cause });
  }
  return { fields, files };
}
