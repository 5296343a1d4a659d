import { describe, expect, it } from 'vitest';
import { LINT_CODES, lintProcedure } from '../src/index.ts';
import type { FlowStepTemplate } from '../src/index.ts';
import { REPAIR, step } from './procedures.ts';

const words = { fr: 'Réparation', en: 'Repair' };
const reading = step('power', 'reading', { minimum: -27, maximum: -8 });
const codes = (steps: readonly FlowStepTemplate[], title = words): string[] => lintProcedure({ title, steps }).map(({ code }) => code);
const when = (...tests: NonNullable<FlowStepTemplate['shownWhen']>['tests']): Partial<FlowStepTemplate> => ({ shownWhen: { match: 'all', tests } });
const choice = (value: string) => ({ value, label: words });

const CASES: Readonly<Record<(typeof LINT_CODES)[number], readonly FlowStepTemplate[]>> = {
  'title-missing': [],
  'no-steps': [],
  'nothing-required': [step('a', 'check', { required: false })],
  'name-invalid': [step('Étape 1', 'check')],
  'name-twice': [step('a', 'check'), step('a', 'photo')],
  'french-missing': [step('a', 'check', { label: { fr: ' ', en: 'Safe' } })],
  'english-missing': [step('a', 'check', { label: { fr: 'Sûr', en: '' } })],
  'limits-reversed': [step('a', 'reading', { minimum: -8, maximum: -27 })],
  'limits-missing': [step('a', 'reading')],
  'choices-missing': [step('a', 'choice', { choices: [choice('x')] })],
  'choice-twice': [step('a', 'choice', { choices: [choice('x'), choice('x')] })],
  'photos-reversed': [step('a', 'photo', { photos: { least: 4, most: 2, isPair: false } })],
  'formula-missing': [step('a', 'calculated')],
  'formula-step-unknown': [step('a', 'calculated', { formula: { left: { step: 'ghost' }, operator: 'minus', right: { number: 1 }, decimals: 1 } })],
  'formula-step-later': [step('a', 'calculated', { formula: { left: { step: 'power' }, operator: 'minus', right: { number: 1 }, decimals: 1 } }), reading],
  'formula-step-no-number': [step('photo', 'photo'), step('a', 'calculated', { formula: { left: { step: 'photo' }, operator: 'plus', right: { number: 1 }, decimals: 0 } })],
  'formula-by-zero': [reading, step('a', 'calculated', { formula: { left: { step: 'power' }, operator: 'over', right: { number: 0 }, decimals: 0 } })],
  'condition-empty': [step('a', 'check', when())],
  'condition-step-unknown': [step('a', 'check', when({ step: 'ghost', is: 'done' }))],
  'condition-step-later': [step('a', 'check', when({ step: 'b', is: 'done' })), step('b', 'check', when({ step: 'a', is: 'done' }))],
  'condition-not-for-kind': [step('a', 'check'), step('b', 'check', when({ step: 'a', is: 'below', number: 3 }))],
  'condition-choice-unknown': [step('a', 'choice', { choices: [choice('x'), choice('y')] }), step('b', 'check', when({ step: 'a', is: 'equals', value: 'z' }))],
};

describe('what must not be published', () => {
  it('finds nothing wrong with a procedure of every kind of step', () => {
    expect(lintProcedure(REPAIR)).toEqual([]);
  });

  it.each(LINT_CODES.filter((code) => code !== 'title-missing'))('finds %s', (code) => {
    expect(codes(CASES[code])).toContain(code);
  });

  it('finds a title that is missing in a language', () => {
    expect(codes([step('a', 'check')], { fr: '', en: '' })).toEqual(['title-missing', 'english-missing']);
  });

  it('says of which step and which of its fields it speaks, and lets warnings pass', () => {
    expect(lintProcedure({ title: words, steps: [step('a', 'check'), step('b', 'reading')] })).toEqual([{ code: 'limits-missing', severity: 'warning', at: 1, field: 'limits' }]);
  });
});
