/** What is opened at most. Checked on headers, before a pixel is decoded. */
export const LIMITS = {
  bytes: 15 * 1024 * 1024,
  megapixels: 40,
  /** Where the whole picture has to be held at once to be decoded: interlaced PNG, progressive JPEG, WebP. */
  megapixelsAtOnce: 20,
  /** The longer side to the shorter one. */
  ratio: 20,
  /** The shorter side in pixels: below that nothing can be written. */
  smallest: 24,
  pages: 12,
  /** Longer side of what is kept, in pixels. */
  keptSide: 3600,
} as const;
