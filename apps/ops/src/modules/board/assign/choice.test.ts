import { describe, expect, it } from 'vitest';
import type { RankedPlace } from '@gigafibre/contracts';
import { choiceFromHub, crewOf, sayable } from './choice.ts';

const place: RankedPlace = {
  technician: 'T1', displayName: 'Luc Couture', isPossible: false, plannedStart: null, costCents: null, addedTravelMinutes: null, differenceCents: null, addedKilometres: null, crew: ['T1'], displaced: [], retimed: [{ visit: 'V9', plannedStart: '2026-11-23T16:00:00Z' }], costs: [], remedy: [],
  rules: [{ rule: 'skill-level', severity: 'hard', facts: { skill: 'splice', requiredLevel: 3, level: 2 } }, { rule: 'rule-of-tomorrow', severity: 'soft', facts: {} }],
};

describe('A person to choose', () => {
  it('without a possible place keeps the rules that can be said, with their figures', () => {
    const choice = choiceFromHub(place);
    expect([choice.isPossible, choice.startSeconds, choice.costCents]).toEqual([false, undefined, undefined]);
    expect(choice.violations).toEqual([{ rule: 'skill-level', severity: 'hard', facts: { skill: 'splice', requiredLevel: 3, level: 2 } }]);
    expect(sayable([])).toEqual([]);
  });

  it('with a place carries its time and price', () => {
    const choice = choiceFromHub({ ...place, isPossible: true, plannedStart: '2026-11-23T15:00:00Z', costCents: 1240, addedTravelMinutes: 12, rules: [] });
    expect([choice.startSeconds, choice.costCents, choice.addedTravelSeconds]).toEqual([Date.parse('2026-11-23T15:00:00Z') / 1000, 1240, 720]);
    expect(choice.retimed).toEqual([{ visit: 'V9', startSeconds: Date.parse('2026-11-23T16:00:00Z') / 1000 }]);
  });

  it('leads; the others help, and a trainee stays a trainee (F2)', () => {
    expect(crewOf('T1', ['T2', 'T3'], [{ technician: 'T3', role: 'trainee' }])).toEqual([{ technician: 'T1', role: 'lead' }, { technician: 'T2', role: 'helper' }, { technician: 'T3', role: 'trainee' }]);
  });
});
