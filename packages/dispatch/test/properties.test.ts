import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { checkPlacement, comparePlacements, isHard, planTechnicianFrom, planVisitFrom, rankPlacements, SOFT_PRICES_SECONDS, tourOf, travelChange, travelSeconds, type PlacedVisit, type Plan, type PlanTechnician, type PlanVisit, type Violation } from '../src/index.ts';
import { hour, placed, PLACES, technician, visit } from './builders.ts';

const SKILLS = ['Épissure', 'Wi-Fi', 'Échelle'];
const ZONES = ['Jardins-de-Napierville', 'Lanaudière'];
const NAMES = ['TECH-001', 'TECH-002', 'TECH-003'];
const quarter = (from: number, to: number) => fc.integer({ min: from * 4, max: to * 4 }).map((quarters) => quarters / 4);
const place = fc.constantFrom(...Object.values(PLACES), null);
const skill = fc.record({ skill: fc.constantFrom(...SKILLS), level: fc.integer({ min: 1, max: 4 }) });
const skills = fc.uniqueArray(skill, { maxLength: 2, selector: (each) => each.skill });
const span = (from: number, to: number) => fc.tuple(quarter(from, to), quarter(0.5, 4)).map(([start, hours]) => ({ startSeconds: hour(start), endSeconds: hour(start + hours) }));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const somebody: fc.Arbitrary<PlanTechnician> = fc.record({
  zone: fc.constantFrom(...ZONES), home: place, onCall: fc.boolean(), hasShift: fc.integer({ min: 0, max: 9 }),
  skills: fc.uniqueArray(fc.tuple(skill, maybe(quarter(0, 20))), { maxLength: 3, selector: ([each]) => each.skill }),
  absence: maybe(span(6, 14)),
}).map((given) => technician({
  ...given, shifts: given.hasShift === 0 ? [] : technician().shifts,
  skills: given.skills.map(([each, expires]) => ({ ...each, expiresSeconds: expires === null ? null : hour(expires) })),
  absences: given.absence === null ? [] : [{ ...given.absence, reason: 'Sick' }],
}));

const request: fc.Arbitrary<PlanVisit> = fc.record({
  place, zone: fc.constantFrom(...ZONES, ''), requiredSkills: skills, crewSize: fc.integer({ min: 1, max: 2 }), window: maybe(span(7, 15)),
  durationSeconds: fc.integer({ min: 1, max: 10 }).map((quarters) => quarters * 900), slaDueSeconds: maybe(quarter(6, 20).map(hour)),
}).map((given) => visit({ name: 'VIS-ASKED', ...given }));

const agenda: fc.Arbitrary<PlacedVisit[]> = fc.array(fc.record({ at: quarter(6, 16), place, who: fc.constantFrom(...NAMES), quarters: fc.integer({ min: 1, max: 8 }) }), { maxLength: 8 })
  .map((entries) => entries.map((entry, index) => placed(`VIS-${index}`, entry.at, { place: entry.place, crew: [entry.who], durationSeconds: entry.quarters * 900 })));

const smallPlan: fc.Arbitrary<Plan> = fc.record({ people: fc.array(somebody, { minLength: 1, maxLength: 3 }), visits: agenda, now: fc.option(quarter(6, 12), { nil: undefined }) })
  .map(({ people, visits, now }) => ({ technicians: people.map((person, index) => ({ ...person, name: NAMES[index] ?? 'TECH-009' })), visits, ...(now === undefined ? {} : { nowSeconds: hour(now) }) }));

interface Scene { asked: PlanVisit; person: PlanTechnician; tour: readonly PlacedVisit[]; start: number; now: number | undefined }

/** Judges each explanation anew from the plan alone, by other means than the rules use. */
const WITNESS: Record<Violation['rule'], (violation: Violation, scene: Scene) => boolean> = {
  'missing-skill': ({ facts }, { asked, person }) => 'skill' in facts && asked.requiredSkills.some((each) => each.skill === facts.skill) && person.skills.every((each) => each.skill !== facts.skill),
  'skill-level': ({ facts }, { person }) => 'skill' in facts && 'level' in facts && person.skills.some((each) => each.skill === facts.skill && each.level === facts.level && each.level < facts.requiredLevel),
  'skill-expired': ({ facts }, { person, start }) => 'skill' in facts && person.skills.some((each) => each.skill === facts.skill && each.expiresSeconds !== null && each.expiresSeconds <= start),
  absence: (_violation, { asked, person, start }) => minutesOf(start, asked).some((minute) => person.absences.some((each) => each.startSeconds <= minute && minute < each.endSeconds)),
  'outside-shift': (_violation, { asked, person, start }) => minutesOf(start, asked).some((minute) => !person.shifts.some((each) => each.startSeconds <= minute && minute < each.endSeconds)),
  lunch: (_violation, { asked, person, start }) => minutesOf(start, asked).some((minute) => person.shifts.some(({ lunch }) => lunch !== null && lunch.startSeconds <= minute && minute < lunch.endSeconds)),
  overlap: ({ facts }, { asked, tour, start }) => 'overlapSeconds' in facts && sharedMinutes(asked, start, tour.find((each) => each.name === facts.visit)) * 60 === facts.overlapSeconds,
  'outside-window': (_violation, { asked, start }) => asked.window !== null && !(asked.window.startSeconds <= start && start <= asked.window.endSeconds),
  'late-arrival': ({ facts }, { asked, tour, start }) => 'after' in facts && arrives(tour.find((each) => each.name === facts.after), asked) - start === facts.lateSeconds && facts.lateSeconds > 300,
  'next-late': ({ facts }, { asked, tour, start }) => 'visit' in facts && 'lateSeconds' in facts && start + asked.durationSeconds + travelSeconds(asked.place, tour.find((each) => each.name === facts.visit)?.place ?? null) - facts.lateSeconds === tour.find((each) => each.name === facts.visit)?.startSeconds,
  'past-start': (_violation, { start, now }) => now !== undefined && start < now,
  'sla-missed': (_violation, { asked, start }) => asked.slaDueSeconds !== null && asked.slaDueSeconds < start,
  'crew-size': (_violation, { asked }) => asked.crewSize > 1,
  territory: (_violation, { asked, person }) => asked.zone !== person.zone,
  'under-way-visit': () => false,
  'running-late': () => false,
  overrun: () => false,
  overtime: ({ facts }, { asked, person, start }) => 'shiftEndSeconds' in facts && start + asked.durationSeconds > Number(facts.shiftEndSeconds) && start + asked.durationSeconds <= Number(facts.shiftEndSeconds) + (person.overtimeSeconds ?? 0),
  'part-missing': ({ facts }, { person }) => 'part' in facts && (person.stock?.[facts.part] ?? 0) < facts.required,
  frozen: () => false,
  pinned: () => false,
  precedence: () => false,
  'crew-apart': () => false,
  'skills-unknown': () => false,
  untagged: () => false,
  'on-call': () => false,
};
const minutesOf = (start: number, asked: PlanVisit): number[] => Array.from({ length: asked.durationSeconds / 60 }, (_, minute) => start + minute * 60);
const sharedMinutes = (asked: PlanVisit, start: number, other: PlacedVisit | undefined): number => minutesOf(start, asked).filter((minute) => other !== undefined && other.startSeconds <= minute && minute < other.startSeconds + other.durationSeconds).length;
const arrives = (before: PlacedVisit | undefined, asked: PlanVisit): number => (before === undefined ? 0 : before.startSeconds + before.durationSeconds + travelSeconds(before.place, asked.place));

/** Every person at every quarter of an hour of the day, judged one by one. */
function everyPlacement(asked: PlanVisit, plan: Plan) {
  return plan.technicians.flatMap((person) => Array.from({ length: 96 }, (_, index) => hour(index / 4)).flatMap((startSeconds) => {
    const tour = tourOf(plan, person.name);
    const violations = checkPlacement({ visit: asked, technician: person, tour, startSeconds, ...(plan.nowSeconds === undefined ? {} : { nowSeconds: plan.nowSeconds }) });
    if (violations.some(isHard)) return [];
    const added = travelChange(asked, person, tour, startSeconds).addedSeconds;
    return [{ technician: person.name, startSeconds, addedTravelSeconds: added, costSeconds: added + violations.reduce((sum, { rule }) => sum + (SOFT_PRICES_SECONDS[rule] ?? 0), 0), violations }];
  }));
}

describe('the engine holds for any day', () => {
  it('never breaks a rule without a reason that is true when judged anew', () => {
    fc.assert(fc.property(request, smallPlan, quarter(6, 18), (asked, plan, at) => {
      for (const person of plan.technicians) {
        const tour = tourOf(plan, person.name);
        const scene = { asked, person, tour, start: hour(at), now: plan.nowSeconds };
        const said = checkPlacement({ visit: asked, technician: person, tour, startSeconds: scene.start, ...(plan.nowSeconds === undefined ? {} : { nowSeconds: plan.nowSeconds }) });
        expect(said.filter((violation) => !WITNESS[violation.rule](violation, scene))).toEqual([]);
      }
    }), { numRuns: 300 });
  });

  it('never proposes a place where somebody would be in two places at once', () => {
    fc.assert(fc.property(request, smallPlan, (asked, plan) => {
      for (const { technician: name, startSeconds, violations } of rankPlacements(asked, plan)) {
        const shared = tourOf(plan, name).reduce((sum, other) => sum + sharedMinutes(asked, startSeconds, other), 0);
        expect(shared > 0).toBe(violations.some(({ rule }) => rule === 'overlap'));
      }
    }), { numRuns: 200 });
  });

  it('puts first what trying everything finds best, and everything feasible before everything not', () => {
    fc.assert(fc.property(request, smallPlan, (asked, plan) => {
      const ranked = rankPlacements(asked, plan);
      const [best] = everyPlacement(asked, plan).sort(comparePlacements);
      const feasible = ranked.map(({ violations }) => !violations.some(isHard));
      expect(ranked.filter((_, index) => feasible[index])[0]).toEqual(best);
      expect(feasible).toEqual(feasible.toSorted((one, other) => Number(other) - Number(one)));
      const knowsSomeTime = asked.window !== null || plan.nowSeconds !== undefined || plan.technicians.some(({ shifts }) => shifts.length > 0);
      expect(ranked).toHaveLength(knowsSomeTime ? plan.technicians.length : 0);
    }), { numRuns: 200 });
  });

  it('gives the same order for the same day', () => {
    fc.assert(fc.property(request, smallPlan, (asked, plan) => {
      expect(rankPlacements(asked, { ...plan, visits: plan.visits.toReversed() })).toEqual(rankPlacements(asked, plan));
    }), { numRuns: 100 });
  });
});

describe('cards become plans', () => {
  it('lets a skill be valid to the end of its last day at the site', () => {
    const card = { name: 'TECH-001', zone: '', home: null, shifts: [], absences: [], skills: [{ skill: 'Nacelle', level: 1, expiresOn: '2026-11-23' }] };
    expect(planTechnicianFrom(card).skills).toEqual([{ skill: 'Nacelle', level: 1, expiresSeconds: Date.parse('2026-11-24T05:00:00Z') / 1000 }]);
  });

  it('keeps a visit without coordinates, without a place', () => {
    const card = { name: 'V', status: 'unassigned', place: { zone: 'Roussillon', latitude: null, longitude: -73 }, requiredSkills: [], crewSize: 1, crew: [], window: null, plannedStart: null, durationMinutes: 35, pinned: false, slaDue: null } as const;
    expect(planVisitFrom(card)).toMatchObject({ place: null, zone: 'Roussillon', durationSeconds: 2100, startSeconds: null });
  });
});
