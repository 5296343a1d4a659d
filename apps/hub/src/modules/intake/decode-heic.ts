import { createRequire } from 'node:module';
import { DecodeProblem } from './decode-problem.ts';
import type { OpenedPage } from './decoder-messages.ts';
import { encodePixels, refuseSize } from './decode-picture.ts';

interface HeicImage {
  readonly width: number;
  readonly height: number;
  decode(): Promise<{ readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }>;
}
interface HeicDecode {
  all(input: { buffer: Uint8Array }): Promise<readonly HeicImage[] & { dispose(): void }>;
}
const require = createRequire(import.meta.url);

/** Opens the first picture of a HEIC file; libheif turns it upright itself. The size is known before a pixel is decoded. */
export async function openHeic(content: Buffer): Promise<OpenedPage> {
  const decode = require('heic-decode') as HeicDecode;
  const images = await decode.all({ buffer: content }).catch(damaged);
  try {
    const [first] = images;
    if (first === undefined) throw new DecodeProblem('media_damaged');
    refuseSize(first.width, first.height);
    const { data, width, height } = await first.decode().catch(damaged);
    return await encodePixels(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), { width, height, channels: 4 });
  } finally {
    images.dispose();
  }
}

function damaged(): never {
  throw new DecodeProblem('media_damaged');
}
