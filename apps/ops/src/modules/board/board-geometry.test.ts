import { describe, expect, it } from 'vitest';
import { fittingPixelsPerHour, hourAt, hoursOf, scaleOfDays, snap, tickEvery, zoomAround } from './board-scale.ts';
import { landingFor, type Press } from './drag-landing.ts';
import { stackInLanes } from './lanes.ts';
import { offHours } from './off-hours.ts';
import { card } from './testing/cards.ts';

const DAY = scaleOfDays('2026-11-23', 1);
const at = (hours: number): number => DAY.fromSeconds + hours * 3600;

describe('The time scale of the board (R04)', () => {
  it('begins at midnight at the site and counts the hours the day really has', () => {
    expect(new Date(DAY.fromSeconds * 1000).toISOString()).toBe('2026-11-23T05:00:00.000Z');
    expect([hoursOf(DAY), hoursOf(scaleOfDays('2026-11-01', 1)), hoursOf(scaleOfDays('2026-03-08', 1)), hoursOf(scaleOfDays('2026-11-23', 3))]).toEqual([24, 25, 23, 72]);
  });

  it('shows 7 h to 19 h in the width there is', () => {
    expect(fittingPixelsPerHour(1200, 1)).toBe(100);
    expect(fittingPixelsPerHour(1440, 3)).toBe(20);
  });

  it('keeps the time under the cursor where it is while zooming', () => {
    const before = { pixelsPerHour: 100, scrollLeft: 700 };
    const after = zoomAround(before, 1.7, 430);
    expect((after.scrollLeft + 430) / after.pixelsPerHour).toBeCloseTo((700 + 430) / 100, 9);
  });

  it('leaves the labels of the axis apart from each other', () => {
    for (const pixels of [14, 30, 60, 117, 240, 480]) expect(tickEvery(pixels) * pixels).toBeGreaterThanOrEqual(60);
  });

  it('snaps to the quarter of an hour, with Alt to five minutes', () => {
    expect(hourAt(DAY, snap(at(9.1)))).toBe(9);
    expect(hourAt(DAY, snap(at(9.1), 300))).toBeCloseTo(9 + 5 / 60, 9);
  });
});

describe('What overlaps in a row', () => {
  const bar = (name: string, from: number, until: number) => ({ name, startSeconds: at(from), endSeconds: at(until) });

  it('is stacked, and what does not keeps the whole height', () => {
    const lanes = stackInLanes([bar('a', 8, 10), bar('b', 9, 11), bar('c', 10, 12), bar('d', 13, 14)]);
    expect(lanes.get('a')).toEqual({ lane: 0, lanes: 2 });
    expect(lanes.get('b')).toEqual({ lane: 1, lanes: 2 });
    expect(lanes.get('c')).toEqual({ lane: 0, lanes: 2 });
    expect(lanes.get('d')).toEqual({ lane: 0, lanes: 1 });
  });
});

describe('Hours that nobody works', () => {
  it('are all but the shifts', () => {
    const shifts = [{ startSeconds: at(13), endSeconds: at(17) }, { startSeconds: at(7.5), endSeconds: at(12) }];
    expect(offHours(shifts, DAY).map(({ startSeconds, endSeconds }) => [hourAt(DAY, startSeconds), hourAt(DAY, endSeconds)])).toEqual([[0, 7.5], [12, 13], [17, 24]]);
    expect(offHours([], DAY)).toEqual([{ startSeconds: at(0), endSeconds: at(24) }]);
  });
});

describe('Where a drag would land (R05)', () => {
  const press = (given: Partial<Press> = {}): Press => ({ visit: card({ plannedStart: '2026-11-23T14:00:00Z', durationMinutes: 60 }), from: 'TECH-001', mode: 'move', x: 0, y: 0, grabSeconds: 1200, ...given });
  const over = (hours: number, technician: string | undefined = 'TECH-002') => ({ isTray: false, spot: { technician, seconds: at(hours) }, isFine: false });

  it('keeps the grabbed point under the pointer and snaps the start', () => {
    expect(landingFor(press(), over(10.4))).toEqual({ on: 'row', technician: 'TECH-002', startSeconds: at(10), durationSeconds: 3600 });
  });

  it('changes only the end when the edge is pulled, and never below a quarter of an hour', () => {
    expect(landingFor(press({ mode: 'resize' }), over(10.6))).toEqual({ on: 'row', technician: 'TECH-001', startSeconds: at(9), durationSeconds: 5400 });
    expect(landingFor(press({ mode: 'resize' }), over(8))).toMatchObject({ startSeconds: at(9), durationSeconds: 900 });
  });

  it('is the tray over the tray, and nothing outside', () => {
    expect(landingFor(press(), { isTray: true, spot: undefined, isFine: false })).toEqual({ on: 'tray' });
    expect(landingFor(press(), { isTray: false, spot: undefined, isFine: false })).toEqual({ on: 'nothing' });
    expect(landingFor(press(), over(9, undefined))).toMatchObject({ on: 'row' });
  });
});
