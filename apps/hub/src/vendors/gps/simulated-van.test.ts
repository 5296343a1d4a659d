import { describe, expect, it } from 'vitest';
import type { PlannedStop, PlannedTour } from './gps.port.ts';
import { lastHeard, metersBetween, vanAt } from './simulated-van.ts';
import { simulatedFixes } from './simulated.ts';

const hour = (hours: number, minutes = 0): number => 1_773_100_800 + hours * 3600 + minutes * 60;
const HOME = { latitude: 45.157, longitude: -73.676 };
const stop = (start: number, minutes: number, place: { latitude: number; longitude: number }, more: Partial<PlannedStop> = {}): PlannedStop => ({ ...place, startSeconds: start, durationSeconds: minutes * 60, departedSeconds: null, arrivedSeconds: null, endedSeconds: null, ...more });
const FIRST = { latitude: 45.267, longitude: -73.617 };
const SECOND = { latitude: 45.183, longitude: -73.4 };
const tour: PlannedTour = { device: 'TECH-001', home: HOME, shift: { startSeconds: hour(8), endSeconds: hour(16) }, stops: [stop(hour(9), 60, FIRST), stop(hour(11), 90, SECOND)] };

describe('a simulated van', () => {
  it('is nowhere outside the shift', () => {
    expect([vanAt(tour, hour(7, 59)), vanAt(tour, hour(16))]).toEqual([undefined, undefined]);
  });

  it('waits at home, leaves as late as it may, and stands at the customer’s while the work takes', () => {
    expect(vanAt(tour, hour(8))).toMatchObject({ ...HOME, speedKmh: 0 });
    expect(vanAt(tour, hour(8, 50))?.speedKmh).toBeGreaterThan(40);
    expect(vanAt(tour, hour(9))).toMatchObject({ ...FIRST, speedKmh: 0 });
    expect(vanAt(tour, hour(9, 59))).toMatchObject({ ...FIRST, speedKmh: 0 });
    expect(vanAt(tour, hour(11))).toMatchObject(SECOND);
  });

  it('nears the next customer with every minute of the drive and never jumps', () => {
    const track = Array.from({ length: 8 * 60 }, (_, minute) => vanAt(tour, hour(8, minute))!);
    const longest = Math.max(...track.slice(1).map((van, index) => metersBetween(track[index]!, van)));
    expect(longest).toBeLessThan(1000);
    const drive = Array.from({ length: 10 }, (_, minute) => metersBetween(vanAt(tour, hour(10, 48 + minute))!, SECOND));
    expect(drive).toEqual([...drive].sort((a, b) => b - a));
  });

  it('keeps to what happened before what was planned', () => {
    const late: PlannedTour = { ...tour, stops: [stop(hour(9), 60, FIRST, { departedSeconds: hour(9, 20), arrivedSeconds: hour(9, 40), endedSeconds: hour(12) }), tour.stops[1]!] };
    expect(vanAt(late, hour(9, 10))).toMatchObject(HOME);
    expect(vanAt(late, hour(11, 59))).toMatchObject({ ...FIRST, speedKmh: 0 });
    expect(vanAt(late, hour(13))).toMatchObject(SECOND);
  });

  it('goes home after the last visit', () => {
    expect(vanAt(tour, hour(15))).toMatchObject(HOME);
  });

  it('says again what it said last where there is no signal, with the time it was said', () => {
    const silent = ['TECH-001', 'TECH-002', 'TECH-003', 'TECH-004', 'TECH-005', 'TECH-006', 'TECH-007', 'TECH-008', 'TECH-009', 'TECH-010', 'TECH-011', 'TECH-012', 'TECH-013', 'TECH-014', 'TECH-015', 'TECH-016'].map((device) => ({ ...tour, device })).filter((each) => lastHeard(each, hour(14, 30)) < hour(14, 30) || lastHeard(each, hour(14, 50)) < hour(14, 50));
    expect(silent.length).toBeGreaterThan(0);
    expect(silent.length).toBeLessThan(8);
    const [quiet] = silent;
    const when = lastHeard(quiet!, hour(14, 30)) < hour(14, 30) ? hour(14, 30) : hour(14, 50);
    const [fix] = simulatedFixes([quiet!], when);
    expect(Date.parse(fix!.at) / 1000).toBe(lastHeard(quiet!, when));
    expect(fix).toMatchObject(vanAt(quiet!, lastHeard(quiet!, when))!);
  });

  it('gives the same measurement the same id, however often it is asked', () => {
    expect(simulatedFixes([tour], hour(10, 5) + 3)).toEqual(simulatedFixes([tour], hour(10, 5) + 8));
  });
});
