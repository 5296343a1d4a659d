import { describe, expect, it } from 'vitest';
import { FlowTemplate } from '@gigafibre/contracts';
import { FLOW_TEMPLATES, FLOW_VERSIONS, JOB_TYPES } from '@gigafibre/demo';
import { advanceFlow, lintProcedure, missingProof, resumeFlow, viewFlow } from '@gigafibre/flow';
import { definitionOf } from '../src/modules/book/index.ts';
import Value from 'typebox/value';

const AT = '2026-11-23T14:05:00Z';
const procedure = (code: string): FlowTemplate => definitionOf(FLOW_VERSIONS.find(({ flow_template }) => flow_template === code)?.definition ?? undefined)!;

describe('the provider’s own procedures', () => {
  it.each(FLOW_VERSIONS.map(({ flow_template }) => flow_template ?? ''))('%s is sound, in both languages', (code) => {
    expect([...Value.Errors(FlowTemplate, JSON.parse(FLOW_VERSIONS.find(({ flow_template }) => flow_template === code)!.definition ?? ''))]).toEqual([]);
    expect(lintProcedure(procedure(code))).toEqual([]);
  });

  it('every job type has one', () => {
    const codes = new Set(FLOW_TEMPLATES.map(({ name }) => name));
    expect(JOB_TYPES.filter(({ flow_template }) => !codes.has(flow_template!))).toEqual([]);
  });

  it('a cut cable asks where and shows before and after; a dirty connector does not', () => {
    const answered = (cause: string) => viewFlow(advanceFlow(resumeFlow(procedure('repair')), { type: 'answered', step: 'cause', value: cause, at: AT }).state).map(({ step }) => step.step);
    expect(answered('cut')).toEqual(expect.arrayContaining(['fault-distance', 'fault-photos']));
    expect(answered('dirty')).not.toContain('fault-photos');
  });

  it('29 dB of loss does not pass a B+ budget without a reason', () => {
    const read = (state: ReturnType<typeof resumeFlow<FlowTemplate['steps'][number]>>, step: string, value: string) => advanceFlow(state, { type: 'answered', step, value, at: AT }).state;
    const lossy = read(read(resumeFlow(procedure('repair')), 'olt-tx', '5'), 'rx-power', '-24');
    expect(missingProof(lossy).map(({ step }) => step)).toContain('optical-loss');
    const good = read(lossy, 'rx-power', '-19,5');
    expect(missingProof(good).map(({ step }) => step)).not.toContain('optical-loss');
  });
});
