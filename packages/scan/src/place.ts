import type { Corner } from './engine.ts';

/** Neighbours on a label may touch: this share of a code, towards its middle, is what nothing else can stand on. */
const CORE = 0.8;

function coreOf(corners: readonly Corner[]): readonly Corner[] {
  const middle = { x: corners.reduce((sum, { x }) => sum + x, 0) / corners.length, y: corners.reduce((sum, { y }) => sum + y, 0) / corners.length };
  return corners.map(({ x, y }) => ({ x: middle.x + (x - middle.x) * CORE, y: middle.y + (y - middle.y) * CORE }));
}

/** The directions across the sides of a shape. */
const acrossSides = (corners: readonly Corner[]): Corner[] =>
  corners.flatMap((from, at) => {
    const to = corners[(at + 1) % corners.length] ?? from;
    return from.x === to.x && from.y === to.y ? [] : [{ x: from.y - to.y, y: to.x - from.x }];
  });

function spread(corners: readonly Corner[], along: Corner): readonly [number, number] {
  const shares = corners.map(({ x, y }) => x * along.x + y * along.y);
  return [Math.min(...shares), Math.max(...shares)];
}

/** Whether two codes, each given by its corners in order, cover the same spot: lying askew, one may reach past the other without touching it. */
export function isSamePlace(one: readonly Corner[], other: readonly Corner[]): boolean {
  const [a, b] = [coreOf(one), coreOf(other)];
  return [...acrossSides(a), ...acrossSides(b)].every((along) => {
    const [[a0, a1], [b0, b1]] = [spread(a, along), spread(b, along)];
    return a0 <= b1 && b0 <= a1;
  });
}
