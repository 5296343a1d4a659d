import { mulberry32 } from '@gigafibre/kernel';
import { DEFAULT_WEIGHTS, type Place, type PlanningProblem, type PlanTechnician, type PlanVisit, type Priority } from '../src/index.ts';

/** Midnight of a Monday. */
const MIDNIGHT = Date.parse('2026-11-23T05:00:00Z') / 1000;
const hour = (hours: number): number => MIDNIGHT + Math.round(hours * 3600);

/** The zones and some of their places, good to about two kilometres. */
const ZONES: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  'Haut-Saint-Laurent': [[45.1, -73.767], [45.033, -73.917], [45.089, -74.174], [45.125, -73.999], [45.183, -73.85], [45.05, -73.76]],
  'Jardins-de-Napierville': [[45.157, -73.676], [45.267, -73.617], [45.233, -73.567], [45.167, -73.517], [45.183, -73.4], [45.05, -73.583]],
  Roussillon: [[45.317, -73.75], [45.38, -73.75], [45.3, -73.68], [45.367, -73.567], [45.383, -73.517], [45.417, -73.5]],
  'Haut-Richelieu': [[45.307, -73.263], [45.083, -73.367], [45.35, -73.467]],
  Lanaudière: [[46.016, -73.424], [45.742, -73.45], [45.833, -73.417], [45.883, -73.283], [46.05, -73.717], [46.083, -73.183], [45.85, -73.483]],
};
const SHARES = [0.18, 0.24, 0.3, 0.12, 0.16];

/** What is asked for: share of the day, minutes, skills, and how long it takes on the crowded day. */
const KINDS = [
  { type: 'install-aerial', share: 0.25, minutes: 150, skills: [['raccordement', 2], ['echelle', 2]] },
  { type: 'no-signal-repair', share: 0.25, minutes: 90, skills: [['epissure', 2], ['otdr', 1]] },
  { type: 'wifi-mesh', share: 0.12, minutes: 60, skills: [['wifi', 3]] },
  { type: 'activation', share: 0.14, minutes: 60, skills: [['wifi', 1]] },
  { type: 'equipment-swap', share: 0.14, minutes: 35, skills: [] },
  { type: 'splitter-maintenance', share: 0.06, minutes: 90, skills: [['epissure', 3]] },
  { type: 'business', share: 0.04, minutes: 120, skills: [['affaires', 3]] },
] as const;

function drawn(seed: number) {
  const random = mulberry32(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const share = <T>(values: readonly T[], shares: readonly number[]): T => {
    let left = random();
    return values.find((_, index) => (left -= shares[index] ?? 0) < 0) ?? (values.at(-1) as T);
  };
  return { random, below, share };
}
type Draw = ReturnType<typeof drawn>;

function placeIn(draw: Draw, zone: string): Place {
  const towns = ZONES[zone] ?? [];
  const [latitude, longitude] = towns[draw.below(towns.length)] ?? [45.2, -73.6];
  return { latitude: Number((latitude + (draw.random() - 0.5) * 0.05).toFixed(4)), longitude: Number((longitude + (draw.random() - 0.5) * 0.07).toFixed(4)) };
}

function technician(draw: Draw, index: number): PlanTechnician {
  const zone = draw.share(Object.keys(ZONES), SHARES);
  const level = (base: number): number => Math.min(5, base + draw.below(3));
  const isSplicer = index % 6 === 5;
  const skills = [['raccordement', level(2)], ['echelle', level(2)], ['wifi', level(1)], ['otdr', level(1)], ['epissure', isSplicer ? level(3) : level(1)], ...(index % 11 === 0 ? [['affaires', 3] as const] : [])] as const;
  const start = index % 3 === 0 ? 8 : 7.5;
  return {
    name: `TECH-${String(index + 1).padStart(3, '0')}`, zone, home: placeIn(draw, zone), absences: [], overtimeSeconds: 3600,
    skills: skills.map(([skill, held]) => ({ skill, level: held, expiresSeconds: null })),
    shifts: [{ startSeconds: hour(start), endSeconds: hour(start + 8.5), lunch: { startSeconds: hour(12), endSeconds: hour(12.5) }, onCall: false, includesDrives: true }],
  };
}

/** From this many times the usual number of visits a day is one of short calls with wide promises: nothing else lets 22 fit a technician. */
const CROWDED = 2;
const USUAL_WINDOWS = { spans: [null, [8, 12], [13, 17], [8, 10], [10, 12], [13, 15]], shares: [0.4, 0.22, 0.22, 0.05, 0.06, 0.05] } as const;
const WIDE_WINDOWS = { spans: [null, [8, 12], [12, 17], [8, 13], [10, 15], [13, 17]], shares: [0.6, 0.1, 0.1, 0.07, 0.06, 0.07] } as const;

/** A visit; on a crowded day everything is short, so that four times as many fit. */
export function dayVisit(draw: Draw, name: string, crowding: number): PlanVisit {
  const zone = draw.share(Object.keys(ZONES), SHARES);
  const kind = draw.share(KINDS, KINDS.map(({ share }) => share));
  const { spans, shares } = crowding > CROWDED ? WIDE_WINDOWS : USUAL_WINDOWS;
  const window = draw.share<readonly [number, number] | null>(spans, shares);
  return {
    name, status: 'unassigned', place: placeIn(draw, zone), zone, crewSize: 1, crew: [], startSeconds: null, pinned: false, jobType: kind.type,
    durationSeconds: Math.max(300, Math.round((kind.minutes * (0.75 + draw.random() * 0.5) * 60) / crowding / 300) * 300),
    requiredSkills: kind.skills.map(([skill, level]) => ({ skill, level })),
    window: window === null ? null : { startSeconds: hour(window[0]), endSeconds: hour(window[1]) },
    slaDueSeconds: draw.random() < 0.3 ? hour(9 + draw.below(20)) : null,
    priority: draw.share<Priority>(['Low', 'Medium', 'High', 'Urgent'], [0.2, 0.55, 0.2, 0.05]),
  };
}

/** A generated day of 46 technicians in five zones. */
export function generatedDay(visits: number, seed: number): { readonly problem: PlanningProblem; readonly draw: Draw; readonly crowding: number } {
  const draw = drawn(seed);
  // about four fifths of the working time are taken, driving included
  const crowding = visits > 200 * CROWDED ? visits / 125 : visits / 200;
  const problem: PlanningProblem = {
    technicians: Array.from({ length: 46 }, (_, index) => technician(draw, index)),
    visits: Array.from({ length: visits }, (_, index) => dayVisit(draw, `VIS-${String(index + 1).padStart(4, '0')}`, crowding)),
    nowSeconds: hour(6), freezeSeconds: 1800, horizon: { startSeconds: hour(0), endSeconds: hour(24) }, travel: null, weights: DEFAULT_WEIGHTS,
  };
  return { problem, draw, crowding };
}
