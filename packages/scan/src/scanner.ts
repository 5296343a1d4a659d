import type { Engine } from './engine.ts';
import { createEvidence } from './evidence.ts';
import { looksAt, type Look } from './rescues.ts';
import { SCAN_FORMATS, type Picture, type ScanRead } from './reads.ts';

/** Finds codes in pictures; only what is sure. */
export interface Scanner {
  /** A frame of a running camera: quick rather than thorough. What it saw still needs a second frame. */
  frame(picture: Picture): Promise<readonly ScanRead[]>;
  /** A photo: look after look until something counts, or the time is spent. */
  still(picture: Picture): Promise<readonly ScanRead[]>;
}

export interface ScannerNeeds {
  readonly zxing: Engine;
  readonly qr: Engine;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** How long a photo may take. The look that is under way at that time is ended first. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 2000;

export function createScanner({ now, patienceMs = PATIENCE_MS, ...engines }: ScannerNeeds): Scanner {
  async function look(picture: Picture, { engine, effort, prepare }: Look, evidence: ReturnType<typeof createEvidence>): Promise<readonly ScanRead[]> {
    const seen = prepare?.(picture) ?? { picture, back: ({ x, y }) => ({ x, y }) };
    const sightings = await engines[engine](seen.picture, effort);
    evidence.add(sightings.map((sighting) => ({ ...sighting, corners: sighting.corners.map(seen.back) })));
    return evidence.accepted();
  }
  return {
    frame: (picture) => engines.zxing(picture, { formats: SCAN_FORMATS, isThorough: false }),
    async still(picture) {
      const evidence = createEvidence();
      const until = now() + patienceMs;
      for (const each of looksAt(picture)) {
        const reads = await look(picture, each, evidence);
        if (reads.length > 0 || now() > until) return reads;
      }
      return [];
    },
  };
}
