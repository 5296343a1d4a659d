import { describe, expect, it } from 'vitest';
import { advanceFlow, currentStep, migrateFlow, missingProof, modernSteps, progressOf, recordsOf, resumeFlow, viewFlow } from '../src/index.ts';
import type { FlowEvent, FlowRecord, FlowTemplateShape } from '../src/index.ts';
import { AT, HASH, REPAIR, step } from './procedures.ts';

const play = (list: readonly FlowEvent[], template: FlowTemplateShape = REPAIR) => list.reduce((state, event) => advanceFlow(state, event).state, resumeFlow(template));
const answer = (name: string, value: string): FlowEvent => ({ type: 'answered', step: name, value, at: AT });
const asked = (list: readonly FlowEvent[]): string[] => viewFlow(play(list)).map((view) => view.step.step);
const names = (steps: readonly { step: string }[]): string[] => steps.map((each) => each.step);

const SIMPLE = { steps: [step('safety', 'check'), step('power', 'reading', { minimum: -25, maximum: -8 }), step('after', 'photo'), step('remark', 'text', { required: false })] };

describe('a procedure, step by step (F10, R53)', () => {
  it('goes from step to step and finishes when the last required proof is there', () => {
    expect(currentStep(resumeFlow(SIMPLE))?.step).toBe('safety');
    const nearly = play([{ type: 'checked', step: 'safety', at: AT }, answer('power', '−21,5')], SIMPLE);
    expect(names(missingProof(nearly))).toEqual(['after']);
    const { state, effects } = advanceFlow(nearly, { type: 'photographed', step: 'after', photo: HASH, at: AT });
    expect(effects.map((effect) => effect.type)).toEqual(['keep', 'finished']);
    expect(recordsOf(state).map((record) => record.value ?? record.photo ?? record.done)).toEqual([true, '-21.5', HASH]);
    expect(currentStep(state)?.step).toBe('remark');
    expect(progressOf(state)).toEqual({ at: 4, settled: 3, all: 4 });
  });

  it('keeps a reading outside its limits without letting it prove the step, until a reason is given for it', () => {
    const { state, effects } = advanceFlow(resumeFlow(SIMPLE), answer('power', '-28'));
    expect(effects[1]).toEqual({ type: 'out-of-limits', step: 'power', value: -28, bound: -25, side: 'below' });
    expect(names(missingProof(state))).toContain('power');
    const excused = advanceFlow(state, { type: 'skipped', step: 'power', reason: 'Câble coupé à la rue', at: AT }).state;
    expect(excused.records.get('power')).toEqual({ step: 'power', done: false, value: '-28', skippedReason: 'Câble coupé à la rue', at: AT });
    expect(names(missingProof(excused))).not.toContain('power');
  });

  it.each([
    ['a skip without a reason', { type: 'skipped', step: 'after', reason: '  ', at: AT }, 'reason-missing'],
    ['an answer that is no choice', answer('cause', 'Les écureuils'), 'not-a-choice'],
    ['a tick on a photo step', { type: 'checked', step: 'after', at: AT }, 'wrong-kind'],
    ['a number in words', answer('olt-tx', 'trois'), 'not-a-number'],
    ['an answer to a step that is not asked', answer('cut-length', '12'), 'not-asked'],
    ['a signature without a name', { type: 'signed', step: 'signature', photo: HASH, name: ' ', at: AT }, 'name-missing'],
    ['a second photo where one is asked', { type: 'photographed', step: 'after', photo: HASH, slot: '2', at: AT }, 'no-such-photo'],
    ['a step of another procedure', { type: 'checked', step: 'mesh', at: AT }, 'unknown-step'],
  ] as const)('refuses %s', (_, event, reason) => {
    const before = resumeFlow(REPAIR);
    expect(advanceFlow(before, event)).toEqual({ state: before, effects: [{ type: 'refused', step: event.step, reason }] });
  });

  it('asks a step only when earlier answers say so, and forgets nothing of it while it is hidden', () => {
    const cut = [answer('cause', 'cut'), answer('cut-length', '12')];
    expect(asked([answer('cause', 'dirty')])).not.toContain('cut-length');
    expect(asked(cut)).toEqual(expect.arrayContaining(['cut-length', 'cut-photos']));
    expect(asked([...cut, answer('cause', 'dirty')])).not.toContain('cut-photos');
    expect(play([...cut, answer('cause', 'dirty'), answer('cause', 'cut')]).records.get('cut-length')?.value).toBe('12');
  });

  it('calculates the optical loss from the two readings and asks again for a reason when they change', () => {
    const lossy = play([answer('olt-tx', '3'), answer('ont-rx', '-26,9')]);
    const loss = (state = lossy) => viewFlow(state).find((view) => view.step.step === 'loss');
    expect(loss()).toMatchObject({ number: 29.9, side: 'above', isSettled: false, calculation: { left: 3, operator: 'minus', right: -26.9 } });
    const excused = advanceFlow(lossy, { type: 'skipped', step: 'loss', reason: 'Épissure à refaire par l’équipe de ligne', at: AT }).state;
    expect(loss(excused)).toMatchObject({ isExcused: true, isSettled: true });
    const worse = advanceFlow(excused, answer('ont-rx', '-26,99'));
    expect(loss(worse.state)).toMatchObject({ number: 30, isExcused: false });
    expect(worse.effects).toContainEqual({ type: 'out-of-limits', step: 'loss', value: 30, bound: 28, side: 'above' });
    const repaired = advanceFlow(excused, answer('ont-rx', '-18,2')).state;
    expect(recordsOf(repaired).find((record) => record.step === 'loss')).toEqual({ step: 'loss', done: true, value: '21.2', at: AT });
  });

  it('takes before and after photos in any order and counts the step when both are there', () => {
    const photo = (letter: string, slot: string): FlowEvent => ({ type: 'photographed', step: 'cut-photos', photo: letter.repeat(64), slot, at: AT });
    const cut = [answer('cause', 'cut'), answer('cut-length', '12')];
    const one = play([...cut, photo('a', 'after')]);
    expect(names(missingProof(one))).toContain('cut-photos');
    const both = advanceFlow(one, photo('b', 'before')).state;
    expect(both.records.get('cut-photos')).toEqual({ step: 'cut-photos', done: true, photo: 'b'.repeat(64), photos: [{ slot: 'before', photo: 'b'.repeat(64) }, { slot: 'after', photo: 'a'.repeat(64) }], at: AT });
    const less = advanceFlow(both, { type: 'unphotographed', step: 'cut-photos', slot: 'before', at: AT }).state;
    expect(names(missingProof(less))).toContain('cut-photos');
  });

  it('believes the evidence and not the mark of a record made elsewhere', () => {
    const forged = (record: Partial<FlowRecord> & { step: string }): FlowRecord => ({ done: true, at: AT, ...record });
    const state = resumeFlow(REPAIR, [forged({ step: 'ont-rx', value: '-40' }), forged({ step: 'after' }), forged({ step: 'cause', value: 'squirrels' }), forged({ step: 'signature', value: 'Ginette' }), forged({ step: 'loss', value: '3' })]);
    expect(names(missingProof(state))).toEqual(['safety', 'olt-tx', 'ont-rx', 'cause', 'after', 'signature']);
  });

  it('opens procedures that releases before conditions wrote, whose choices were bare words', () => {
    const [old] = modernSteps([{ ...step('cause', 'choice'), choices: ['Connecteur sale', 'Câble coupé'] }]);
    expect(old?.choices[0]).toEqual({ value: 'Connecteur sale', label: { fr: 'Connecteur sale', en: 'Connecteur sale' } });
  });
});

describe('a procedure that changes while somebody follows it (R53)', () => {
  const records = [{ step: 'safety', done: true, at: AT }, { step: 'power', done: true, value: '-24', at: AT }, { step: 'after', done: true, photo: HASH, at: AT }];

  it('carries every answer over when the newer version only asks for more or says it better', () => {
    const newer = { steps: [step('safety', 'check', { label: { fr: 'Lieu sécuritaire', en: 'Safe place' } }), step('tools', 'check'), ...SIMPLE.steps.slice(1)] };
    expect(migrateFlow(SIMPLE, newer, records)).toEqual({ isLossless: true, records, dropped: [], added: ['tools'] });
  });

  it.each([
    ['the step is gone', SIMPLE.steps.slice(1), 'safety', 'step-gone'],
    ['the step asks for another kind of proof', [step('safety', 'photo'), ...SIMPLE.steps.slice(1)], 'safety', 'kind-changed'],
    ['the limits no longer admit what was read', [SIMPLE.steps[0]!, step('power', 'reading', { minimum: -22, maximum: -8 }), SIMPLE.steps[2]!], 'power', 'no-longer-proves'],
    ['one photo has become a pair', [...SIMPLE.steps.slice(0, 2), step('after', 'photo', { photos: { least: 2, most: 2, isPair: true } })], 'after', 'no-longer-proves'],
  ] as const)('says which answer would be lost when %s', (_, steps, name, why) => {
    const { isLossless, dropped, records: carried } = migrateFlow(SIMPLE, { steps }, records);
    expect({ isLossless, dropped, carried: carried.length }).toEqual({ isLossless: false, dropped: [{ step: name, why }], carried: 2 });
  });
});
