import type { Cents } from '@gigafibre/kernel';
import { decimalFromCents } from '@gigafibre/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountsIn } from '../src/index.ts';

const centsIn = (text: string, isSplit = false) => amountsIn(text, isSplit).map(({ cents }) => cents);

const grouped = (cents: number, group: string, point: string): string => {
  const [whole = '', fraction = ''] = decimalFromCents(cents as Cents).toFixed(2).split('.');
  return whole.replaceAll(/\B(?=(?:\d{3})+$)/g, group) + point + fraction;
};

describe('amounts of money in a text', () => {
  it.each([
    ['1 234,56 $', [123_456]],
    ['1\u00a0234,56\u00a0$'.replaceAll('\u00a0', ' '), [123_456]],
    ['$1,234.56', [123_456]],
    ['1.234,56 €', [123_456]],
    ['RM 12.00', [1200]],
    ['5.00 RM', [500]],
    ['$45', [4500]],
    ['12.00-', [-1200]],
    ['(12.00)', [-1200]],
    ['-0,24', [-24]],
  ])('reads %s', (text, cents) => {
    expect(centsIn(text)).toEqual(cents);
  });

  it('leaves out rates, dates, hours and telephone numbers', () => {
    expect(centsIn('TVQ 9,975 %  5,00 %  12.05.18  15:16  450 555-0123  2026-08-12')).toEqual([]);
  });

  it('finds amounts that recognition glued to words', () => {
    expect(centsIn('TOTALRM33.90')).toEqual([3390]);
    expect(centsIn('Total10.00')).toEqual([1000]);
    expect(centsIn('8.00SR')).toEqual([800]);
  });

  it('mends lookalikes inside a number and nowhere else', () => {
    expect(centsIn('1O.5O')).toEqual([1050]);
    expect(centsIn('SO.LO')).toEqual([]);
  });

  it('takes an S in front of digits or behind cents for a dollar sign', () => {
    expect(centsIn('S5.00')).toEqual([500]);
    expect(centsIn('2500,00S')).toEqual([250_000]);
  });

  it('does not take the dollar sign of a cut amount for its last digit', () => {
    expect(centsIn('9472,8S')).toEqual([]);
  });

  it('takes a blank for thousands in front of a decimal comma, and for a gap in front of a decimal point', () => {
    expect(centsIn('2 345,00')).toEqual([234_500]);
    expect(centsIn('2 345.00')).toEqual([34_500]);
    expect(centsIn('2 345,00', true)).toEqual([34_500]);
  });

  it('reads back every amount that French and English print', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.constantFrom([' ', ',', ' $'], [',', '.', ''], ['.', ',', ' €'], ['', ',', '$'], ['', '.', ' CAD']), (cents, [group = '', point = '', sign = '']) => {
        expect(centsIn(`${grouped(cents, group, point)}${sign}`)).toEqual([cents]);
      }),
    );
  });

  it('says where an amount stands', () => {
    const text = 'Sous-total : 64,95 $';
    const [amount] = amountsIn(text);
    expect(text.slice(amount?.start, amount?.end)).toBe('64,95 $');
  });

  it('reads any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: fc.constantFrom(...Array.from('0123456789.,-$ RMSOl()%/:é')) }), (text) => {
        for (const { start, end } of amountsIn(text)) expect(text.slice(start, end)).toMatch(/\d/);
      }),
    );
  });
});
