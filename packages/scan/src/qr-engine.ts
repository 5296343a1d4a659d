import { decodeQR } from 'qr/decode.js';
import type { Corner, Engine } from './engine.ts';

const EFFORT = { effort: 4, timeLimit: 120 } as const;

/** UTF-8 where it is, else the Western single bytes that older writers use. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * A second pair of eyes for QR codes, in plain JavaScript: it finds corners by another way than ZXing, and so reads other photos.
 * One code a picture.
 */
export const qrEngine: Engine = (picture, { formats }) => {
  if (!formats.includes('qr')) return Promise.resolve([]);
  const corners: Corner[] = [];
  try {
    const text = decodeQR(picture, { ...EFFORT, format: 'RGBA', textDecoder: textOf, pointsOnDetect: ({ bounds }) => corners.splice(0, 4, ...bounds) });
    return Promise.resolve(text === '' ? [] : [{ text, format: 'qr', lines: 0, corners }]);
  } catch {
    // it has no other way to say that there is none
    return Promise.resolve([]);
  }
};
