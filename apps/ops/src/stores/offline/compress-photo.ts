/** A proof of work done; small letters that a machine is to read want more; on a phone without room, less must do. */
const SIZES = { proof: { longestSide: 1600, goalBytes: 320_000 }, reading: { longestSide: 2600, goalBytes: 1_100_000 }, scant: { longestSide: 800, goalBytes: 80_000 } } as const;
const QUALITIES = [0.82, 0.7, 0.55, 0.4] as const;

async function encoded(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('The picture could not be encoded')) : resolve(blob)), 'image/jpeg', quality);
  });
}

/**
 * Makes a camera's picture small enough to travel: at most 1600 px on its longer side and about 300 kB of JPEG, or 2600 px
 * and about 1 MB where it is to be read.
 * Drawing it anew also leaves the camera's position and serial behind.
 * @throws when the file is no picture that this browser can read.
 */
export async function compressPhoto(file: Blob, purpose: keyof typeof SIZES = 'proof'): Promise<{ bytes: ArrayBuffer; mediaType: string }> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const { longestSide, goalBytes } = SIZES[purpose];
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('This browser cannot draw');
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  let blob = await encoded(canvas, QUALITIES[0]);
  for (const quality of QUALITIES.slice(1)) if (blob.size > goalBytes) blob = await encoded(canvas, quality);
  return { bytes: await blob.arrayBuffer(), mediaType: 'image/jpeg' };
}
