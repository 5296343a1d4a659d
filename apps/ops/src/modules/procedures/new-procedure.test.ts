import { describe, expect, it } from 'vitest';
import { codeFrom, isCode } from './new-procedure.ts';

describe('the code of a new procedure (R53)', () => {
  it('is its French title without accents and signs', () => {
    expect(codeFrom('Réparation — câble aérien n° 2')).toBe('reparation-cable-aerien-n-2');
    expect(codeFrom('  L’activation  ')).toBe('l-activation');
  });

  it('begins with a letter and is never longer than the ERP keeps', () => {
    expect(codeFrom('2e passage')).toBe('e-passage');
    expect(codeFrom('très '.repeat(30)).length).toBeLessThanOrEqual(60);
    expect(isCode(codeFrom('très '.repeat(30)))).toBe(true);
  });

  it('is none for a title that has nothing to make one of, and then nothing is created', () => {
    expect(['', '123', '—'].map(codeFrom)).toEqual(['', '', '']);
    expect(['', 'a', 'Abc', 'a b', '1-a'].some(isCode)).toBe(false);
  });
});
