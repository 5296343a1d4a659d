import type { PlanningWeights } from '@gigafibre/contracts';
import { describe, expect, it } from 'vitest';
import en from '../locale/en.json';
import fr from '../locale/fr.json';
import { centsFrom, dollarsOf } from '../../../ui/dollars.ts';
import { WEIGHT_LINES } from './weight-lines.ts';

const none = { Low: 0, Medium: 0, High: 0, Urgent: 0 };
const NOTHING: PlanningWeights = {
  ...{ perKilometer: 0, perTravelMinute: 0, perLateMinute: none, perOvertimeMinute: 0, perSpareLevel: 0, moved: { planned: 0, confirmed: 0 }, movedDay: 0 },
  ...{ brokenPromise: 0, foreignZone: 0, missingPart: 0, callOut: 0, perDayWaited: none, perUnfairHour: 0, unserved: none },
};

describe('Weights in dollars', () => {
  it.each(WEIGHT_LINES.map(({ word }) => word))('« %s » has its name and its meaning in both languages', (word) => {
    for (const { weights } of [fr, en]) expect([word in weights.names, word in weights.means]).toEqual([true, true]);
  });

  it('are each read and written in their own place, none left out', () => {
    const written = WEIGHT_LINES.reduce((weights, line, at) => line.write(weights, at + 1), NOTHING);
    expect(WEIGHT_LINES.map((line) => line.read(written))).toEqual(WEIGHT_LINES.map((_, at) => at + 1));
    expect(JSON.stringify(written)).not.toMatch(/:0[,}]/);
  });

  it('are typed with a comma or a point, and kept as whole cents', () => {
    expect(['12,5', '12.50', '12', '1 200,05 $', '0'].map(centsFrom)).toEqual([1250, 1250, 1200, 120_005, 0]);
    expect([dollarsOf(1250, 'fr'), dollarsOf(1250, 'en')]).toEqual(['12,50', '12.50']);
  });

  it('are refused when they are no amount, below nothing or beyond reason', () => {
    expect(['', '-4', '12,505', 'douze', '100000000'].map(centsFrom)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});
