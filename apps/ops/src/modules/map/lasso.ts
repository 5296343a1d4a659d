/** A point of the screen, in pixels. */
export interface Dot {
  readonly x: number;
  readonly y: number;
}

const MEANT_PIXELS = 6;

/** Is a point inside an outline? The outline closes itself. */
export function isInside({ x, y }: Dot, outline: readonly Dot[]): boolean {
  let inside = false;
  outline.forEach((one, index) => {
    const other = outline[(index + outline.length - 1) % outline.length];
    if (other === undefined || one.y > y === other.y > y) return;
    if (x < ((other.x - one.x) * (y - one.y)) / (other.y - one.y) + one.x) inside = !inside;
  });
  return inside;
}

/** Those whose point the lasso goes around; nobody when it was a click and no lasso. */
export function caught<T extends Dot>(outline: readonly Dot[], dots: readonly T[]): readonly T[] {
  const wide = Math.max(...outline.map(({ x }) => x)) - Math.min(...outline.map(({ x }) => x));
  const high = Math.max(...outline.map(({ y }) => y)) - Math.min(...outline.map(({ y }) => y));
  return outline.length < 3 || Math.max(wide, high) < MEANT_PIXELS ? [] : dots.filter((dot) => isInside(dot, outline));
}
