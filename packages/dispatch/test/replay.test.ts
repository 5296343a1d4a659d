import { describe, expect, it } from 'vitest';
import { branchDay, type BranchQuestion, type TechnicianFacts, type VisitFacts } from '../src/index.ts';
import { staffAt } from '../src/replay/staff.ts';
import { replayOf, stateHash, type ReplayCard, type ReplayChange, type ReplayPlan } from '../src/replay/fold.ts';

const at = (hour: number, minute = 0): string => new Date(Date.UTC(2026, 10, 23, hour, minute)).toISOString();
const ms = (hour: number, minute = 0): number => Date.UTC(2026, 10, 23, hour, minute);
const plan = (given: Partial<ReplayPlan> = {}): ReplayPlan => ({ status: 'planned', crew: [{ technician: 'A' }], window: null, plannedStart: at(14), durationMinutes: 60, pinned: false, ...given });
const card = (given: Partial<ReplayCard> = {}): ReplayCard => ({ ...plan(), name: 'V1', createdAt: at(0), departedAt: null, arrivedAt: null, endedAt: null, ...given });
const change = (seq: number, moment: string, type: string, [before, after]: readonly [ReplayPlan | null, ReplayPlan | null]): ReplayChange<ReplayPlan> => ({ seq, at: moment, doneAt: moment, type, visit: 'V1', before, after });

describe('a day folded from its events (M7)', () => {
  const [tray, planned, moved] = [plan({ status: 'unassigned', crew: [], plannedStart: null }), plan(), plan({ crew: [{ technician: 'B' }] })];
  const changes = [change(1, at(8), 'visit.planned', [tray, planned]), change(2, at(10), 'visit.planned', [planned, moved]), change(3, at(13), 'visit.departed', [moved, plan({ ...moved, status: 'en-route' })])];
  const day = replayOf([card({ ...moved, status: 'en-route', departedAt: at(13) })], changes);
  const stateAt = (moment: number) => day.at(moment).map(({ status, crew, departedAt }) => [status, crew[0]?.technician ?? null, departedAt]);

  it('is what the last event left, and before the first what that one found', () => {
    expect([ms(7), ms(8), ms(9, 59), ms(10), ms(13)].map((moment) => stateAt(moment)[0])).toEqual([['unassigned', null, null], ['planned', 'A', null], ['planned', 'A', null], ['planned', 'B', null], ['en-route', 'B', at(13)]]);
  });

  it('does not show a visit before it was made', () => {
    expect(replayOf([card({ createdAt: at(9) })], []).at(ms(8))).toEqual([]);
  });

  it('shows a visit that no event speaks of as it is, without what it had not yet done', () => {
    const quiet = replayOf([card({ status: 'done', arrivedAt: at(9), endedAt: at(11) })], []);
    expect(quiet.at(ms(10)).map(({ arrivedAt, endedAt }) => [arrivedAt, endedAt])).toEqual([[at(9), null]]);
  });

  it('keeps to the order of the log, however the events come', () => {
    expect(stateHash(replayOf([card()], changes.toReversed()).at(ms(11)))).toBe(stateHash(replayOf([card()], changes).at(ms(11))));
  });

  it('is told apart by its hash: every fact of a plan counts, the order of the visits and the spelling of instants do not', () => {
    const [one, other] = [card(), card({ name: 'V2' })];
    expect(stateHash([one, other])).toBe(stateHash([other, { ...one, plannedStart: '2026-11-23T14:00:00Z' }]));
    const hashes = [card(), card({ status: 'done' }), card({ crew: [{ technician: 'B' }] }), card({ plannedStart: at(15) }), card({ durationMinutes: 90 }), card({ pinned: true }), card({ window: { start: at(13), end: at(17) } })].map((each) => stateHash([each]));
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe('people as they stood (M7)', () => {
  const end = [{ name: 'A', zone: 'Sud' }, { name: 'B', zone: 'Nord' }];
  const changes = [{ seq: 9, at: at(14), technician: 'A', before: { zone: 'Est' } }, { seq: 4, at: at(9), technician: 'A', before: { zone: 'Ouest' } }];
  const zoneOfA = (moment: number) => staffAt(end, changes, moment)[0]?.zone;

  it('are what the next change found, and in the end what is there', () => {
    expect([ms(8), ms(9), ms(13, 59), ms(14)].map(zoneOfA)).toEqual(['Ouest', 'Est', 'Est', 'Sud']);
    expect(staffAt(end, changes, ms(8))[1]).toEqual({ name: 'B', zone: 'Nord' });
  });
});

const technician = (name: string): TechnicianFacts => ({ name, zone: 'Z', home: { latitude: 45.2, longitude: -73.6 }, skills: [], shifts: [{ start: at(13), end: at(22), lunchStart: null, lunchMinutes: 0, onCall: false }], absences: [] });
const visit = (name: string, who: string, hour: number, given: Partial<VisitFacts> = {}): VisitFacts => ({
  name, status: 'planned', place: { zone: 'Z', latitude: 45.2 + hour / 500, longitude: -73.6 }, requiredSkills: [{ skill: 'splicing', level: 1 }], crewSize: 1, crew: [{ technician: who }], window: { start: at(13), end: at(21) }, plannedStart: at(hour), durationMinutes: 60, pinned: false, slaDue: null, ...given,
});
const skilled = (name: string): TechnicianFacts => ({ ...technician(name), skills: [{ skill: 'splicing', level: 3, expiresOn: null }] });
const question = (incident: BranchQuestion['incident']): BranchQuestion => ({
  visits: [visit('V1', 'A', 14), visit('V2', 'A', 16), visit('V3', 'B', 15), visit('V4', 'A', 13, { status: 'on-site', arrivedAt: at(13) })],
  technicians: [skilled('A'), skilled('B')],
  nowSeconds: ms(13, 30) / 1000,
  day: { startSeconds: ms(5) / 1000, endSeconds: ms(29) / 1000 },
  incident,
});

describe('a day that went otherwise', () => {
  it('gives the work of a technician who falls ill to somebody who can do it, and says what doing nothing would have cost', () => {
    const { planned, untouched, mended, changes } = branchDay(question({ kind: 'technician-falls-ill', technician: 'A' }), 2000);
    expect(planned.unassigned).toBe(0);
    expect(untouched.unassigned).toBeGreaterThan(mended.unassigned);
    expect(mended.unassigned).toBe(0);
    expect(new Set(changes.flatMap(({ after }) => after?.crew ?? []))).toEqual(new Set(['B']));
    expect(mended.promisesKept).toBeGreaterThan(untouched.promisesKept);
    expect(mended.cents).toBeLessThan(untouched.cents);
  });

  it('moves what comes after a visit that takes longer', () => {
    const { untouched, mended } = branchDay(question({ kind: 'visit-runs-longer', visit: 'V4', minutes: 120 }), 2000);
    expect(mended.cents).toBeLessThanOrEqual(untouched.cents);
    expect(mended.promisesKept).toBe(mended.promises);
  });

  it('answers the same question the same', () => {
    const asked = question({ kind: 'technician-falls-ill', technician: 'A' });
    expect(branchDay(asked, 1000)).toEqual(branchDay(asked, 1000));
  });
});
