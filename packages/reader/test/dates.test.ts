import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datesIn } from '../src/index.ts';

const daysIn = (text: string, order: 'day-first' | 'month-first' = 'day-first') => datesIn(text, order).map(({ day }) => day);

describe('calendar days in a text', () => {
  it.each([
    ['Date : 2026-08-12', '2026-08-12'],
    ['Le 12 août 2026', '2026-08-12'],
    ['1er mars 2026', '2026-03-01'],
    ['March 14th, 2018', '2018-03-14'],
    ['14-MAR-18', '2018-03-14'],
    ['25/FEB/2017 07:43:54', '2017-02-25'],
    ['27/03/2018 16:34', '2018-03-27'],
    ['12.05.18', '2018-05-12'],
    ['DATE 20180304', '2018-03-04'],
  ])('reads %s', (text, day) => {
    expect(daysIn(text)).toEqual([day]);
  });

  it('parts a date from the time that recognition glued to it', () => {
    expect(daysIn('27/03/201816:34')).toEqual(['2018-03-27']);
    expect(daysIn('30/05/1811:01')).toEqual(['2018-05-30']);
  });

  it('mends digits and strokes that a smudge changed, and says so', () => {
    expect(datesIn('O4/01/2018', 'day-first')).toMatchObject([{ day: '2018-01-04', isRepaired: true }]);
    expect(datesIn('27103/2018', 'day-first')).toMatchObject([{ day: '2018-03-27', isRepaired: true }]);
  });

  it('keeps the other order of day and month as a possibility only where both are dates', () => {
    expect(datesIn('04/05/2026', 'day-first')).toMatchObject([{ day: '2026-05-04', swapped: '2026-04-05' }]);
    expect(datesIn('04/05/2026', 'month-first')).toMatchObject([{ day: '2026-04-05', swapped: '2026-05-04' }]);
    expect(datesIn('27/03/2018', 'month-first')[0]).not.toHaveProperty('swapped');
  });

  it('refuses days that no month has', () => {
    expect(daysIn('31/02/2026 14-16-2018 29/02/2026')).toEqual([]);
  });

  it('does not take a telephone number for a date', () => {
    expect(daysIn('TEL : 03-40210276  450 555-0123')).toEqual([]);
  });

  it('reads back every day in figures', () => {
    const day = fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.constantFrom('-', '/', '.'), (iso, separator) => {
        expect(daysIn(iso.replaceAll('-', separator))).toEqual([iso]);
        expect(daysIn(iso.split('-').toReversed().join(separator))).toEqual([iso]);
      }),
    );
  });
});
