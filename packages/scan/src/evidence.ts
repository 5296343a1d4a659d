import type { Corner, Sighting } from './engine.ts';
import { isSamePlace } from './place.ts';
import { repairsItself, type ScanFormat, type ScanRead } from './reads.ts';

/** Lines that must say the same in one look. A bar code without a check digit needs more of them. */
const LINES_ENOUGH: Readonly<Partial<Record<ScanFormat, number>>> = { 'code-128': 3, 'code-39': 5, 'ean-13': 4, 'ean-8': 5 };
const LOOKS_ENOUGH = 2;
/** How many times stronger than what contradicts it a read must be. */
const OUTWEIGHS = 4;

/** A read, and where it stands in the whole picture. */
export interface PlacedRead extends ScanRead {
  readonly corners: readonly Corner[];
}

interface Seen extends PlacedRead {
  looks: number;
  lines: number;
  mostLines: number;
}

const weightOf = ({ looks, lines }: Seen): number => looks + lines;

/** Two codes cannot stand in the same place, but for a square printed in the middle of another: it proves itself. */
const contradicts = (one: Seen, other: Seen): boolean => one !== other && !(repairsItself(one.format) && repairsItself(other.format)) && isSamePlace(one.corners, other.corners);

const isEnough = ({ format, looks, mostLines }: Seen): boolean => repairsItself(format) || looks >= LOOKS_ENOUGH || mostLines >= (LINES_ENOUGH[format] ?? Infinity);

/**
 * What several looks at one picture add up to. Codes in two dimensions prove themselves; bars count when enough lines of one look
 * or two looks agree, and nothing as strong at the same place says otherwise.
 */
export function createEvidence() {
  const seen = new Map<string, Seen>();
  const placed = (): readonly PlacedRead[] => {
    const all = [...seen.values()];
    const counts = (one: Seen): boolean => isEnough(one) && all.every((other) => !contradicts(one, other) || weightOf(one) >= OUTWEIGHS * weightOf(other));
    return all.filter(counts).sort((a, b) => weightOf(b) - weightOf(a)).map(({ text, format, corners }) => ({ text, format, corners }));
  };
  return {
    /** @param corners of the sightings are in the coordinates of the whole picture. */
    add(sightings: readonly Sighting[]): void {
      for (const { text, format, lines, corners } of sightings) {
        const key = `${format} ${text}`;
        const before = seen.get(key) ?? { text, format, corners, looks: 0, lines: 0, mostLines: 0 };
        seen.set(key, { ...before, looks: before.looks + 1, lines: before.lines + lines, mostLines: Math.max(before.mostLines, lines) });
      }
    },
    /** The reads that count, the strongest first. */
    accepted: (): readonly ScanRead[] => placed().map(({ text, format }) => ({ text, format })),
    /** The same, each with its place. */
    placed,
    /** Formats of which something was seen that does not count yet. */
    doubtful(): readonly ScanFormat[] {
      return [...new Set([...seen.values()].filter((one) => !isEnough(one)).map(({ format }) => format))];
    },
  };
}
