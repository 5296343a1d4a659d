import { SiteError } from '../errors.ts';
import { keepFile, keepLink, readStoredFile, type NewFile } from '../files/store.ts';
import { isOn } from '../query/index.ts';
import { CHANGES, notPermitted, optional, required, type Call, type Rpc } from './call.ts';
import type { HttpReply } from './http.ts';
import { toWire } from './wire.ts';

function target(call: Call): Omit<NewFile, 'name' | 'content'> {
  const [doctype, docname, field, folder] = [optional(call, 'doctype'), optional(call, 'docname'), optional(call, 'fieldname') ?? optional(call, 'docfield'), optional(call, 'folder')];
  return { isPrivate: isOn(call.parameters['is_private']), ...(doctype === undefined ? {} : { doctype }), ...(docname === undefined ? {} : { docname }), ...(field === undefined ? {} : { field }), ...(folder === undefined ? {} : { folder }) };
}

async function upload(call: Call): Promise<unknown> {
  const { ctx, files } = call;
  if (ctx.user === 'Guest') throw notPermitted();
  const [file] = files.filter((each) => each.field === 'file');
  const url = optional(call, 'file_url');
  const name = optional(call, 'file_name') ?? optional(call, 'filename');
  if (file !== undefined) return toWire(ctx, await keepFile(ctx, { ...target(call), name: name ?? file.name, content: file.content }), { nulls: false });
  if (url !== undefined) return toWire(ctx, await keepLink(ctx, url, { ...target(call), name: name ?? '' }), { nulls: false });
  throw new SiteError('ValidationError', 'There is nothing to upload: send a file or its address.');
}

async function attach(call: Call): Promise<unknown> {
  const data = required(call, 'filedata');
  const content = isOn(call.parameters['decode_base64']) ? Buffer.from(data, 'base64') : Buffer.from(data, 'utf8');
  return toWire(call.ctx, await keepFile(call.ctx, { ...target(call), name: required(call, 'filename'), content }), { nulls: false });
}

export const fileRpcs: Readonly<Record<string, Rpc>> = {
  upload_file: { guest: true, verbs: ['POST'], run: upload },
  'frappe.handler.upload_file': { guest: true, verbs: ['POST'], run: upload },
  'frappe.client.attach_file': { verbs: CHANGES, run: attach },
};

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', svg: 'image/svg+xml', pdf: 'application/pdf', txt: 'text/plain; charset=utf-8', csv: 'text/csv; charset=utf-8', json: 'application/json', mp4: 'video/mp4', html: 'text/html; charset=utf-8', htm: 'text/html; charset=utf-8', xml: 'application/xml',
};
/** What a browser would run as a page of ours. */
const DOWNLOADED = new Set(['svg', 'html', 'htm', 'xml']);

/** `GET /files/…` and `/private/files/…`. */
export async function fileReply(call: Call, url: string): Promise<HttpReply> {
  const { name, content } = await readStoredFile(call.ctx, url);
  const extension = name.split('.').at(-1)?.toLowerCase() ?? '';
  const headers: Record<string, string> = {
    'content-type': TYPES[extension] ?? 'application/octet-stream',
    'cache-control': url.startsWith('/private/') ? 'private,max-age=3600' : 'public,max-age=3600',
    'x-content-type-options': 'nosniff',
    ...(DOWNLOADED.has(extension) ? { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` } : {}),
  };
  return { status: 200, headers, body: content, cookies: [] };
}
