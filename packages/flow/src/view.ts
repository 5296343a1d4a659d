import { hasReason, isProof, numberIn } from './record.ts';
import type { FlowRecord } from './record.ts';
import { sideOf } from './template.ts';
import type { FlowStepTemplate, FlowTemplateShape, Operand, Operator, Side, StepCondition, StepFormula, StepTest } from './template.ts';

export interface FlowState<Step extends FlowStepTemplate = FlowStepTemplate> {
  readonly template: FlowTemplateShape<Step>;
  /** The last record of each step, by the step's name; those of hidden steps too, for the day they are shown again. */
  readonly records: ReadonlyMap<string, FlowRecord>;
}

/** A calculated step's number and where it comes from. */
export interface Calculation {
  readonly left: number;
  readonly operator: Operator;
  readonly right: number;
  readonly value: number;
}

/** A step that is asked, as the answers so far make it. */
export interface StepView<Step extends FlowStepTemplate = FlowStepTemplate> {
  readonly step: Step;
  readonly record: FlowRecord | undefined;
  /** The number read or calculated; undefined where there is none (yet). */
  readonly number: number | undefined;
  /** Where that number lies outside the step's limits. */
  readonly side: Side | undefined;
  readonly calculation: Calculation | undefined;
  readonly isProved: boolean;
  /** Skipped, or kept outside its limits, with a reason. */
  readonly isExcused: boolean;
  readonly isSettled: boolean;
}

type Seen = ReadonlyMap<string, StepView>;

const OPERATIONS: Readonly<Record<Operator, (left: number, right: number) => number>> = {
  minus: (left, right) => left - right,
  plus: (left, right) => left + right,
  times: (left, right) => left * right,
  over: (left, right) => left / right,
  'percent-of': (left, right) => (left / right) * 100,
};

function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  // A hair over the half, so that 1.005 is not taken for 1.00499…
  return (Math.sign(value) * Math.round(Math.abs(value) * scale + 1e-9)) / scale + 0;
}

const numberOf = (operand: Operand, seen: Seen): number | undefined => ('number' in operand ? operand.number : seen.get(operand.step)?.number);

function calculate({ left, operator, right, decimals }: StepFormula, seen: Seen): Calculation | undefined {
  const [one, other] = [numberOf(left, seen), numberOf(right, seen)];
  if (one === undefined || other === undefined) return undefined;
  const value = rounded(OPERATIONS[operator](one, other), decimals);
  return Number.isFinite(value) ? { left: one, operator, right: other, value } : undefined;
}

const STANDING: Readonly<Record<'done' | 'skipped' | 'in-limits' | 'out-of-limits', (view: StepView) => boolean>> = {
  done: ({ isProved }) => isProved,
  skipped: ({ isExcused }) => isExcused,
  'in-limits': ({ number, side }) => number !== undefined && side === undefined,
  'out-of-limits': ({ side }) => side !== undefined,
};

function passes(test: StepTest, seen: Seen): boolean {
  const view = seen.get(test.step);
  if (view === undefined) return false;
  if ('number' in test) return view.number !== undefined && (test.is === 'below' ? view.number < test.number : view.number > test.number);
  if (!('value' in test)) return STANDING[test.is](view);
  const value = view.record?.value ?? '';
  return test.is === 'equals' ? value === test.value : value !== '' && value !== test.value;
}

const holds = ({ match, tests }: StepCondition, seen: Seen): boolean => (match === 'all' ? tests.every((test) => passes(test, seen)) : tests.some((test) => passes(test, seen)));

function numberFound(step: FlowStepTemplate, record: FlowRecord | undefined, calculation: Calculation | undefined): number | undefined {
  if (step.kind === 'calculated') return calculation?.value;
  return step.kind === 'reading' ? numberIn(record?.value ?? '') : undefined;
}

/** A reason excuses the number it was given for: when the readings behind a calculated value change, it is asked anew. */
const excuses = (step: FlowStepTemplate, record: FlowRecord | undefined, number: number | undefined): boolean =>
  hasReason(record) && (step.kind !== 'calculated' || (number !== undefined && record?.value === String(number)));

function viewOf<Step extends FlowStepTemplate>(step: Step, record: FlowRecord | undefined, seen: Seen): StepView<Step> {
  const calculation = step.kind === 'calculated' && step.formula !== undefined ? calculate(step.formula, seen) : undefined;
  const number = numberFound(step, record, calculation);
  const side = number === undefined ? undefined : sideOf(step, number);
  const isProved = step.kind === 'calculated' ? number !== undefined && side === undefined : isProof(step, record);
  const isExcused = !isProved && excuses(step, record, number);
  return { step, record, number, side, calculation, isProved, isExcused, isSettled: isProved || isExcused };
}

/** The steps that are asked, in the template's order. A condition sees the steps before its own, and of those only the ones that are asked themselves. */
export function viewFlow<Step extends FlowStepTemplate>({ template, records }: FlowState<Step>): StepView<Step>[] {
  const seen = new Map<string, StepView<Step>>();
  for (const step of template.steps) {
    if (step.shownWhen === undefined || holds(step.shownWhen, seen)) seen.set(step.step, viewOf(step, records.get(step.step), seen));
  }
  return [...seen.values()];
}

/** A calculated value whose readings are missing is nobody's to settle: the readings are. */
const isOpen = ({ step, isSettled, number }: StepView): boolean => !isSettled && (step.kind !== 'calculated' || number !== undefined);

/** The required steps that are neither proved nor skipped with a reason, in the template's order. A visit with any of them cannot be completed. */
export const missingProof = <Step extends FlowStepTemplate>(state: FlowState<Step>): Step[] => viewFlow(state).flatMap((view) => (view.step.required && isOpen(view) ? [view.step] : []));

/** Where the technician goes on: the first step that nobody has settled. Undefined at the end. */
export const currentStep = <Step extends FlowStepTemplate>(state: FlowState<Step>): Step | undefined => viewFlow(state).find(isOpen)?.step;

export interface FlowProgress {
  /** The place of the current step among those asked, from 1; the number of all at the end. */
  readonly at: number;
  readonly settled: number;
  readonly all: number;
}

export function progressOf(state: FlowState): FlowProgress {
  const views = viewFlow(state);
  const current = currentStep(state);
  const place = views.findIndex(({ step }) => step === current);
  return { at: place < 0 ? views.length : place + 1, settled: views.filter(({ isSettled }) => isSettled).length, all: views.length };
}

/**
 * The records of the steps that are asked, in the template's order, for the command that completes the visit.
 * Calculated values are among them, as of the last reading behind them.
 */
export function recordsOf(state: FlowState): FlowRecord[] {
  const views = viewFlow(state);
  const latest = views.reduce((last, { record }) => (record !== undefined && record.at > last ? record.at : last), '');
  return views.flatMap(({ step, record, number, isProved }) => {
    if (step.kind !== 'calculated') return record === undefined ? [] : [record];
    if (number === undefined) return [];
    const { skippedReason } = record ?? {};
    return [{ step: step.step, done: isProved, value: String(number), at: record?.at ?? latest, ...(isProved || skippedReason === undefined ? {} : { skippedReason }) }];
  });
}
