import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { DecodeProblem } from './decode-problem.ts';
import type { OpenedPage, RawPage } from './decoder-messages.ts';
import { LIMITS } from './limits.ts';
import type { MediaKind } from './media-kind.ts';

sharp.cache(false);
sharp.concurrency(1);

const QUALITY = 92;
const HARD_LIMIT = LIMITS.megapixels * 1_000_000;

/** @throws {DecodeProblem} picture_size_refused */
export function refuseSize(width: number, height: number, megapixels: number = LIMITS.megapixels): void {
  const refused = (reason: string): DecodeProblem => new DecodeProblem('picture_size_refused', { reason, width, height, megapixels });
  if (width * height > megapixels * 1_000_000) throw refused('pixels');
  if (Math.min(width, height) < LIMITS.smallest) throw refused('small');
  if (Math.max(width, height) > LIMITS.ratio * Math.min(width, height)) throw refused('ratio');
}

/** Opens a JPEG, PNG or WebP: limits by its header, upright by its EXIF, then encoded anew. */
export async function openPicture(content: Buffer, kind: Exclude<MediaKind, 'heic' | 'pdf'>): Promise<OpenedPage> {
  const input = { limitInputPixels: HARD_LIMIT, failOn: 'error', pages: 1 } as const;
  const header = await sharp(content, { ...input, limitInputPixels: false }).metadata().catch(damaged);
  if (header.format !== kind) throw new DecodeProblem('media_damaged');
  const isWhole = kind === 'webp' || header.isProgressive;
  refuseSize(header.width, header.pageHeight ?? header.height, isWhole ? LIMITS.megapixelsAtOnce : LIMITS.megapixels);
  return encode(sharp(content, input).autoOrient());
}

/** Encodes raw pixels; `channels` bytes each. */
export const encodePixels = (data: Uint8Array, { width, height, channels }: { width: number; height: number; channels: 1 | 3 | 4 }): Promise<OpenedPage> =>
  encode(sharp(data, { raw: { width, height, channels } }));

async function encode(picture: Sharp): Promise<OpenedPage> {
  const { data, info } = await picture
    .flatten({ background: '#ffffff' })
    .resize({ width: LIMITS.keptSide, height: LIMITS.keptSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
    .toBuffer({ resolveWithObject: true })
    .catch(damaged);
  return { jpeg: data, width: info.width, height: info.height };
}

/** Decodes a page that `openPicture` made. */
export async function pixelsOf(jpeg: Buffer): Promise<RawPage> {
  const { data, info } = await sharp(jpeg, { limitInputPixels: HARD_LIMIT }).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true }).catch(damaged);
  return { data, width: info.width, height: info.height };
}

function damaged(error: unknown): never {
  const isTooLarge = error instanceof Error && /pixel limit/i.test(error.message);
  throw isTooLarge ? new DecodeProblem('picture_size_refused', { reason: 'pixels', megapixels: LIMITS.megapixels }) : new DecodeProblem('media_damaged');
}
