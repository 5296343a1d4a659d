import type { Engine } from './engine.ts';
import { createEvidence } from './evidence.ts';
import { RESCUES, type Rescue } from './rescues.ts';
import { SCAN_FORMATS, type Picture, type ScanRead } from './reads.ts';

/** Finds codes in pictures; only what is sure. */
export interface Scanner {
  /** A frame of a running camera: quick rather than thorough. What it saw still needs a second frame. */
  frame(picture: Picture): Promise<readonly ScanRead[]>;
  /** A photo: look after look until something counts, or the time is spent. */
  still(picture: Picture): Promise<readonly ScanRead[]>;
}

export interface ScannerNeeds {
  readonly engine: Engine;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** How long a photo may take. The look that is under way at that time is ended first. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 1500;

export function createScanner({ engine, now, patienceMs = PATIENCE_MS }: ScannerNeeds): Scanner {
  async function look(picture: Picture, rescue: Rescue, evidence: ReturnType<typeof createEvidence>): Promise<readonly ScanRead[]> {
    const seen = rescue.prepare?.(picture) ?? { picture, scale: 1 };
    const sightings = await engine(seen.picture, rescue.effort);
    evidence.add(sightings.map((sighting) => ({ ...sighting, corners: sighting.corners.map(({ x, y }) => ({ x: x / seen.scale, y: y / seen.scale })) })));
    return evidence.accepted();
  }
  return {
    async frame(picture) {
      return engine(picture, { formats: SCAN_FORMATS, isThorough: false });
    },
    async still(picture) {
      const evidence = createEvidence();
      const until = now() + patienceMs;
      for (const rescue of RESCUES) {
        const reads = await look(picture, rescue, evidence);
        if (reads.length > 0 || now() > until) return reads;
      }
      return [];
    },
  };
}
