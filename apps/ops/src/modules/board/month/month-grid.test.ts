import { describe, expect, it } from 'vitest';
import type { MonthDay } from '@gigafibre/contracts';
import { monthGrid, monthSpan } from './month-grid.ts';

const day = (date: string, given: Partial<MonthDay> = {}): MonthDay => ({ date, visits: 0, done: 0, failed: 0, waiting: 0, plannedMinutes: 0, availableMinutes: 0, present: 0, absent: 0, ...given });

describe('A month at a glance (R04)', () => {
  it('is made of whole weeks, from the day that a week begins on', () => {
    expect(monthSpan('2026-11-23', 'monday')).toEqual({ from: '2026-10-26', days: 42 });
    expect(monthSpan('2026-11-23', 'sunday')).toEqual({ from: '2026-11-01', days: 35 });
    // a month of four weeks exactly
    expect(monthSpan('2027-02-10', 'monday')).toEqual({ from: '2027-02-01', days: 28 });
  });

  it('tells the days of its neighbours apart, and the load of each day', () => {
    const weeks = monthGrid('2026-11-23', 'monday', { asOf: '', days: [day('2026-11-02', { plannedMinutes: 240, availableMinutes: 480 }), day('2026-11-01')] });
    expect(weeks).toHaveLength(6);
    expect(weeks[0]?.map(({ dayOfMonth, isOfMonth }) => [dayOfMonth, isOfMonth])).toEqual([[26, false], [27, false], [28, false], [29, false], [30, false], [31, false], [1, true]]);
    expect(weeks.flat().filter(({ figures }) => figures !== undefined).map(({ date, load }) => [date, load])).toEqual([['2026-11-01', undefined], ['2026-11-02', 50]]);
  });
});
