import type { PlacedVisit, PlanTechnician, PlanVisit } from '../src/index.ts';

/** Midnight of a Monday; the day's own figures below are hours of that day. */
export const DAY_SECONDS = Date.parse('2026-11-23T05:00:00Z') / 1000;
export const hour = (hours: number): number => DAY_SECONDS + Math.round(hours * 3600);

export const PLACES = {
  saintRemi: { latitude: 45.267, longitude: -73.617 },
  napierville: { latitude: 45.183, longitude: -73.4 },
  hemmingford: { latitude: 45.05, longitude: -73.583 },
  joliette: { latitude: 46.016, longitude: -73.424 },
} as const;

export function visit(given: Partial<PlanVisit> = {}): PlanVisit {
  return {
    name: 'VIS-000001', status: 'unassigned', place: PLACES.saintRemi, zone: 'Jardins-de-Napierville', requiredSkills: [], crewSize: 1, crew: [],
    window: null, startSeconds: null, durationSeconds: 3600, pinned: false, slaDueSeconds: null, ...given,
  };
}

export const placed = (name: string, startHour: number, given: Partial<PlanVisit> = {}): PlacedVisit => ({
  ...visit({ name, status: 'planned', crew: ['TECH-001'], ...given }),
  startSeconds: hour(startHour),
});

export function technician(given: Partial<PlanTechnician> = {}): PlanTechnician {
  return {
    name: 'TECH-001', zone: 'Jardins-de-Napierville', home: PLACES.saintRemi,
    skills: [{ skill: 'Épissure', level: 2, expiresSeconds: null }],
    shifts: [{ startSeconds: hour(7.5), endSeconds: hour(16), lunch: { startSeconds: hour(12), endSeconds: hour(12.5) }, onCall: false }],
    absences: [], ...given,
  };
}
