import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { actAsSite, type Context } from '../context.ts';
import { invalid, SiteError } from '../errors.ts';
import { findDocument, insertDocument, readDocument } from '../documents.ts';
import type { SiteDocument } from '../hooks.ts';
import { requireRight } from '../permissions.ts';

/** A file to be kept, and what it belongs to. */
export interface NewFile {
  name: string;
  content: Uint8Array;
  isPrivate: boolean;
  doctype?: string;
  docname?: string;
  field?: string;
  folder?: string;
}

/** What users without the desk may upload. */
const PORTAL_TYPES = new Set(['PNG', 'JPG', 'JPEG', 'GIF', 'PDF', 'DOC', 'DOCX', 'XLS', 'XLSX', 'ODT', 'ODS', 'TXT', 'CSV', 'MP4', 'MOV']);

/**
 * Keeps a file: the same content with the same privacy shares one file on disk; another content under a taken name gets six
 * characters of its hash before the extension.
 * @throws SiteError 403 without write on the target, 417 for types the user may not upload.
 */
export async function keepFile(ctx: Context, file: NewFile): Promise<SiteDocument> {
  const { doctype, docname, content, isPrivate } = file;
  const name = safeName(file.name);
  const type = extname(name).slice(1).toUpperCase();
  if (!ctx.isAdministrator && !ctx.roles.has('Desk User') && !PORTAL_TYPES.has(type)) throw invalid('You can only upload JPG, PNG, GIF, PDF, TXT, CSV or Microsoft documents.');
  await mayAttach(ctx, doctype, docname);
  const hash = createHash('md5').update(content).digest('hex');
  const shared = await ctx.db.rows<{ file_url: string; file_name: string }>('select file_url, file_name from "tabFile" where content_hash = $1 and is_private = $2 limit 1', [hash, isPrivate ? 1 : 0]);
  const place = shared[0]?.file_url ?? (await write(ctx, { name, hash, isPrivate, content }));
  const values = { file_name: basename(decodeURI(place)), file_url: place, is_private: isPrivate ? 1 : 0, file_size: content.length, file_type: type, content_hash: hash, folder: file.folder ?? 'Home' };
  const target = { attached_to_doctype: doctype ?? null, attached_to_name: docname ?? null, attached_to_field: file.field ?? null };
  return insertDocument(actAsSite(ctx), 'File', { ...values, ...target });
}

/** A File that points elsewhere: nothing is kept on disk. */
export async function keepLink(ctx: Context, url: string, { name, isPrivate, doctype, docname, field, folder }: Omit<NewFile, 'content'>): Promise<SiteDocument> {
  await mayAttach(ctx, doctype, docname);
  const values = { file_name: name === '' ? basename(url) : name, file_url: url, is_private: isPrivate ? 1 : 0, folder: folder ?? 'Home' };
  return insertDocument(actAsSite(ctx), 'File', { ...values, attached_to_doctype: doctype ?? null, attached_to_name: docname ?? null, attached_to_field: field ?? null });
}

async function mayAttach(ctx: Context, doctype: string | undefined, docname: string | undefined): Promise<void> {
  if (doctype === undefined || docname === undefined) return;
  const doc = await readDocument(actAsSite(ctx), doctype, docname);
  requireRight(ctx, ctx.meta(doctype), 'write', doc);
}

/** No folders, no control characters, no hidden files; never empty. */
function safeName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/')).normalize('NFC').replaceAll(/[\p{Cc}<>:"|?*#%]/gu, '_').replace(/^\.+/, '').trim();
  const extension = extname(plain);
  const stem = plain.slice(0, plain.length - extension.length).slice(0, 120);
  return plain === '' ? 'file' : `${stem}${extension.slice(0, 20)}`;
}

async function write(ctx: Context, { name, hash, isPrivate, content }: { name: string; hash: string; isPrivate: boolean; content: Uint8Array }): Promise<string> {
  const urlOf = (file: string): string => `${isPrivate ? '/private/files/' : '/files/'}${file}`;
  const taken = await ctx.db.rows('select 1 from "tabFile" where file_url = $1 limit 1', [urlOf(name)]);
  const extension = extname(name);
  const free = taken.length === 0 ? name : `${name.slice(0, name.length - extension.length)}${hash.slice(-6)}${extension}`;
  const folder = folderOf(ctx.site.filesDir, isPrivate);
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${randomUUID()}`);
  await writeFile(draft, content);
  await rename(draft, join(folder, free)); // whole or not at all, even when the process is killed
  return urlOf(free);
}

const folderOf = (filesDir: string, isPrivate: boolean): string => join(filesDir, isPrivate ? 'private' : 'public');

export interface StoredFile {
  name: string;
  content: Uint8Array;
}

/**
 * Reads a file by its address, percent-encoding already undone.
 * @throws SiteError 404 when there is none, 403 when it is private and the user may read neither it nor what it is attached to.
 */
export async function readStoredFile(ctx: Context, url: string): Promise<StoredFile> {
  const isPrivate = url.startsWith('/private/files/');
  const name = basename(url);
  const rows = await ctx.db.rows<{ name: string; owner: string; attached_to_doctype: string | null; attached_to_name: string | null }>('select name, owner, attached_to_doctype, attached_to_name from "tabFile" where file_url = $1', [url]);
  if (isPrivate && !(await someReadable(ctx, rows))) throw new SiteError('PermissionError', "You don't have permission to access this file");
  if (rows.length === 0) throw new SiteError('DoesNotExistError', 'File not found', { title: 'Not Found' });
  try {
    return { name, content: await readFile(join(folderOf(ctx.site.filesDir, isPrivate), name)) };
  } catch (cause) {
    throw new SiteError('DoesNotExistError', 'File not found', { title: 'Not Found', cause });
  }
}

async function someReadable(ctx: Context, rows: readonly { owner: string; attached_to_doctype: string | null; attached_to_name: string | null }[]): Promise<boolean> {
  if (ctx.isAdministrator || rows.some((row) => row.owner === ctx.user && ctx.user !== 'Guest')) return true;
  for (const { attached_to_doctype: doctype, attached_to_name: name } of rows) {
    if (doctype === null || name === null || ctx.findMeta(doctype) === undefined) continue;
    const doc = await findDocument(ctx, doctype, name);
    if (doc !== undefined && (await readDocument(ctx, doctype, name).then(() => true, refusedOnly))) return true;
  }
  return false;
}

function refusedOnly(error: unknown): false {
  if (error instanceof SiteError) return false;
  throw error;
}
