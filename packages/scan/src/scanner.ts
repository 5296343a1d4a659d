import type { Corner, Engine } from './engine.ts';
import { createEvidence, type PlacedRead } from './evidence.ts';
import { looksAt, looksAtLabel, type Look } from './rescues.ts';
import { SCAN_FORMATS, type Picture, type ScanRead } from './reads.ts';

/** Finds codes in pictures; only what is sure. */
export interface Scanner {
  /** A frame of a running camera: quick rather than thorough. What it saw still needs a second frame. */
  frame(picture: Picture): Promise<readonly ScanRead[]>;
  /** A photo: look after look until something counts, or the time is spent. */
  still(picture: Picture): Promise<readonly ScanRead[]>;
  /** The photo of a label with several codes. */
  label(picture: Picture): LabelSurvey;
}

/** All the codes of one label; what later looks see adds up with what earlier ones saw. */
export interface LabelSurvey {
  /** The quick looks. */
  first(): Promise<readonly PlacedRead[]>;
  /**
   * The slow ones, for what the first left open, until the time is spent.
   * @param lean of the label's lines, in degrees clockwise.
   */
  closer(lean: number): Promise<readonly PlacedRead[]>;
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
    const seen = prepare === undefined ? { picture, back: (corner: Corner): Corner => corner } : prepare(picture);
    if (seen === undefined) return evidence.accepted();
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
    label(picture) {
      const evidence = createEvidence();
      const looks = looksAtLabel(picture);
      return {
        async first() {
          for (const each of looks.first) await look(picture, each, evidence);
          for (const each of looks.second) if (evidence.doubtful().length > 0) await look(picture, each, evidence);
          return evidence.placed();
        },
        async closer(lean) {
          const until = now() + patienceMs;
          for (const each of looks.closer(lean)) if (now() <= until) await look(picture, each, evidence);
          return evidence.placed();
        },
      };
    },
  };
}
