import type { BothLanguages, FlowStepTemplate, Operand, StepTest } from './template.ts';

export const LINT_CODES = [
  'title-missing', 'no-steps', 'nothing-required', 'name-invalid', 'name-twice', 'french-missing', 'english-missing', 'limits-reversed', 'limits-missing', 'choices-missing', 'choice-twice', 'photos-reversed',
  'formula-missing', 'formula-step-unknown', 'formula-step-later', 'formula-step-no-number', 'formula-by-zero', 'condition-empty', 'condition-step-unknown', 'condition-step-later', 'condition-not-for-kind', 'condition-choice-unknown',
] as const;
export type LintCode = (typeof LINT_CODES)[number];

/** Where a finding belongs on screen. */
export type LintField = 'title' | 'steps' | 'step' | 'label' | 'hint' | 'limits' | 'choices' | 'photos' | 'formula' | 'shownWhen' | 'skipReasons';

/** Something about a procedure that would let a technician down. Errors forbid publishing; warnings do not. */
export interface LintFinding {
  readonly code: LintCode;
  readonly severity: 'error' | 'warning';
  /** The place of the step in the list; null for the procedure as a whole. */
  readonly at: number | null;
  readonly field: LintField;
  /** The step or the word it is about. */
  readonly about?: string;
}

interface Draft {
  readonly title: BothLanguages;
  readonly steps: readonly FlowStepTemplate[];
}
type Found = Omit<LintFinding, 'at' | 'severity'> & { readonly severity?: 'warning' };
interface Place {
  readonly at: number;
  readonly steps: readonly FlowStepTemplate[];
}

const STEP_NAME = /^[a-z][a-z0-9-]{0,59}$/;
const isBlank = (text: string): boolean => text.trim() === '';
const hasNumber = (step: FlowStepTemplate): boolean => step.kind === 'reading' || step.kind === 'calculated';

function wordsFound(words: BothLanguages, field: LintField, about?: string): Found[] {
  const whose = about === undefined ? {} : { about };
  return [...(isBlank(words.fr) ? [{ code: 'french-missing', field, ...whose } as const] : []), ...(isBlank(words.en) ? [{ code: 'english-missing', field, ...whose } as const] : [])];
}

function limitsFound({ kind, minimum, maximum }: FlowStepTemplate): Found[] {
  if (minimum !== null && maximum !== null && minimum >= maximum) return [{ code: 'limits-reversed', field: 'limits' }];
  return kind === 'reading' && minimum === null && maximum === null ? [{ code: 'limits-missing', field: 'limits', severity: 'warning' }] : [];
}

function choicesFound({ kind, choices }: FlowStepTemplate): Found[] {
  const values = choices.map(({ value }) => value);
  const twice = values.find((value, at) => values.indexOf(value) !== at);
  return [
    ...(kind === 'choice' && choices.length < 2 ? [{ code: 'choices-missing', field: 'choices' } as const] : []),
    ...(twice === undefined ? [] : [{ code: 'choice-twice', field: 'choices', about: twice } as const]),
    ...choices.flatMap(({ value, label }) => wordsFound(label, 'choices', value)),
  ];
}

function proofFound(step: FlowStepTemplate): Found[] {
  const { photos, hint, skipReasons = [] } = step;
  return [
    ...limitsFound(step),
    ...choicesFound(step),
    ...(photos !== undefined && !photos.isPair && photos.least > photos.most ? [{ code: 'photos-reversed', field: 'photos' } as const] : []),
    ...skipReasons.flatMap((words) => wordsFound(words, 'skipReasons')),
    ...(hint === undefined ? [] : wordsFound(hint, 'hint')),
  ];
}

/** A step that is spoken of must stand earlier: so nothing can ever wait for itself. */
function earlier(name: string, { at, steps }: Place): FlowStepTemplate | 'unknown' | 'later' {
  const place = steps.findIndex(({ step }) => step === name);
  if (place < 0) return 'unknown';
  return place >= at ? 'later' : (steps[place] as FlowStepTemplate);
}

function operandFound(operand: Operand, place: Place): Found[] {
  if ('number' in operand) return [];
  const found = earlier(operand.step, place);
  if (typeof found === 'string') return [{ code: `formula-step-${found}`, field: 'formula', about: operand.step }];
  return hasNumber(found) ? [] : [{ code: 'formula-step-no-number', field: 'formula', about: operand.step }];
}

function formulaFound({ kind, formula }: FlowStepTemplate, place: Place): Found[] {
  if (kind !== 'calculated') return [];
  if (formula === undefined) return [{ code: 'formula-missing', field: 'formula' }];
  const { left, operator, right } = formula;
  const isByZero = (operator === 'over' || operator === 'percent-of') && 'number' in right && right.number === 0;
  return [...operandFound(left, place), ...operandFound(right, place), ...(isByZero ? [{ code: 'formula-by-zero', field: 'formula' } as const] : [])];
}

function testFound(test: StepTest, place: Place): Found[] {
  const found = earlier(test.step, place);
  const about = test.step;
  if (typeof found === 'string') return [{ code: `condition-step-${found}`, field: 'shownWhen', about }];
  const wantsNumber = ['below', 'above', 'in-limits', 'out-of-limits'].includes(test.is);
  const wantsWords = test.is === 'equals' || test.is === 'differs';
  if (wantsNumber && !hasNumber(found)) return [{ code: 'condition-not-for-kind', field: 'shownWhen', about }];
  if (wantsWords && found.kind !== 'choice' && found.kind !== 'text' && found.kind !== 'scan') return [{ code: 'condition-not-for-kind', field: 'shownWhen', about }];
  const isUnknown = wantsWords && found.kind === 'choice' && !found.choices.some(({ value }) => value === test.value);
  return isUnknown ? [{ code: 'condition-choice-unknown', field: 'shownWhen', about: test.value }] : [];
}

function conditionFound({ shownWhen }: FlowStepTemplate, place: Place): Found[] {
  if (shownWhen === undefined) return [];
  return shownWhen.tests.length === 0 ? [{ code: 'condition-empty', field: 'shownWhen' }] : shownWhen.tests.flatMap((test) => testFound(test, place));
}

function stepFound(step: FlowStepTemplate, place: Place): Found[] {
  const isTwice = place.steps.findIndex((other) => other.step === step.step) !== place.at;
  return [
    ...(STEP_NAME.test(step.step) ? [] : [{ code: 'name-invalid', field: 'step', about: step.step } as const]),
    ...(isTwice ? [{ code: 'name-twice', field: 'step', about: step.step } as const] : []),
    ...wordsFound(step.label, 'label'),
    ...proofFound(step),
    ...formulaFound(step, place),
    ...conditionFound(step, place),
  ];
}

/** What is wrong with a procedure, by step, in the order in which a person reads it. Publish only what has no error. */
export function lintProcedure({ title, steps }: Draft): LintFinding[] {
  const whole: Found[] = [
    ...wordsFound(title, 'title').map((found): Found => (found.code === 'french-missing' ? { ...found, code: 'title-missing' } : found)),
    ...(steps.length === 0 ? [{ code: 'no-steps', field: 'steps' } as const] : []),
    ...(steps.length > 0 && !steps.some(({ required }) => required) ? [{ code: 'nothing-required', field: 'steps', severity: 'warning' } as const] : []),
  ];
  const at = (place: number | null) => (found: Found): LintFinding => ({ severity: 'error', ...found, at: place });
  return [...whole.map(at(null)), ...steps.flatMap((step, place) => stepFound(step, { at: place, steps }).map(at(place)))];
}
