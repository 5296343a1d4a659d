import { mulberry32, type Random } from '@gigafibre/kernel';
import { DEFAULT_WEIGHTS, type Assignment, type Place, type PlanningProblem, type PlanTechnician, type PlanVisit, type Priority, type TravelMatrix } from '../src/index.ts';
import { hour } from './builders.ts';

/** Draws of a seeded day. */
export interface Dice {
  readonly random: Random;
  below(limit: number): number;
  between(from: number, to: number): number;
  chance(share: number): boolean;
  one<T>(values: readonly T[]): T;
}

export function diceOf(seed: number): Dice {
  const random = mulberry32(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  return { random, below, between: (from, to) => from + random() * (to - from), chance: (share) => random() < share, one: (values) => values[below(values.length)]! };
}

const SKILLS = ['Épissure', 'Wi-Fi', 'Échelle'] as const;
const ZONES = ['Roussillon', 'Lanaudière', ''] as const;
const PRIORITIES: readonly Priority[] = ['Low', 'Medium', 'High', 'Urgent'];

export const somewhere = (dice: Dice): Place => ({ latitude: Number(dice.between(45.1, 45.35).toFixed(2)), longitude: Number(dice.between(-73.8, -73.4).toFixed(2)) });
const quarter = (dice: Dice, from: number, to: number): number => hour(Math.round(dice.between(from, to) * 4) / 4);

function shiftsOf(dice: Dice, days: number): PlanTechnician['shifts'] {
  return Array.from({ length: days }, (_, day) => day * 24).flatMap((at) => {
    if (dice.chance(0.08)) return [];
    const start = at + dice.one([7, 7.5, 8]);
    const lunch = dice.chance(0.8) ? { startSeconds: hour(at + 12), endSeconds: hour(at + 12.5) } : null;
    const day = { startSeconds: hour(start), endSeconds: hour(start + dice.one([5, 8, 8.5])), lunch, onCall: false, includesDrives: dice.chance(0.5) };
    return dice.chance(0.15) ? [day, { startSeconds: hour(at + 18), endSeconds: hour(at + 22), lunch: null, onCall: true }] : [day];
  });
}

export function someAbsence(dice: Dice, days = 1): PlanTechnician['absences'][number] {
  const from = dice.one([0, 6, 9, 10.5, 13]) + 24 * dice.below(days);
  return { startSeconds: hour(from), endSeconds: hour(from + dice.one([1, 2, 4, 24])), reason: dice.one(['Sick', 'Training', 'Vacation']) };
}

function someTechnician(dice: Dice, name: string, days: number): PlanTechnician {
  const skills = SKILLS.filter(() => dice.chance(0.75)).map((skill) => ({ skill, level: 1 + dice.below(3), expiresSeconds: dice.chance(0.05) ? hour(24 * dice.below(3)) : null }));
  return {
    name, zone: dice.one(ZONES), home: dice.chance(0.9) ? somewhere(dice) : null, skills, shifts: shiftsOf(dice, days),
    absences: dice.chance(0.15) ? [someAbsence(dice, days)] : [],
    ...(dice.chance(0.15) ? { endPlace: dice.chance(0.5) ? null : somewhere(dice) } : {}),
    ...(dice.chance(0.4) ? { overtimeSeconds: 1800 * (1 + dice.below(3)) } : {}),
    ...(dice.chance(0.3) ? { stock: { ONT: dice.below(3) } } : {}),
    ...(dice.chance(0.3) ? { pacePercent: { repair: dice.one([80, 110, 133]) } } : {}),
    ...(dice.chance(0.3) ? { recentLoadMinutes: 300 + dice.below(600) } : {}),
    ...(dice.chance(0.2) ? { zones: ['Lanaudière'] } : {}),
  };
}

const someWindow = (dice: Dice, day: number): PlanVisit['window'] => {
  const [from, until] = dice.one([[8, 12], [13, 17], [8, 10], [10, 12], [13, 15], [8, 17]] as const);
  return { startSeconds: hour(day * 24 + from), endSeconds: hour(day * 24 + until) };
};

export function someVisit(dice: Dice, name: string, days = 1): PlanVisit {
  return {
    name, status: 'unassigned', place: dice.chance(0.95) ? somewhere(dice) : null, zone: dice.one(ZONES),
    requiredSkills: SKILLS.filter(() => dice.chance(0.3)).map((skill) => ({ skill, level: 1 + dice.below(3) })),
    crewSize: dice.chance(0.08) ? 2 : 1, crew: [], startSeconds: null, pinned: false, durationSeconds: 900 * (1 + dice.below(9)),
    window: dice.chance(0.5) ? someWindow(dice, dice.below(days)) : null,
    slaDueSeconds: dice.chance(0.3) ? quarter(dice, 4, 30) : null,
    priority: dice.one(PRIORITIES),
    ...(dice.chance(0.95) ? { jobType: dice.one(['repair', 'install']) } : {}),
    ...(dice.chance(0.15) ? { parts: [{ part: 'ONT', quantity: 1 + dice.below(2) }] } : {}),
  };
}

/** A map server's answer with one-way streets: the way there is not the way back. */
function someMatrix(dice: Dice, places: readonly Place[]): TravelMatrix {
  const seconds = places.flatMap((_, a) => places.map((__, b) => (a === b ? 0 : 300 + dice.below(2400))));
  return { places, seconds, meters: seconds.map((each) => each * 14) };
}

/** A day (or two) with everything that can be in one, few people and few visits. */
export function smallDay(seed: number, size: { readonly technicians?: number; readonly visits?: number } = {}): PlanningProblem {
  const dice = diceOf(seed);
  const days = dice.chance(0.2) ? 2 : 1;
  const technicians = Array.from({ length: size.technicians ?? 2 + dice.below(3) }, (_, index) => someTechnician(dice, `TECH-${index + 1}`, days));
  const plain = Array.from({ length: size.visits ?? 4 + dice.below(8) }, (_, index) => someVisit(dice, `VIS-${index + 1}`, days));
  const visits = plain.map((visit, index) => (index > 0 && dice.chance(0.08) ? { ...visit, after: [plain[index - 1]!.name] } : visit));
  const places = [...new Map([...visits.map(({ place }) => place), ...technicians.map(({ home }) => home)].flatMap((place) => (place === null ? [] : [[`${place.latitude} ${place.longitude}`, place] as const]))).values()];
  return {
    technicians, visits, nowSeconds: hour(dice.one([5, 7, 9])), freezeSeconds: dice.one([0, 1800, 3600]), horizon: { startSeconds: hour(0), endSeconds: hour(24 * days) },
    travel: dice.chance(0.2) ? someMatrix(dice, places) : null, weights: DEFAULT_WEIGHTS,
  };
}

/** The problem with a plan published: who is in it stands there. */
export function published(problem: PlanningProblem, assignments: readonly Assignment[]): PlanningProblem {
  const standing = new Map(assignments.map((each) => [each.visit, each]));
  return {
    ...problem,
    visits: problem.visits.map((visit) => {
      const at = standing.get(visit.name);
      if (visit.status !== 'unassigned' && visit.status !== 'planned' && visit.status !== 'confirmed') return visit;
      return at === undefined ? { ...visit, status: 'unassigned' as const, crew: [], startSeconds: null, pinned: false } : { ...visit, status: visit.status === 'confirmed' ? visit.status : ('planned' as const), crew: at.crew, startSeconds: at.startSeconds };
    }),
  };
}
