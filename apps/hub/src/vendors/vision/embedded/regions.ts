/** A rectangle at an angle: `w` runs along the text, `angle` in radians clockwise from the horizontal, within ±45°. */
export interface Region {
  readonly cx: number;
  readonly cy: number;
  readonly w: number;
  readonly h: number;
  readonly angle: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Blob {
  /** The outermost points of each of its rows. */
  readonly edge: Point[];
  readonly weight: number;
}

interface Heat {
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** How the heat map of the detection model becomes rectangles: the values its authors train it for. */
const INK = 0.3;
const SURE = 0.5;
const GROWTH = 1.6;
const SMALLEST = 3;

/** Collects the connected warm pixels around a seed and cools them in `open`. */
function blobAt({ values, width, height }: Heat, open: Uint8Array, seed: number): Blob {
  const stack = [seed];
  const rows = new Map<number, [number, number]>();
  let weight = 0;
  open[seed] = 0;
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const y = Math.floor(at / width);
    const x = at - y * width;
    weight += values[at] ?? 0;
    const row = rows.get(y);
    if (row === undefined) rows.set(y, [x, x]);
    else {
      row[0] = Math.min(row[0], x);
      row[1] = Math.max(row[1], x);
    }
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
      const next = at + dy * width + dx;
      if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height && open[next] === 1) {
        open[next] = 0;
        stack.push(next);
      }
    }
  }
  const edge: Point[] = [];
  for (const [y, [left, right]] of rows) edge.push({ x: left, y }, { x: right + 1, y }, { x: left, y: y + 1 }, { x: right + 1, y: y + 1 });
  return { edge, weight };
}

const cross = (o: Point, a: Point, b: Point): number => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);

/** The convex hull, by Andrew's monotone chain. */
function hullOf(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y);
  const chain = (list: readonly Point[]): Point[] => {
    const half: Point[] = [];
    for (const point of list) {
      for (let [a, b] = half.slice(-2); a !== undefined && b !== undefined && cross(a, b, point) <= 0; [a, b] = half.slice(-2)) half.pop();
      half.push(point);
    }
    return half.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

function boundsAt(hull: readonly Point[], angle: number): Region {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of hull) {
    const u = x * cos + y * sin;
    const v = y * cos - x * sin;
    left = Math.min(left, u);
    right = Math.max(right, u);
    top = Math.min(top, v);
    bottom = Math.max(bottom, v);
  }
  const u = (left + right) / 2;
  const v = (top + bottom) / 2;
  return { cx: u * cos - v * sin, cy: u * sin + v * cos, w: right - left, h: bottom - top, angle };
}

/** The smallest rectangle around the points; an axis-aligned one where turning gains nothing. */
function tightest(points: readonly Point[]): Region {
  const hull = hullOf(points);
  let best = boundsAt(hull, 0);
  let bestArea = best.w * best.h * 0.97;
  for (const [i, a] of hull.entries()) {
    const b = hull[(i + 1) % hull.length] ?? a;
    const side = Math.atan2(b.y - a.y, b.x - a.x);
    const angle = side - Math.round(side / (Math.PI / 2)) * (Math.PI / 2);
    const candidate = boundsAt(hull, angle);
    if (candidate.w * candidate.h >= bestArea) continue;
    best = candidate;
    bestArea = candidate.w * candidate.h;
  }
  return best;
}

/** The rectangles of text in a heat map, in its pixels. */
export function regionsOf(heat: Heat): Region[] {
  const open = Uint8Array.from(heat.values, (value) => (value > INK ? 1 : 0));
  const regions: Region[] = [];
  for (let seed = open.indexOf(1); seed !== -1; seed = open.indexOf(1, seed)) {
    const { edge, weight } = blobAt(heat, open, seed);
    const core = tightest(edge);
    if (Math.min(core.w, core.h) < SMALLEST || weight / (core.w * core.h) < SURE) continue;
    const grown = (core.w * core.h * GROWTH) / (2 * (core.w + core.h));
    regions.push({ ...core, w: core.w + 2 * grown, h: core.h + 2 * grown });
  }
  return regions;
}
