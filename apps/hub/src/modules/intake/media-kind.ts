import { Problem } from '@gigafibre/contracts';

export type MediaKind = 'jpeg' | 'png' | 'webp' | 'heic' | 'pdf';

const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']);

/** How each kind is called: its media type first, then what browsers and phones also say. */
const NAMES: Readonly<Record<MediaKind, { readonly types: readonly [string, ...string[]]; readonly extensions: readonly string[] }>> = {
  jpeg: { types: ['image/jpeg', 'image/jpg', 'image/pjpeg'], extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  png: { types: ['image/png'], extensions: ['png'] },
  webp: { types: ['image/webp'], extensions: ['webp'] },
  heic: { types: ['image/heic', 'image/heif'], extensions: ['heic', 'heif'] },
  pdf: { types: ['application/pdf', 'application/x-pdf'], extensions: ['pdf'] },
};
/** What says nothing about the kind. */
const SILENT = new Set(['', 'application/octet-stream', 'binary/octet-stream']);

/** The kind of content by its first bytes; nobody's word is taken for it. Undefined for anything else. */
export function mediaKindOf(content: Buffer): MediaKind | undefined {
  if (content.length < 12) return undefined;
  const at = (from: number, to: number): string => content.toString('latin1', from, to);
  if (at(0, 3) === '\u00ff\u00d8\u00ff') return 'jpeg';
  if (at(0, 8) === '\u0089PNG\r\n\u001a\n') return 'png';
  if (at(0, 4) === 'RIFF' && at(8, 12) === 'WEBP') return 'webp';
  if (at(0, 5) === '%PDF-') return 'pdf';
  return at(4, 8) === 'ftyp' && HEIC_BRANDS.has(at(8, 12)) ? 'heic' : undefined;
}

export const mediaTypeOf = (kind: MediaKind): string => NAMES[kind].types[0];

export interface MediaClaim {
  /** The file's name, as the sender has it. */
  readonly fileName?: string | undefined;
  /** The media type, as the sender declares it. */
  readonly declared?: string | undefined;
}

/**
 * The kind on which first bytes, name and declared type agree.
 * @throws {Problem} unsupported_media for other kinds, media_disguised where they disagree or the content is two things at once.
 */
export function agreedKind(content: Buffer, { fileName = '', declared = '' }: MediaClaim): MediaKind {
  const kind = mediaKindOf(content);
  if (kind === undefined) throw new Problem('unsupported_media', { detail: 'Taken are JPEG, PNG, WebP, HEIC and PDF.' });
  const disguise = { ...claimedOtherwise(kind, { fileName, declared }), ...secondNature(content, kind) };
  if (Object.keys(disguise).length > 0) throw new Problem('media_disguised', { facts: { content: kind, ...disguise } });
  return kind;
}

function claimedOtherwise(kind: MediaKind, { fileName, declared }: Required<MediaClaim>): Readonly<Record<string, string>> {
  const type = declared?.toLowerCase().split(';')[0]?.trim() ?? '';
  const extension = /[.]([A-Za-z0-9]{1,10})$/.exec(fileName?.toLowerCase() ?? '')?.[1];
  const { types, extensions } = NAMES[kind];
  return { ...(SILENT.has(type) || types.includes(type) ? {} : { declared: type }), ...(extension === undefined || extensions.includes(extension) ? {} : { extension }) };
}

const HEAD = 1024;
const LONGEST_ZIP_COMMENT = 65_535;
const PAGE = /<(?:!doctype\s+html|html|script|svg|iframe|\?php)/i;

/** What else readers of other kinds would take the content for. */
function secondNature(content: Buffer, kind: MediaKind): { readonly also?: string } {
  const head = content.toString('latin1', 0, HEAD);
  if (PAGE.test(head)) return { also: 'html' };
  if (kind !== 'pdf' && head.includes('%PDF-')) return { also: 'pdf' };
  if (endsAsZip(content)) return { also: 'zip' };
  return kind === 'pdf' && goesOnAfterEnd(content) ? { also: 'more' } : {};
}

/** An archive is read from its end: a record whose comment reaches exactly to the last byte. */
function endsAsZip(content: Buffer): boolean {
  const from = Math.max(0, content.length - LONGEST_ZIP_COMMENT - 22);
  for (let at = content.lastIndexOf('PK\u0005\u0006', undefined, 'latin1'); at >= from; at = at === 0 ? -1 : content.lastIndexOf('PK\u0005\u0006', at - 1, 'latin1')) {
    if (at + 22 <= content.length && at + 22 + content.readUInt16LE(at + 20) === content.length) return true;
  }
  return false;
}

function goesOnAfterEnd(content: Buffer): boolean {
  const end = content.lastIndexOf('%%EOF');
  return end >= 0 && content.length - end > HEAD;
}
