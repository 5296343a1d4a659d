import { Problem } from '@gigafibre/contracts';
import type { MediaKind } from '../intake/index.ts';

const damaged = (): Problem => new Problem('media_damaged');

const EXIF = Buffer.from('Exif\0\0', 'latin1');
const ORIENTATION_TAG = 0x0112;

/** How a camera was held, 1 to 8, from the EXIF block of a JPEG; 1 when it does not say. */
function orientationIn(exif: Buffer): number {
  const tiff = exif.subarray(EXIF.length);
  if (tiff.length < 14) return 1;
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const entries = Array.from({ length: Math.min(short(first), 64) }, (_, at) => first + 2 + at * 12);
  const found = entries.find((at) => short(at) === ORIENTATION_TAG);
  const value = found === undefined ? 1 : short(found + 8);
  return value >= 1 && value <= 8 ? value : 1;
}

/** An EXIF block that says how the camera was held, and nothing else. */
function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex');
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([EXIF, tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

const [SOS, EOI, COMMENT, FIRST_APP, LAST_APP] = [0xda, 0xd9, 0xfe, 0xe0, 0xef];
const isIn = (marker: number, from: number, until: number): boolean => marker >= from && marker <= until;
/** Of what applications add, the colours (JFIF, ICC profile, Adobe) are part of the picture; the rest says where, when and with what. */
function isPicture(marker: number, body: Buffer): boolean {
  if (marker === COMMENT) return false;
  if (!isIn(marker, FIRST_APP, LAST_APP)) return true;
  return marker === 0xe0 || marker === 0xee || (marker === 0xe2 && body.toString('latin1', 0, 11) === 'ICC_PROFILE');
}

/** Where the coded picture that begins at `from` ends: at the next marker that is neither stuffing nor a restart. */
function endOfScan(content: Buffer, from: number): number {
  for (let at = content.indexOf(0xff, from); at >= 0; at = content.indexOf(0xff, at + 1)) {
    const next = content[at + 1];
    if (next === undefined) throw damaged();
    if (next !== 0 && next !== 0xff && !isIn(next, 0xd0, 0xd7)) return at;
  }
  throw damaged();
}

function strippedJpeg(content: Buffer): Buffer {
  const kept: Buffer[] = [content.subarray(0, 2)];
  let orientation = 1;
  for (let at = 2; ; ) {
    const marker = content[at + 1];
    if (content[at] !== 0xff || marker === undefined) throw damaged();
    if (marker === EOI) break;
    if (at + 4 > content.length) throw damaged();
    const end = at + 2 + content.readUInt16BE(at + 2);
    if (end > content.length) throw damaged();
    const body = content.subarray(at + 4, end);
    if (marker === 0xe1 && body.subarray(0, EXIF.length).equals(EXIF)) orientation = orientationIn(body);
    const next = marker === SOS ? endOfScan(content, end) : end;
    if (isPicture(marker, body)) kept.push(content.subarray(at, next));
    at = next;
  }
  if (orientation > 1) kept.splice(1, 0, orientationSegment(orientation));
  // What phones append after the picture (a film of the moment, a second picture) ends here.
  return Buffer.concat([...kept, Buffer.from([0xff, EOI])]);
}

const PNG_HEAD = 8;
const PNG_TELLING = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

function strippedPng(content: Buffer): Buffer {
  const kept: Buffer[] = [content.subarray(0, PNG_HEAD)];
  for (let at = PNG_HEAD; ; ) {
    if (at + 12 > content.length) throw damaged();
    const type = content.toString('latin1', at + 4, at + 8);
    const end = at + 12 + content.readUInt32BE(at);
    if (end > content.length) throw damaged();
    if (!PNG_TELLING.has(type)) kept.push(content.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(kept);
    at = end;
  }
}

const WEBP_HEAD = 12;
const WEBP_SAYS_EXIF_OR_XMP = 0b0000_1100;

function strippedWebp(content: Buffer): Buffer {
  const kept: Buffer[] = [];
  const whole = Math.min(content.length, 8 + content.readUInt32LE(4));
  for (let at = WEBP_HEAD; at < whole; ) {
    if (at + 8 > whole) throw damaged();
    const type = content.toString('latin1', at, at + 4);
    const size = content.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    if (end > whole + 1) throw damaged();
    const chunk = Buffer.from(content.subarray(at, end));
    if (type === 'VP8X' && chunk.length > 8) chunk.writeUInt8(chunk.readUInt8(8) & ~WEBP_SAYS_EXIF_OR_XMP, 8);
    if (type !== 'EXIF' && type !== 'XMP ') kept.push(chunk);
    at = end;
  }
  const head = Buffer.from(content.subarray(0, WEBP_HEAD));
  const body = Buffer.concat(kept);
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

/**
 * The same picture, bit for bit, without what the camera wrote beside it: place, time, serial number, comments, thumbnails. How the
 * camera was held stays with a JPEG.
 * @throws {Problem} media_damaged when the file is not built as its kind is; unsupported_media for kinds that a phone never sends.
 */
export function withoutMetadata(content: Buffer, kind: MediaKind): Buffer {
  switch (kind) {
    case 'jpeg':
      return strippedJpeg(content);
    case 'png':
      return strippedPng(content);
    case 'webp':
      return strippedWebp(content);
    case 'heic':
    case 'pdf':
      throw new Problem('unsupported_media', { detail: 'A phone sends its photos as JPEG, PNG or WebP.' });
  }
}
