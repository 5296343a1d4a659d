import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceFlow, currentStep, lintProcedure, migrateFlow, missingProof, progressOf, recordsOf, resumeFlow, STEP_KINDS, viewFlow } from '../src/index.ts';
import type { FlowEvent, FlowRecord, FlowState, FlowStepTemplate, StepKind, StepTest, StepView } from '../src/index.ts';
import { AT, HASH, step } from './procedures.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
const VALUES = ['yes', 'no'] as const;

const draft = fc.record({
  kind: fc.constantFrom(...STEP_KINDS), required: fc.boolean(), isPair: fc.boolean(), most: fc.integer({ min: 1, max: 3 }), match: fc.constantFrom('all' as const, 'any' as const),
  test: fc.option(fc.record({ about: fc.nat(), is: fc.nat() }), { freq: 2 }), left: fc.nat(), right: fc.nat(),
});
type Draft = typeof draft extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const CHOICES = VALUES.map((value) => ({ value, label: { fr: value, en: value } }));
const LIMITS: Partial<Record<StepKind, Partial<FlowStepTemplate>>> = { reading: { minimum: -25, maximum: -8 }, calculated: { maximum: 10 }, choice: { choices: CHOICES } };

function laid(steps: readonly FlowStepTemplate[], drawn: Draft): FlowStepTemplate {
  const numbers = steps.filter(({ kind }) => kind === 'reading' || kind === 'calculated');
  const kind = drawn.kind === 'calculated' && numbers.length === 0 ? 'reading' : drawn.kind;
  const operand = (pick: number) => ({ step: numbers[pick % numbers.length]?.step ?? '' });
  const about = drawn.test === null ? undefined : steps[drawn.test.about % Math.max(1, steps.length)];
  return step(NAMES[steps.length] ?? '', kind, {
    ...LIMITS[kind],
    required: drawn.required,
    photos: { least: Math.min(drawn.most, 2), most: drawn.most, isPair: drawn.isPair },
    ...(kind === 'calculated' && { formula: { left: operand(drawn.left), operator: 'minus', right: operand(drawn.right), decimals: 1 } }),
    ...(about !== undefined && { shownWhen: { match: drawn.match, tests: [testOf(about, drawn.test?.is ?? 0)] } }),
  });
}

/** Any procedure of up to seven steps whose conditions and formulas speak of earlier steps only, as publishing demands. */
const template: fc.Arbitrary<{ steps: FlowStepTemplate[] }> = fc
  .array(draft, { minLength: 1, maxLength: NAMES.length })
  .map((drafts) => ({ steps: drafts.reduce<FlowStepTemplate[]>((steps, drawn) => [...steps, laid(steps, drawn)], []) }));

function testOf({ step: name, kind }: FlowStepTemplate, pick: number): StepTest {
  if (kind === 'reading' || kind === 'calculated') return pick % 2 === 0 ? { step: name, is: 'out-of-limits' } : { step: name, is: 'below', number: -20 };
  if (kind === 'choice') return { step: name, is: pick % 2 === 0 ? 'equals' : 'differs', value: 'yes' };
  return { step: name, is: pick % 2 === 0 ? 'done' : 'skipped' };
}

const event: fc.Arbitrary<FlowEvent> = fc.oneof(
  fc.record({ type: fc.constant('checked' as const), step: fc.constantFrom(...NAMES), at: fc.constant(AT) }),
  fc.record({ type: fc.constant('answered' as const), step: fc.constantFrom(...NAMES), value: fc.constantFrom('yes', 'no', '-21,5', '−10', '-40', '3', '', 'Les écureuils'), at: fc.constant(AT) }),
  fc.record({ type: fc.constant('photographed' as const), step: fc.constantFrom(...NAMES), photo: fc.constantFrom(HASH, 'c'.repeat(64)), slot: fc.constantFrom('before', 'after', '1', '2'), at: fc.constant(AT) }),
  fc.record({ type: fc.constant('photographed' as const), step: fc.constantFrom(...NAMES), photo: fc.constant(HASH), at: fc.constant(AT) }),
  fc.record({ type: fc.constant('unphotographed' as const), step: fc.constantFrom(...NAMES), slot: fc.constantFrom('before', '1', '2'), at: fc.constant(AT) }),
  fc.record({ type: fc.constant('signed' as const), step: fc.constantFrom(...NAMES), photo: fc.constant(HASH), name: fc.constantFrom('Ginette', ''), at: fc.constant(AT) }),
  fc.record({ type: fc.constant('skipped' as const), step: fc.constantFrom(...NAMES), reason: fc.constantFrom('Chien', ' '), at: fc.constant(AT) }),
  fc.record({ type: fc.constant('reopened' as const), step: fc.constantFrom(...NAMES), at: fc.constant(AT) }),
);

const hasValue = ({ record }: StepView): boolean => (record?.value ?? '') !== '';
/** What each kind of proof is, said once more and otherwise. */
const EVIDENCE: Readonly<Record<StepKind, (view: StepView) => boolean>> = {
  check: ({ record }) => record?.done === true,
  text: hasValue,
  scan: hasValue,
  choice: ({ record }) => VALUES.some((value) => value === record?.value),
  photo({ step: { photos }, record }) {
    const taken = record?.photos?.length ?? (record?.photo === undefined ? 0 : 1);
    return taken >= (photos?.isPair === true ? 2 : (photos?.least ?? 1));
  },
  signature: (view) => hasValue(view) && view.record?.photo !== undefined,
  reading: ({ record }) => Number(record?.value) >= -25 && Number(record?.value) <= -8,
  calculated: ({ number }) => number === undefined || number <= 10,
};

const play = (state: FlowState, events: readonly FlowEvent[]): FlowState => events.reduce((now, each) => advanceFlow(now, each).state, state);
const kept = (state: FlowState) => [...state.records.values()];
const everything = (state: FlowState) => ({ view: viewFlow(state), missing: missingProof(state), current: currentStep(state), progress: progressOf(state), records: recordsOf(state) });

describe('any procedure, played in any way (R53)', () => {
  it('is published only without a step that could wait for itself', () => {
    fc.assert(fc.property(template, (drawn) => {
      const errors = lintProcedure({ title: { fr: 'x', en: 'x' }, ...drawn }).filter(({ severity }) => severity === 'error');
      // The drawn pairs and numbers are all sound; nothing else may be found.
      expect(errors.filter(({ code }) => code.includes('later') || code.includes('unknown'))).toEqual([]);
    }));
  });

  it('is the same after dying anywhere and being opened again from what was kept', () => {
    fc.assert(fc.property(template, fc.array(event, { maxLength: 24 }), fc.nat(), (drawn, events, cut) => {
      const at = cut % (events.length + 1);
      const died = play(resumeFlow(drawn), events.slice(0, at));
      // JSON is what the phone's database and the hub make of it.
      const reopened = resumeFlow(drawn, JSON.parse(JSON.stringify(kept(died))) as FlowRecord[]);
      expect(everything(play(reopened, events.slice(at)))).toEqual(everything(play(resumeFlow(drawn), events)));
    }));
  });

  it('keeps exactly one record for an event that counts, and none for one that is refused', () => {
    fc.assert(fc.property(template, fc.array(event, { maxLength: 20 }), event, (drawn, events, last) => {
      const before = play(resumeFlow(drawn), events);
      const { state, effects } = advanceFlow(before, last);
      const keeps = effects.filter((effect) => effect.type === 'keep');
      if (effects[0]?.type === 'refused') expect(state).toBe(before);
      expect(keeps).toHaveLength(effects[0]?.type === 'refused' ? 0 : 1);
      for (const each of drawn.steps) if (each.step !== last.step) expect(state.records.get(each.step)).toEqual(before.records.get(each.step));
    }));
  });

  it('never blocks on a step that is hidden', () => {
    fc.assert(fc.property(template, fc.array(event, { maxLength: 24 }), (drawn, events) => {
      const state = play(resumeFlow(drawn), events);
      const asked = new Set(viewFlow(state).map((view) => view.step.step));
      expect(missingProof(state).every((each) => asked.has(each.step))).toBe(true);
      expect(recordsOf(state).every((record) => asked.has(record.step))).toBe(true);
    }));
  });

  it('is never complete while a required step that is asked has neither proof nor reason', () => {
    fc.assert(fc.property(template, fc.array(event, { maxLength: 24 }), (drawn, events) => {
      const state = play(resumeFlow(drawn), events);
      const missing = new Set(missingProof(state).map((each) => each.step));
      for (const view of viewFlow(state).filter((each) => each.step.required && !missing.has(each.step.step))) {
        expect(EVIDENCE[view.step.kind](view) || (view.record?.skippedReason ?? '').trim() !== '').toBe(true);
      }
    }));
  });

  it('loses nothing when it is carried over to itself', () => {
    fc.assert(fc.property(template, fc.array(event, { maxLength: 24 }), (drawn, events) => {
      const records = kept(play(resumeFlow(drawn), events));
      expect(migrateFlow(drawn, drawn, records)).toEqual({ isLossless: true, records, dropped: [], added: [] });
    }));
  });
});
