/** Pixels that are looked at: more would not help the engine, and 50 megapixels would be 200 MB. */
const LONGEST_SIDE = 2600;

/**
 * The pixels of a photo, upright and no larger than helps.
 * @throws when this browser cannot open the file.
 */
export async function pictureOf(file: Blob): Promise<ImageData> {
  const upright = { imageOrientation: 'from-image' } as const;
  // fifty megapixels may be more than a phone can hold at once: then it is made smaller while it is opened
  const bitmap = await createImageBitmap(file, upright).catch(() => createImageBitmap(file, { ...upright, resizeWidth: LONGEST_SIDE, resizeQuality: 'medium' }));
  try {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    if (pen === null) throw new Error('This browser cannot draw');
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return pen.getImageData(0, 0, canvas.width, canvas.height);
  } finally {
    bitmap.close();
  }
}
