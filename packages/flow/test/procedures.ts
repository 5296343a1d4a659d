import type { FlowStepTemplate, StepKind } from '../src/index.ts';

export const AT = '2026-11-23T14:05:00Z';
export const HASH = 'b'.repeat(64);
const words = (text: string) => ({ fr: text, en: text });

export const step = (name: string, kind: StepKind, more: Partial<FlowStepTemplate> = {}): FlowStepTemplate => ({
  step: name, kind, label: words(name), required: true, unit: '', minimum: null, maximum: null, choices: [], ...more,
});
const choice = (value: string) => ({ value, label: words(value) });

/** Every kind of step: a cause that asks for more, a pair of photos, a loss calculated from two readings, a signature. */
export const REPAIR = {
  title: words('Réparation'),
  steps: [
    step('safety', 'check'),
    step('olt-tx', 'reading', { unit: 'dBm', minimum: 1.5, maximum: 5 }),
    step('ont-rx', 'reading', { unit: 'dBm', minimum: -27, maximum: -8 }),
    step('loss', 'calculated', { unit: 'dB', maximum: 28, formula: { left: { step: 'olt-tx' }, operator: 'minus', right: { step: 'ont-rx' }, decimals: 1 } }),
    step('cause', 'choice', { choices: [choice('dirty'), choice('cut')] }),
    step('cut-length', 'reading', { unit: 'm', minimum: 0, maximum: 500, shownWhen: { match: 'all', tests: [{ step: 'cause', is: 'equals', value: 'cut' }] } }),
    step('cut-photos', 'photo', { photos: { least: 2, most: 2, isPair: true }, shownWhen: { match: 'any', tests: [{ step: 'cut-length', is: 'above', number: 0 }, { step: 'loss', is: 'out-of-limits' }] } }),
    step('after', 'photo'),
    step('remark', 'text', { required: false }),
    step('device', 'scan', { required: false }),
    step('signature', 'signature'),
  ],
} as const;
