import { describe, expect, it } from 'vitest';
import type { VisitCard } from '@gigafibre/contracts';
import { HUES, keyOf, legendOf } from './palette.ts';

const visit = (jobType: string, given: Partial<VisitCard> = {}): VisitCard => ({ jobType, priority: 'Medium', requiredSkills: [], ...given }) as unknown as VisitCard;

describe('The colours of the bars (R04)', () => {
  it('tell the status unless another choice is made', () => {
    expect(legendOf('status', [visit('wifi-mesh')])).toEqual([]);
  });

  it('give the most frequent things the colours that are told apart best, whatever their order', () => {
    const visits = [visit('a'), visit('b'), visit('b'), visit('c')];
    expect(legendOf('type', visits)).toEqual([{ key: 'b', count: 2, hue: 1 }, { key: 'a', count: 1, hue: 2 }, { key: 'c', count: 1, hue: 3 }]);
    expect(legendOf('type', visits.toReversed())).toEqual(legendOf('type', visits));
  });

  it('share the last colour among what is rarer than the colours are many', () => {
    const many = Array.from({ length: HUES + 3 }, (_, at) => visit(`type-${String(at)}`));
    expect(legendOf('type', many).map(({ hue }) => hue).slice(HUES - 2)).toEqual([HUES - 1, HUES, HUES, HUES, HUES]);
  });

  it('follow the skill that a visit asks most of, and the same priority always has the same', () => {
    const skilled = visit('a', { requiredSkills: [{ skill: 'otdr', level: 1 }, { skill: 'epissure', level: 3 }] as VisitCard['requiredSkills'] });
    expect([keyOf('skill', skilled), keyOf('skill', visit('b'))]).toEqual(['epissure', '']);
    const hueOf = (visits: readonly VisitCard[]) => legendOf('priority', visits).find(({ key }) => key === 'Urgent')?.hue;
    expect(hueOf([visit('a', { priority: 'Urgent' }), visit('a', { priority: 'Low' }), visit('b', { priority: 'Low' })])).toBe(hueOf([visit('a', { priority: 'Urgent' })]));
  });
});
