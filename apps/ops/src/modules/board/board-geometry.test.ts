import { Temporal } from '@gigafibre/kernel';
import { describe, expect, it } from 'vitest';
import { firstDate, fittingPixelsPerHour, followScroll, hourAt, hoursOf, lyingOn, scaleOfDays, secondsAt, snap, tickEvery, ticksOf, zoomAround } from './board-scale.ts';
import { landingFor, type Press } from './drag-landing.ts';
import { stackInLanes } from './lanes.ts';
import { offHours } from './off-hours.ts';
import { card } from './testing/cards.ts';

const DAY = scaleOfDays('2026-11-23', 1);
const at = (hours: number): number => DAY.fromSeconds + hours * 3600;

describe('The time scale of the board (R04)', () => {
  it('begins at midnight at the site and counts the hours the day really has', () => {
    expect(new Date(DAY.fromSeconds * 1000).toISOString()).toBe('2026-11-23T05:00:00.000Z');
    expect([hoursOf(DAY), hoursOf(scaleOfDays('2026-11-01', 1)), hoursOf(scaleOfDays('2026-03-08', 1))]).toEqual([24, 25, 23]);
  });

  it('shows 7 h to 19 h in the width there is', () => {
    expect(fittingPixelsPerHour(1200, DAY)).toBe(100);
  });

  it('folds the nights of several days, and still has a place for every time', () => {
    const week = scaleOfDays('2026-11-23', 7);
    expect(fittingPixelsPerHour(hoursOf(week) * 20, week)).toBeCloseTo(20, 9);
    expect(hoursOf(week)).toBeCloseTo(7 * 13.2, 9);
    const times = Array.from({ length: 7 * 24 * 4 }, (_, quarter) => week.fromSeconds + quarter * 900);
    for (const [index, seconds] of times.entries()) {
      expect(secondsAt(week, hourAt(week, seconds))).toBeCloseTo(seconds, 3);
      if (index > 0) expect(hourAt(week, seconds)).toBeGreaterThan(hourAt(week, times[index - 1]!));
    }
  });

  it('draws the working day of a week at its full length, whatever the clocks do that night', () => {
    const week = scaleOfDays('2026-10-29', 7);
    const ten = Temporal.PlainDateTime.from('2026-11-01T10:00').toZonedDateTime('America/Toronto').epochMilliseconds / 1000;
    expect(lyingOn(week, ten, ten + 7200)['--for']).toBeCloseTo(2, 9);
    expect(lyingOn(week, week.fromSeconds - 3600, week.fromSeconds)).toEqual({ '--at': 0, '--for': 0 });
  });

  it('begins the week on the day that people prefer, whichever of its days is looked at', () => {
    for (const date of ['2026-11-23', '2026-11-26', '2026-11-29']) expect(firstDate(date, 7, 'monday')).toBe('2026-11-23');
    expect([firstDate('2026-11-22', 7, 'sunday'), firstDate('2026-11-28', 7, 'sunday'), firstDate('2026-11-26', 3, 'sunday')]).toEqual(['2026-11-22', '2026-11-22', '2026-11-26']);
  });

  it('has lines only where the day is drawn at its full width', () => {
    const lines = ticksOf(scaleOfDays('2026-11-23', 3), 30);
    expect(lines.map(({ at }) => Math.round(at * 10) / 10).slice(0, 5)).toEqual([0.6, 2.6, 4.6, 6.6, 8.6]);
    expect(lines.filter(({ isFirstOfDay }) => isFirstOfDay)).toHaveLength(3);
    expect(ticksOf(DAY, 100)).toHaveLength(24);
  });

  it('follows the present only when that is about to leave what is in sight', () => {
    expect(followScroll(500, { scrollLeft: 0, laneWidth: 1000 })).toBeUndefined();
    expect(followScroll(800, { scrollLeft: 0, laneWidth: 1000 })).toBe(500);
    expect(followScroll(100, { scrollLeft: 400, laneWidth: 1000 })).toBe(0);
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
  const over = (hours: number, technician: string | undefined = 'TECH-002') => ({ isTray: false, spot: { technician, seconds: at(hours) }, isFine: false, joins: false });

  it('keeps the grabbed point under the pointer and snaps the start', () => {
    expect(landingFor(press(), over(10.4))).toEqual({ on: 'row', technician: 'TECH-002', startSeconds: at(10), durationSeconds: 3600 });
  });

  it('changes only the end when the edge is pulled, and never below a quarter of an hour', () => {
    expect(landingFor(press({ mode: 'resize' }), over(10.6))).toEqual({ on: 'row', technician: 'TECH-001', startSeconds: at(9), durationSeconds: 5400 });
    expect(landingFor(press({ mode: 'resize' }), over(8))).toMatchObject({ startSeconds: at(9), durationSeconds: 900 });
  });

  it('calls somebody to help, at the time the visit has, with Ctrl or by the handle; nobody twice', () => {
    const visit = card({ plannedStart: '2026-11-23T14:00:00Z', durationMinutes: 60, crew: [{ technician: 'TECH-001', role: 'lead' }] });
    const helps = { on: 'row', technician: 'TECH-002', startSeconds: at(9), durationSeconds: 3600, joins: true };
    expect(landingFor(press({ visit }), { ...over(15), joins: true })).toEqual(helps);
    expect(landingFor(press({ visit, mode: 'join' }), over(15))).toEqual(helps);
    expect(landingFor(press({ visit, mode: 'join' }), over(15, 'TECH-001'))).toEqual({ on: 'nothing' });
    expect(landingFor(press({ visit, from: null }), { ...over(15), joins: true })).toMatchObject({ technician: 'TECH-002', startSeconds: at(14.75) });
  });

  it('is the tray over the tray, and nothing outside', () => {
    expect(landingFor(press(), { isTray: true, spot: undefined, isFine: false, joins: false })).toEqual({ on: 'tray' });
    expect(landingFor(press(), { isTray: false, spot: undefined, isFine: false, joins: false })).toEqual({ on: 'nothing' });
    expect(landingFor(press(), over(9, undefined))).toMatchObject({ on: 'row' });
  });
});
