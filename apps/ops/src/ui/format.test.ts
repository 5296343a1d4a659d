import { describe, expect, it } from 'vitest';
import { formatsFor } from './format.ts';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const fr = formatsFor('fr-CA');
const en = formatsFor('en-CA');
const NOW = Date.parse('2026-11-23T15:00:00Z');

describe('How figures are written (F17)', () => {
  it('writes money as in Québec', () => {
    expect(plain(fr.money(123_456))).toBe('1 234,56 $');
    expect(plain(en.money(123_456))).toBe('$1,234.56');
  });

  it('writes times in the site’s zone', () => {
    expect(plain(fr.time('2026-11-23T14:05:00Z'))).toBe('9 h 05');
    expect(plain(en.time('2026-11-23T14:05:00Z'))).toMatch(/^9:05/);
  });

  it('keeps a calendar day on its day', () => {
    expect(plain(fr.plainDate('2026-11-01'))).toContain('1');
    expect(plain(fr.plainDate('2026-11-01'))).toContain('nov');
  });

  it('tells the age of a reading in the largest whole unit', () => {
    expect(plain(fr.age('2026-11-23T14:48:00Z', NOW))).toBe('il y a 12 min');
    expect(plain(en.age('2026-11-23T12:30:00Z', NOW))).toMatch(/^2 hr/);
    expect(plain(fr.age('2026-11-23T14:59:40Z', NOW))).toBe('à l’instant');
  });

  it('never tells of a reading from the future', () => {
    expect(fr.age('2026-11-23T20:00:00Z', NOW)).toBe('à l’instant');
    expect(en.age('2026-11-24T15:00:00Z', NOW)).toBe('just now');
  });

  it('writes a duration in hours and minutes', () => {
    expect([30, 60, 95].map((minutes) => plain(fr.minutes(minutes)))).toEqual(['30 min', '1 h', '1 h 35']);
  });

  it('writes received power with one decimal and a true minus sign', () => {
    expect(plain(fr.dbm(-21.34))).toBe('−21,3 dBm');
  });

  it('writes a promised window from its start to its end', () => {
    expect(plain(fr.window({ start: '2026-11-23T13:00:00Z', end: '2026-11-23T17:00:00Z' }))).toBe('8 h 00 – 12 h 00');
  });
});
