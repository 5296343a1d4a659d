import { encode } from 'uqr';

export interface QrPath {
  /** Modules on a side, the quiet edge included. */
  readonly size: number;
  /** The dark modules, as an SVG path. */
  readonly path: string;
}

/** A text as a QR code that a phone reads off a screen. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: squares.join('') };
}
