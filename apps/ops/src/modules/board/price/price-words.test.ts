import { describe, expect, it } from 'vitest';
import en from '../locale/en.json';
import fr from '../locale/fr.json';
import { timeWords } from '../times.ts';
import { PRICE_KINDS, priceKey, signedMoney, toldLines } from './price-words.ts';
import { REMEDIES, remedySentence } from './remedy-words.ts';

const AT = Date.parse('2026-11-23T21:30:00Z') / 1000;
const words = { times: timeWords('fr'), customer: () => 'Marie Roy', skill: () => 'Épissure', technician: () => 'Luc Couture' };
const find = (messages: object, key: string): unknown => key.split('.').slice(1).reduce<unknown>((found, part) => (found as Record<string, unknown>)[part], messages);
const blanks = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
const line = (kind: string, cents: number) => ({ kind, cents });

describe('A price in words (M3)', () => {
  it.each(PRICE_KINDS)('« %s » has its word in both languages', (kind) => {
    expect([find(fr, priceKey(kind)), find(en, priceKey(kind))].map((word) => typeof word)).toEqual(['string', 'string']);
  });

  it('calls a kind of a newer hub « other » rather than showing its code', () => {
    expect(priceKey('moon-phase')).toBe('board.price.kinds.other');
  });

  it('tells the lines that cost or save something, the largest first, with their sign', () => {
    expect(toldLines([line('travel', 120), line('fairness', 0), line('overtime', -900)]).map(({ kind }) => kind)).toEqual(['overtime', 'travel']);
    expect([120, -900, 0].map((cents) => signedMoney(cents, String))).toEqual(['+\u00a0120', '−\u00a0900', '0']);
  });
});

describe('The smallest change that would help', () => {
  const facts = { technician: 'T1', skill: 's', level: 3, visit: 'V1', fromSeconds: AT, untilSeconds: AT, bySeconds: 900, missing: 1 };

  it.each(REMEDIES)('« %s » has its sentence in both languages, and nothing in it is left blank', (kind) => {
    const sentence = remedySentence({ kind, facts }, words);
    for (const messages of [fr, en]) {
      const message = String(find(messages, sentence?.key ?? ''));
      expect(message).not.toBe('undefined');
      expect(blanks(message).filter((blank) => !(blank in (sentence?.values ?? {})))).toEqual([]);
    }
  });

  it('says the figures as people say them', () => {
    expect(remedySentence({ kind: 'extend-shift', facts }, words)?.values).toEqual({ technician: 'Luc Couture', until: '16\u00a0h\u00a030', by: '15\u00a0min' });
  });

  it('stays silent about a change of a newer hub', () => {
    expect(remedySentence({ kind: 'teleport', facts: {} }, words)).toBe(undefined);
  });
});
