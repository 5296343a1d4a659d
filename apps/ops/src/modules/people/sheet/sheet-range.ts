/** A place by row and column, both from 0. */
export interface Spot {
  readonly row: number;
  readonly column: number;
}

/** A rectangle: where it was begun, and where it goes to. */
export interface SheetRange {
  readonly from: Spot;
  readonly to: Spot;
}

export interface SheetSize {
  readonly rows: number;
  readonly columns: number;
}

const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));
export const inside = ({ row, column }: Spot, { rows, columns }: SheetSize): Spot => ({ row: within(row, rows), column: within(column, columns) });

export const edges = ({ from, to }: SheetRange): { top: number; bottom: number; left: number; right: number } => ({
  top: Math.min(from.row, to.row),
  bottom: Math.max(from.row, to.row),
  left: Math.min(from.column, to.column),
  right: Math.max(from.column, to.column),
});

export function isInRange(range: SheetRange, { row, column }: Spot): boolean {
  const { top, bottom, left, right } = edges(range);
  return row >= top && row <= bottom && column >= left && column <= right;
}

/** Every place of a rectangle, row by row. */
export function spotsOf(range: SheetRange): Spot[][] {
  const { top, bottom, left, right } = edges(range);
  return Array.from({ length: bottom - top + 1 }, (_, down) => Array.from({ length: right - left + 1 }, (_each, along) => ({ row: top + down, column: left + along })));
}

const PAGE = 10;
const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-PAGE, 0], PageDown: [PAGE, 0],
};

export interface SheetKey {
  readonly key: string;
  readonly isFar: boolean;
}

/** Where a key leads from a place; undefined when it leads nowhere. With Ctrl, arrows go to the edge. */
export function spotAfter({ row, column }: Spot, { key, isFar }: SheetKey, size: SheetSize): Spot | undefined {
  if (key === 'Home') return { row: isFar ? 0 : row, column: 0 };
  if (key === 'End') return { row: isFar ? size.rows - 1 : row, column: size.columns - 1 };
  const step = STEPS[key];
  if (step === undefined) return undefined;
  const [down, along] = step;
  const factor = isFar ? Math.max(size.rows, size.columns) : 1;
  return inside({ row: row + down * factor, column: column + along * factor }, size);
}
