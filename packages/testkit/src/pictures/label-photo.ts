import { mulberry32 } from '@gigafibre/kernel';
import type { Random } from '@gigafibre/kernel';
import { labelFacts } from './label-facts.ts';
import type { LabelFacts } from './label-facts.ts';
import { drawLabel } from './label-layouts.ts';
import type { LabelLook } from './label-layouts.ts';
import { pixelsOf } from './sheet.ts';
import type { Pixels } from './sheet.ts';
import { spoiled } from './spoil.ts';
import type { Spoiling } from './spoil.ts';

/** How well a technician held the phone: 0 on a table, 3 in a dark cabinet. */
export type LabelGrade = 0 | 1 | 2 | 3;

const WORST: Readonly<Record<LabelGrade, Spoiling>> = {
  0: { blur: 0.5, perspective: 0.01, turn: 2, glare: 0, darkness: 0.05, fading: 0.05, noise: 4, quality: 90, margin: 0.08 },
  1: { blur: 0.9, perspective: 0.03, turn: 5, glare: 0.2, darkness: 0.2, fading: 0.1, noise: 8, quality: 82, margin: 0.15 },
  2: { blur: 1.4, perspective: 0.05, turn: 9, glare: 0.45, darkness: 0.4, fading: 0.2, noise: 12, quality: 74, margin: 0.2 },
  3: { blur: 1.9, perspective: 0.07, turn: 14, glare: 0.7, darkness: 0.6, fading: 0.3, noise: 18, quality: 66, margin: 0.25 },
};

function spoilingOf(grade: LabelGrade, random: Random): Spoiling {
  const { turn, quality, ...rest } = WORST[grade];
  const share = () => 0.4 + 0.6 * random();
  const [blur, perspective, glare, darkness, fading, noise] = [rest.blur, rest.perspective, rest.glare, rest.darkness, rest.fading, rest.noise].map((worst) => worst * share());
  return { blur: blur ?? 0, perspective: perspective ?? 0, glare: glare ?? 0, darkness: darkness ?? 0, fading: fading ?? 0, noise: noise ?? 0, turn: (random() - 0.5) * 2 * turn, quality, margin: rest.margin };
}

export interface LabelPhoto {
  readonly facts: LabelFacts;
  readonly look: LabelLook;
  readonly grade: LabelGrade;
  readonly pixels: Pixels;
}

const LOOKS = ['all', 'all', 'all', 'serial', 'none', 'qr'] as const;

/** The photograph of a label that a seed makes. `scribble` is written on the label. */
export async function labelPhoto(seed: number, { grade, scribble }: { readonly grade?: LabelGrade; readonly scribble?: string } = {}): Promise<LabelPhoto> {
  const random = mulberry32(seed);
  const facts = labelFacts(random);
  const look: LabelLook = { barcodes: LOOKS[Math.floor(random() * LOOKS.length)] ?? 'all', ...(scribble === undefined ? {} : { scribble }) };
  const drawn = drawLabel(facts, look, random);
  const chosen = grade ?? ([0, 0, 1, 1, 1, 2, 2, 3] as const)[Math.floor(random() * 8)] ?? 1;
  const pixels = await spoiled(await pixelsOf(drawn, 2.1 + random() * 0.9), spoilingOf(chosen, random), random);
  return { facts, look, grade: chosen, pixels };
}
