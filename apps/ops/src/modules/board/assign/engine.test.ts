import { describe, expect, it } from 'vitest';
import { planTechnicianOf, planVisitOf } from '../plans.ts';
import { card, technician } from '../testing/cards.ts';
import { choiceFromEngine, createEngine } from './engine.ts';

const AT = (time: string): number => Date.parse(`2026-11-23T${time}:00Z`) / 1000;
const scale = { fromSeconds: AT('05:00'), untilSeconds: AT('05:00') + 86_400 };
const skills = [{ skill: 'splice', label: { fr: 'Épissure', en: 'Splice' }, level: 3, expiresOn: null }];
const people = [technician({ name: 'T1', skills }), technician({ name: 'T2', skills: [{ ...skills[0]!, level: 1 }] })];
const visit = card({ name: 'V1', requiredSkills: [{ skill: 'splice', level: 3 }] });
const plan = { technicians: people.map(planTechnicianOf), visits: [planVisitOf(visit)], nowSeconds: AT('12:00') };

describe('The engine in the browser', () => {
  const ranked = createEngine().rank(plan, scale, 'V1').map((found) => choiceFromEngine(found, found.technician));

  it('ranks everybody with a price whose lines add up to it, without asking the hub', () => {
    const [best] = ranked;
    expect([best?.technician, best?.isPossible]).toEqual(['T1', true]);
    expect(best?.lines.reduce((sum, { cents }) => sum + cents, 0)).toBe(best?.costCents);
  });

  it('says of the others which rule is in the way, with its figures, and the smallest change that would help (M3)', () => {
    const other = ranked.find((choice) => choice.technician === 'T2');
    expect(other?.isPossible).toBe(false);
    expect(other?.violations[0]).toMatchObject({ rule: 'skill-level', facts: { requiredLevel: 3, level: 1 } });
    expect(other?.remedy).toEqual([{ kind: 'raise-skill', facts: { technician: 'T2', skill: 'splice', level: 3 } }]);
  });

  it('prices what somebody keeps all the same, with the rules it breaks', () => {
    const { cost, violations } = createEngine().price(plan, scale, { visit: 'V1', crew: ['T2'], startSeconds: AT('15:00') });
    expect(violations.map(({ rule }) => rule)).toContain('skill-level');
    expect(Number.isFinite(cost.totalCents)).toBe(true);
  });
});
