import { describe, expect, it } from 'vitest';
import { RULES, type Violation } from '@gigafibre/dispatch';
import en from './locale/en.json';
import fr from './locale/fr.json';
import { timeWords } from './times.ts';
import { sentenceFor } from './violation-words.ts';

const AT = Date.parse('2026-11-23T15:15:00Z') / 1000;
/** Facts of every rule at once: each sentence takes those it needs. */
const FACTS = {
  status: 'done', reason: 'Sick', fromSeconds: AT, untilSeconds: AT, shiftStartSeconds: AT, shiftEndSeconds: AT, startSeconds: AT, endSeconds: AT, skill: 'epissure', requiredLevel: 3, level: 2,
  expiredSeconds: AT, visit: 'VIS-1', overlapSeconds: 900, windowStartSeconds: AT, windowEndSeconds: AT, after: 'VIS-1', travelSeconds: 600, arrivesSeconds: AT, lateSeconds: 4500, nowSeconds: AT,
  dueSeconds: AT, lunchStartSeconds: AT, lunchEndSeconds: AT, required: 2, present: 1, zone: 'Lanaudière', technicianZone: 'Roussillon', endsSeconds: AT, part: 'ONT',
};
const violation = (rule: string, facts: object = {}): Violation => ({ rule, severity: 'hard', facts: { ...FACTS, ...facts } }) as unknown as Violation;
const words = { times: timeWords('fr'), customer: () => 'Marie Roy', skill: () => 'Épissure' };
const find = (messages: object, key: string): unknown => key.split('.').slice(1).reduce<unknown>((found, part) => (found as Record<string, unknown>)[part], messages);
const blanks = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

describe('Every broken rule is said in words', () => {
  it.each(RULES)('%s has its sentence in both languages, and nothing in it is left blank', (rule) => {
    const { key, values } = sentenceFor(violation(rule), words);
    for (const messages of [fr, en]) {
      const message = String(find(messages, key));
      expect(message).not.toBe('undefined');
      expect(blanks(message).filter((blank) => !(blank in values))).toEqual([]);
    }
  });

  it('says by name what is overlapped and by how much', () => {
    expect(sentenceFor(violation('overlap'), words)).toEqual({ key: 'board.rules.overlap', values: { customer: 'Marie Roy', minutes: '15\u00a0min' } });
  });

  it('tells a day off from a shift that is too short, and an unknown absence from a sick day', () => {
    expect(sentenceFor(violation('outside-shift', { shiftStartSeconds: null, shiftEndSeconds: null }), words).key).toBe('board.rules.day-off');
    expect(sentenceFor(violation('absence', { reason: 'Jury' }), words).key).toBe('board.rules.absence-Other');
  });
});

describe('Times on the board', () => {
  it('are written as people here write them, in the site’s zone', () => {
    expect(timeWords('fr').clock(AT)).toBe('10\u00a0h\u00a015');
    expect(timeWords('en').clock(AT)).toBe('10:15');
    expect([timeWords('fr').minutes(2700), timeWords('fr').minutes(3900)]).toEqual(['45\u00a0min', '1\u00a0h\u00a005']);
  });
});
