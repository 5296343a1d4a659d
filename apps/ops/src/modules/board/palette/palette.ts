import type { VisitCard } from '@gigafibre/contracts';

/** What the colour of a bar tells. Its icon and its border tell the status and the alarm all the same. */
export const PALETTES = ['status', 'priority', 'type', 'skill'] as const;
export type Palette = (typeof PALETTES)[number];

/** So many colours can be told apart, also by people who see no red or no green; what is more rare than these shares the last. */
export const HUES = 8;

type Coloured = Pick<VisitCard, 'priority' | 'jobType' | 'jobTypeLabel' | 'requiredSkills'>;

export interface Legend {
  /** Empty for visits that need no skill. */
  readonly key: string;
  readonly hue: number;
  readonly count: number;
}

const PRIORITY_HUES: Readonly<Record<string, number>> = { Urgent: 6, High: 1, Medium: 2, Low: 8 };

/** The skill that a visit asks most of. */
const hardestSkill = ({ requiredSkills }: Coloured): string => requiredSkills.toSorted((one, other) => other.level - one.level || (one.skill < other.skill ? -1 : 1))[0]?.skill ?? '';

/** What a visit is coloured by. */
export function keyOf(palette: Palette, visit: Coloured): string {
  if (palette === 'priority') return visit.priority;
  return palette === 'type' ? visit.jobType : hardestSkill(visit);
}

/** The colours of a palette, by what there is of each; the same things have the same colours whatever their order. */
export function legendOf(palette: Palette, visits: Iterable<Coloured>): readonly Legend[] {
  if (palette === 'status') return [];
  const counts = new Map<string, number>();
  for (const visit of visits) counts.set(keyOf(palette, visit), (counts.get(keyOf(palette, visit)) ?? 0) + 1);
  const keys = [...counts].toSorted(([one, few], [other, many]) => many - few || (one < other ? -1 : 1));
  return keys.map(([key, count], index) => ({ key, count, hue: palette === 'priority' ? (PRIORITY_HUES[key] ?? HUES) : Math.min(index + 1, HUES) }));
}
