import { planVisitFrom, travelMeters, travelSeconds, type PlacedVisit, type PlanTechnician } from '@gigafibre/dispatch';
import { describe, expect, it } from 'vitest';
import { carriedTo, type Hand } from './carrying.ts';
import { crewTies } from './crew-ties.ts';
import { driveOf, moveCost, tourAfter, type Moving } from './move-cost.ts';
import { barTimes } from './bar-times.ts';
import { card } from './testing/cards.ts';

const at = (hour: number): number => Date.parse('2026-11-23T05:00:00Z') / 1000 + hour * 3600;
const clock = (hour: number): string => new Date(at(hour) * 1000).toISOString();
const planned = (name: string, technician: string, hour: number) => card({ name, status: 'planned', crew: [{ technician, role: 'lead' }], plannedStart: clock(hour), durationMinutes: 60 });
const order = ['A', 'B', 'C'];
const handOf = (given: Partial<Hand>): Hand => ({ visit: planned('V1', 'A', 8), others: [], by: 'pointer', mode: 'move', from: 'A', landing: { on: 'row', technician: 'B', startSeconds: at(10), durationSeconds: 3600 }, ...given });

describe('Several visits in hand', () => {
  it('keep their distance in rows and hours from the one that is held', () => {
    const places = carriedTo(handOf({ others: [planned('V2', 'B', 9.5)] }), order);
    expect(places.map(({ visit, from, technician, startSeconds }) => [visit.name, from, technician, startSeconds])).toEqual([['V1', 'A', 'B', at(10)], ['V2', 'B', 'C', at(11.5)]]);
  });

  it('stay on the board at its edges', () => {
    expect(carriedTo(handOf({ landing: { on: 'row', technician: 'C', startSeconds: at(8), durationSeconds: 3600 }, others: [planned('V2', 'C', 9)] }), order)[1]?.technician).toBe('C');
  });

  it('queue up behind one another from the tray', () => {
    const places = carriedTo(handOf({ visit: card({ name: 'T1' }), from: null, others: [card({ name: 'T2', durationMinutes: 90 }), card({ name: 'T3' })] }), order);
    expect(places.map(({ technician, from }) => [technician, from])).toEqual([['B', null], ['B', null], ['B', null]]);
    expect(places.map(({ startSeconds }) => startSeconds)).toEqual([at(10), at(11.25), at(13)]);
  });

  it('have no place in the tray, and take nobody away from a visit that somebody joins', () => {
    expect(carriedTo(handOf({ landing: { on: 'tray' } }), order)).toEqual([]);
    expect(carriedTo(handOf({ landing: { on: 'row', technician: 'B', startSeconds: at(8), durationSeconds: 3600, joins: true } }), order)[0]).toMatchObject({ from: null, technician: 'B' });
  });
});

describe('What a move costs in driving (R05)', () => {
  const howick = { latitude: 45.183, longitude: -73.85 };
  const remi = { latitude: 45.267, longitude: -73.617 };
  const home = { latitude: 45.157, longitude: -73.676 };
  const person = (name: string): PlanTechnician => ({ name, zone: '', home, skills: [], shifts: [], absences: [] });
  const stop = (name: string, hour: number, place = howick): PlacedVisit => ({ ...planVisitFrom(card({ name })), place, startSeconds: at(hour), durationSeconds: 3600 });
  const moving = (given: Partial<Moving>): Moving => ({ visit: stop('V1', 8), from: null, technician: 'B', startSeconds: at(9), durationSeconds: 3600, ...given });

  it('is each day from home and back', () => {
    expect(driveOf([stop('V1', 8), stop('V2', 10, remi)], home)).toEqual({
      seconds: travelSeconds(home, howick) + travelSeconds(howick, remi) + travelSeconds(remi, home),
      meters: travelMeters(home, howick) + travelMeters(howick, remi) + travelMeters(remi, home),
    });
    expect(driveOf([stop('V1', 8), stop('V2', 32)], home).seconds).toBe(4 * travelSeconds(home, howick));
    expect(driveOf([], home)).toEqual({ seconds: 0, meters: 0 });
    expect(driveOf([stop('V1', 8), stop('V2', 10, remi)], null).meters).toBe(travelMeters(howick, remi));
  });

  it('counts what the one saves who loses the visit', () => {
    const tours = new Map([['A', [stop('V1', 8)]], ['B', [stop('V2', 12)]]]);
    const people = new Map(['A', 'B'].map((name) => [name, person(name)]));
    const there = 2 * travelSeconds(home, howick);
    const cost = moveCost([moving({ from: 'A' })], tours, people);
    expect([cost.before.seconds, cost.after.seconds]).toEqual([2 * there, there + travelSeconds(howick, howick)]);
    expect(moveCost([moving({})], tours, people).before.seconds).toBe(there);
  });

  it('is judged on the tour as it will be, without what leaves it', () => {
    const tour = [stop('V1', 8), stop('V2', 12)];
    expect(tourAfter(tour, 'A', [moving({ from: 'A' })]).map(({ name }) => name)).toEqual(['V2']);
    expect(tourAfter(tour, 'A', [moving({ technician: 'A', from: 'A', startSeconds: at(14) })]).map(({ name, startSeconds }) => [name, startSeconds])).toEqual([['V2', at(12)], ['V1', at(14)]]);
  });
});

describe('A bar beside its plan', () => {
  it('is the plan while nothing has happened', () => {
    expect(barTimes(planned('V1', 'A', 8), at(7))).toEqual({ startSeconds: at(8), endSeconds: at(9), ghost: undefined, moments: [] });
    expect(barTimes(card(), at(7))).toBeUndefined();
  });

  it('is what really happened, with the plan behind it', () => {
    const done = { ...planned('V1', 'A', 8), status: 'done' as const, departedAt: clock(8), arrivedAt: clock(8.5), endedAt: clock(9.25) };
    expect(barTimes(done, at(12))).toEqual({
      startSeconds: at(8.5), endSeconds: at(9.25), ghost: { startSeconds: at(8), endSeconds: at(9) },
      moments: [{ kind: 'departed', seconds: at(8) }, { kind: 'arrived', seconds: at(8.5) }, { kind: 'ended', seconds: at(9.25) }],
    });
  });

  it('grows by five minutes while the technician stays longer than planned', () => {
    const there = { ...planned('V1', 'A', 8), status: 'on-site' as const, arrivedAt: clock(8) };
    expect(barTimes(there, at(8.5))?.endSeconds).toBe(at(9));
    expect(barTimes(there, at(9.5) + 60)?.endSeconds).toBe(at(9.5) + 300);
  });

  it('leaves no ghost behind what kept to the plan within five minutes, nor behind what was cancelled', () => {
    const kept = { ...planned('V1', 'A', 8), status: 'done' as const, arrivedAt: new Date((at(8) + 200) * 1000).toISOString(), endedAt: clock(9) };
    expect(barTimes(kept, at(12))?.ghost).toBeUndefined();
    expect(barTimes({ ...planned('V1', 'A', 8), status: 'cancelled', endedAt: clock(6) }, at(12))?.ghost).toBeUndefined();
  });
});

describe('A crew’s bars (F2)', () => {
  it('are tied from the first row to the last; one alone is not', () => {
    const shared = card({ name: 'V1', crew: [{ technician: 'A', role: 'lead' }, { technician: 'C', role: 'helper' }] });
    const row = (visits: readonly typeof shared[]) => ({ visits, bars: new Map(visits.map(({ name }) => [name, { startSeconds: at(8) }])) });
    expect(crewTies([row([shared]), row([]), row([shared])])).toEqual([{ visit: 'V1', startSeconds: at(8), fromRow: 0, toRow: 2 }]);
    expect(crewTies([row([shared]), row([])])).toEqual([]);
  });
});
