import { BarcodeFormat, BinaryBitmap, DecodeHintType, HybridBinarizer, MultiFormatReader, NotFoundException, RGBLuminanceSource } from '@zxing/library';
import type { ScanFormat, ScanRead } from '@gigafibre/scan';
import type { Decoder } from './decoder.ts';

const FORMATS = new Map<BarcodeFormat, ScanFormat>([
  [BarcodeFormat.CODE_128, 'code-128'],
  [BarcodeFormat.CODE_39, 'code-39'],
  [BarcodeFormat.QR_CODE, 'qr'],
  [BarcodeFormat.DATA_MATRIX, 'data-matrix'],
  [BarcodeFormat.EAN_13, 'ean-13'],
  [BarcodeFormat.EAN_8, 'ean-8'],
]);

function greyOf({ data, width, height }: ImageData): Uint8ClampedArray {
  const grey = new Uint8ClampedArray(width * height);
  for (let at = 0; at < grey.length; at += 1) grey[at] = ((data[4 * at] ?? 0) * 77 + (data[4 * at + 1] ?? 0) * 151 + (data[4 * at + 2] ?? 0) * 28) >> 8;
  return grey;
}

/** The last resort, for browsers that refuse WebAssembly: plain JavaScript, on the page's own thread. */
export function openPlainDecoder(): Decoder {
  const reader = new MultiFormatReader();
  reader.setHints(new Map<DecodeHintType, unknown>([[DecodeHintType.POSSIBLE_FORMATS, [...FORMATS.keys()]], [DecodeHintType.TRY_HARDER, true]]));

  async function read(picture: ImageData): Promise<readonly ScanRead[]> {
    try {
      const found = reader.decodeWithState(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(greyOf(picture), picture.width, picture.height))));
      const format = FORMATS.get(found.getBarcodeFormat());
      return format === undefined ? [] : [{ text: found.getText(), format }];
    } catch (problem) {
      if (problem instanceof NotFoundException) return [];
      throw problem;
    }
  }
  return { frame: read, still: read, close: () => undefined };
}
