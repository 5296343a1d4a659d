import type { Page, Piece, Zone } from '@gigafibre/reader';
import type { PageLines, TextLine } from './ocr-engine.ts';
import type { Region } from './regions.ts';

/** How a page stood before it was read: turned by quarters, then leaning by an angle in radians. */
export interface Stance {
  readonly quarters: number;
  readonly tilt: number;
  /** Height over width of the upright page. */
  readonly aspect: number;
}

/** Detection grows its rectangles; this much of their height is type. */
const TYPE_SHARE = 0.66;

/** The lean that the long lines share. */
function tiltOf(lines: readonly TextLine[]): number {
  const angles = lines.filter(({ region }) => region.w > 4 * region.h).map(({ region }) => region.angle).toSorted((a, b) => a - b);
  return angles[Math.floor(angles.length / 2)] ?? 0;
}

const turnAbout = (x: number, y: number, { angle, cx, cy }: { angle: number; cx: number; cy: number }): [number, number] => {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos];
};

function extent({ w, h, angle }: Region, tilt: number): { w: number; h: number } {
  const lean = angle - tilt;
  const [length, type] = [w - h * (1 - TYPE_SHARE), h * TYPE_SHARE];
  return Math.abs(lean) < Math.PI / 8 ? { w: length, h: type } : { w: length * Math.cos(lean) + type * Math.abs(Math.sin(lean)), h: length * Math.abs(Math.sin(lean)) + type * Math.cos(lean) };
}

/** The lines of a page as pieces of a level page, and how the page stood. */
export function pageOfLines({ raster, quarters, lines }: PageLines): { page: Page; stance: Stance } {
  const tilt = tiltOf(lines);
  const { width, height } = raster;
  const pieces = lines.flatMap(({ region, glyphs, readings = [] }): Piece[] => {
    const text = glyphs.map(({ char }) => char).join('');
    if (text.trim() === '') return [];
    const [cx, cy] = turnAbout(region.cx, region.cy, { angle: -tilt, cx: width / 2, cy: height / 2 });
    const { w, h } = extent(region, tilt);
    const confidence = glyphs.reduce((sum, glyph) => sum + glyph.confidence, 0) / glyphs.length;
    return [{ text, confidence: Math.min(1, confidence), x: (cx - w / 2) / width, y: (cy - h / 2) / width, w: w / width, h: h / width, ...(readings.length === 0 ? {} : { readings: [glyphs, ...readings] }) }];
  });
  return { page: { aspect: height / width, pieces }, stance: { quarters, tilt, aspect: height / width } };
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** A zone of the level page where it is in the picture as it came. */
export function zoneInPicture(zone: Zone, { quarters, tilt, aspect }: Stance): Zone {
  const corners = [[zone.x, zone.y], [zone.x + zone.w, zone.y], [zone.x, zone.y + zone.h], [zone.x + zone.w, zone.y + zone.h]].map(([x = 0, y = 0]) => {
    const [u, v] = turnAbout(x, y * aspect, { angle: tilt, cx: 0.5, cy: aspect / 2 });
    return [clamp(u), clamp(v / aspect)] as const;
  });
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  let box = { x: Math.min(...xs), y: Math.min(...ys), w: Math.max(...xs) - Math.min(...xs), h: Math.max(...ys) - Math.min(...ys) };
  for (let quarter = 0; quarter < quarters; quarter += 1) box = { x: box.y, y: clamp(1 - box.x - box.w), w: box.h, h: box.w };
  return { page: zone.page, ...box };
}
