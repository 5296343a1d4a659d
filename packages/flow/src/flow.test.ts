import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceFlow, currentStep, missingProof, recordsOf, resumeFlow } from './flow.ts';
import type { FlowEvent, FlowStepTemplate, StepKind } from './flow.ts';

const AT = '2026-11-23T14:05:00Z';
const step = (name: string, kind: StepKind, more: Partial<FlowStepTemplate> = {}): FlowStepTemplate => ({ step: name, kind, required: true, minimum: null, maximum: null, choices: [], ...more });
const REPAIR = {
  steps: [
    step('safety', 'check'),
    step('power', 'reading', { minimum: -25, maximum: -8 }),
    step('cause', 'choice', { choices: ['Connecteur sale', 'Câble coupé'] }),
    step('after', 'photo'),
    step('remark', 'text', { required: false }),
  ],
};
const HASH = 'b'.repeat(64);

const events: fc.Arbitrary<FlowEvent> = fc
  .record({
    step: fc.constantFrom('safety', 'power', 'cause', 'after', 'remark', 'nowhere'),
    type: fc.constantFrom('checked', 'answered', 'photographed', 'skipped', 'reopened'),
    text: fc.oneof(fc.constantFrom('', '-21,5', '-40', 'Connecteur sale', 'Câble coupé'), fc.string({ maxLength: 6 })),
  })
  .map(({ step: name, type, text }): FlowEvent => {
    if (type === 'answered') return { type, step: name, value: text, at: AT };
    if (type === 'photographed') return { type, step: name, photo: HASH, at: AT };
    if (type === 'skipped') return { type, step: name, reason: text, at: AT };
    return { type: type === 'checked' ? 'checked' : 'reopened', step: name, at: AT };
  });

const play = (list: readonly FlowEvent[]) => list.reduce((state, event) => advanceFlow(state, event).state, resumeFlow(REPAIR));

describe('a check-list (F10)', () => {
  it('goes from step to step and finishes when the last required proof is there', () => {
    const start = resumeFlow(REPAIR);
    expect(currentStep(start)?.step).toBe('safety');
    const nearly = play([
      { type: 'checked', step: 'safety', at: AT },
      { type: 'answered', step: 'power', value: '−21,5', at: AT },
      { type: 'answered', step: 'cause', value: 'Connecteur sale', at: AT },
    ]);
    expect(missingProof(nearly).map((each) => each.step)).toEqual(['after']);
    const { state, effects } = advanceFlow(nearly, { type: 'photographed', step: 'after', photo: HASH, at: AT });
    expect(effects.map((effect) => effect.type)).toEqual(['keep', 'finished']);
    expect(recordsOf(state).map((record) => record.value ?? record.photo ?? record.done)).toEqual([true, '-21.5', 'Connecteur sale', HASH]);
    expect(currentStep(state)?.step).toBe('remark');
  });

  it('keeps a reading outside its limits without letting it prove the step', () => {
    const { state, effects } = advanceFlow(resumeFlow(REPAIR), { type: 'answered', step: 'power', value: '-28', at: AT });
    expect(effects[1]).toEqual({ type: 'out-of-limits', step: 'power', value: -28, bound: -25, side: 'below' });
    expect(missingProof(state).map((each) => each.step)).toContain('power');
    const excused = advanceFlow(state, { type: 'skipped', step: 'power', reason: 'Câble coupé à la rue', at: AT }).state;
    expect(excused.records.get('power')).toEqual({ step: 'power', done: false, value: '-28', skippedReason: 'Câble coupé à la rue', at: AT });
    expect(missingProof(excused).map((each) => each.step)).not.toContain('power');
  });

  it('refuses a skip without a reason, an answer that is no choice, and a tick on a photo step', () => {
    const refusals = [
      { type: 'skipped', step: 'after', reason: '  ', at: AT } as const,
      { type: 'answered', step: 'cause', value: 'Les écureuils', at: AT } as const,
      { type: 'checked', step: 'after', at: AT } as const,
    ].map((event) => advanceFlow(resumeFlow(REPAIR), event).effects);
    expect(refusals).toEqual([
      [{ type: 'refused', step: 'after', reason: 'reason-missing' }],
      [{ type: 'refused', step: 'cause', reason: 'not-a-choice' }],
      [{ type: 'refused', step: 'after', reason: 'wrong-kind' }],
    ]);
  });

  it('resumes exactly where it was from its records, whatever was done', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 30 }), (list) => {
        const state = play(list);
        const again = resumeFlow(REPAIR, recordsOf(state));
        expect(currentStep(again)).toEqual(currentStep(state));
        expect(missingProof(again)).toEqual(missingProof(state));
      }),
    );
  });

  it('changes nothing but the step an event is about, and nothing at all when it refuses', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 20 }), events, (list, event) => {
        const before = play(list);
        const { state, effects } = advanceFlow(before, event);
        if (effects[0]?.type === 'refused') expect(state).toBe(before);
        for (const each of REPAIR.steps) if (each.step !== event.step) expect(state.records.get(each.step)).toEqual(before.records.get(each.step));
      }),
    );
  });

  it('never counts a required step as proved without its proof or a reason', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 30 }), (list) => {
        const state = play(list);
        const missing = new Set(missingProof(state).map((each) => each.step));
        for (const each of REPAIR.steps.filter((candidate) => candidate.required && !missing.has(candidate.step))) {
          const record = state.records.get(each.step);
          const reading = Number(record?.value);
          const isProved = each.kind === 'photo' ? record?.photo === HASH : each.kind === 'reading' ? reading >= -25 && reading <= -8 : record?.done === true;
          expect(isProved || (record?.skippedReason ?? '') !== '').toBe(true);
        }
      }),
    );
  });
});
