import { describe, expect, it } from 'vitest';
import { checkPlacement, conflictsOf, tourWithTravel, travelChange, type PlacementQuestion } from '../src/index.ts';
import { hour, placed, PLACES, technician, visit } from './builders.ts';

const ask = (given: Partial<PlacementQuestion>) => checkPlacement({ visit: visit(), technician: technician(), tour: [], startSeconds: hour(9), ...given });
const rules = (given: Partial<PlacementQuestion>) => ask(given).map(({ rule }) => rule);

describe('what stands against a placement (R05)', () => {
  it('finds nothing to say against a free morning of a person with the skills', () => {
    expect(ask({ visit: visit({ requiredSkills: [{ skill: 'Épissure', level: 2 }] }) })).toEqual([]);
  });

  it('tells a missing skill from a level too low and from a card that has expired', () => {
    const splicing = visit({ requiredSkills: [{ skill: 'Épissure', level: 3 }] });
    expect(ask({ visit: splicing, technician: technician({ skills: [] }) })).toEqual([{ rule: 'missing-skill', severity: 'hard', facts: { skill: 'Épissure', requiredLevel: 3 } }]);
    expect(ask({ visit: splicing })).toEqual([{ rule: 'skill-level', severity: 'hard', facts: { skill: 'Épissure', requiredLevel: 3, level: 2 } }]);
    const expired = technician({ skills: [{ skill: 'Épissure', level: 3, expiresSeconds: hour(0) }] });
    expect(ask({ visit: splicing, technician: expired })).toEqual([{ rule: 'skill-expired', severity: 'hard', facts: { skill: 'Épissure', expiredSeconds: hour(0) } }]);
  });

  it('says which shift is overrun, and that there is none on a day off', () => {
    expect(ask({ startSeconds: hour(15.5) })).toEqual([
      { rule: 'outside-shift', severity: 'hard', facts: { shiftStartSeconds: hour(7.5), shiftEndSeconds: hour(16), startSeconds: hour(15.5), endSeconds: hour(16.5) } },
    ]);
    expect(ask({ technician: technician({ shifts: [] }) })[0]?.facts).toEqual({ shiftStartSeconds: null, shiftEndSeconds: null, startSeconds: hour(9), endSeconds: hour(10) });
  });

  it('names the absence, its reason first in the list', () => {
    const sick = technician({ absences: [{ startSeconds: hour(0), endSeconds: hour(24), reason: 'Sick' }] });
    expect(ask({ technician: sick })[0]).toEqual({ rule: 'absence', severity: 'hard', facts: { reason: 'Sick', fromSeconds: hour(0), untilSeconds: hour(24) } });
  });

  it('calls a start outside the promised window hard, and a lunch not taken soft', () => {
    const promised = visit({ window: { startSeconds: hour(13), endSeconds: hour(17) } });
    expect(ask({ visit: promised, startSeconds: hour(12) }).map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(['outside-window hard', 'lunch soft']);
  });

  it('measures an overlap and says with which visit', () => {
    expect(ask({ tour: [placed('VIS-2', 9.5)] })).toEqual([{ rule: 'overlap', severity: 'hard', facts: { visit: 'VIS-2', overlapSeconds: 1800 } }]);
  });

  it('says from which visit he arrives too late, and which next one he would miss', () => {
    const far = { place: PLACES.joliette };
    expect(rules({ tour: [placed('VIS-2', 7.75, far)] })).toEqual(['late-arrival']);
    expect(rules({ tour: [placed('VIS-3', 10.25, far)] })).toEqual(['next-late']);
    expect(rules({ tour: [placed('VIS-2', 7.75)] })).toEqual([]);
  });

  it('does not move what has begun, nor into the past', () => {
    expect(rules({ visit: visit({ status: 'on-site' }) })).toEqual(['under-way-visit']);
    expect(rules({ nowSeconds: hour(9.5) })).toEqual(['past-start']);
  });

  it('mentions the second person, the deadline and the other territory without forbidding', () => {
    const heavy = visit({ crewSize: 2, zone: 'Lanaudière', slaDueSeconds: hour(8) });
    expect(ask({ visit: heavy }).map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(['sla-missed soft', 'crew-size soft', 'territory soft']);
    expect(rules({ visit: heavy, crewCount: 2, startSeconds: hour(8) })).toEqual(['territory']);
  });
});

describe('the driving of a tour (R05)', () => {
  const tour = [placed('VIS-1', 8), placed('VIS-2', 10, { place: PLACES.hemmingford }), placed('VIS-3', 11.1, { place: PLACES.napierville })];

  it('draws each drive just before the visit it leads to, and says how late an impossible one is', () => {
    const [fromHome, second, third] = tourWithTravel(tour, technician());
    expect(fromHome).toMatchObject({ from: null, to: 'VIS-1', travelSeconds: 0, lateSeconds: 0 });
    expect(second).toMatchObject({ from: 'VIS-1', to: 'VIS-2', endSeconds: hour(10), lateSeconds: 0 });
    expect(third).toMatchObject({ from: 'VIS-2', startSeconds: hour(11), endSeconds: hour(11.1) });
    expect(third?.lateSeconds).toBe((third?.travelSeconds ?? 0) - 360);
  });

  it('counts what a detour adds between its neighbours', () => {
    const here = travelChange(visit({ name: 'VIS-9' }), technician(), tour, hour(9));
    expect(here).toMatchObject({ addedSeconds: 0 });
    const detour = travelChange(visit({ name: 'VIS-9', place: PLACES.joliette }), technician(), tour, hour(9));
    expect(detour.addedSeconds).toBe(detour.afterSeconds - detour.beforeSeconds);
    expect(detour.addedSeconds).toBeGreaterThan(2 * 3600);
  });

  it('forgets yesterday: the first visit of a day is reached from home', () => {
    const yesterday = placed('VIS-0', -10, { place: PLACES.joliette });
    expect(tourWithTravel([yesterday, ...tour], technician())[1]).toMatchObject({ from: null, to: 'VIS-1' });
  });
});

describe('the conflicts of a day (F25)', () => {
  const plan = (visits: ReturnType<typeof placed>[], nowSeconds = hour(7)) => conflictsOf({ technicians: [technician()], visits, nowSeconds });

  it('is empty when the day can be done', () => {
    expect(plan([placed('VIS-1', 8), placed('VIS-2', 9.25)])).toEqual([]);
  });

  it('tells an overlap once, by the later visit', () => {
    expect(plan([placed('VIS-1', 8), placed('VIS-2', 8.5)])).toEqual([
      { visit: 'VIS-2', technician: 'TECH-001', violations: [{ rule: 'overlap', severity: 'hard', facts: { visit: 'VIS-1', overlapSeconds: 1800 } }] },
    ]);
  });

  it('shows who should have been there by now and who is still there', () => {
    const late = plan([placed('VIS-1', 8, { status: 'on-site' }), placed('VIS-2', 9, { status: 'en-route' })], hour(9.5));
    expect(late.map(({ visit: name, violations }) => [name, violations.map(({ rule }) => rule)])).toEqual([['VIS-1', ['overrun']], ['VIS-2', ['running-late']]]);
  });

  it('leaves alone what is over', () => {
    expect(plan([placed('VIS-1', 8, { status: 'done' }), placed('VIS-2', 8.5, { status: 'failed' })], hour(12))).toEqual([]);
  });
});
