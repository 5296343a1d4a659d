import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { advanceFlow, currentStep, missingProof, modernSteps, recordsOf, resumeFlow } from '../src/index.ts';
import type { AnyStep, FlowEvent, FlowRecord } from '../src/index.ts';

interface History {
  readonly about: string;
  readonly steps: readonly AnyStep[];
  /** What a phone of that release had kept before it was updated. */
  readonly kept: readonly FlowRecord[];
  readonly events: readonly FlowEvent[];
  readonly ends: { readonly current: string | null; readonly missing: readonly string[]; readonly records: readonly FlowRecord[] };
}

/** One file for each shape that a release has written; none is ever changed. */
const FOLDER = new URL('./histories/', import.meta.url);
const histories = readdirSync(FOLDER).map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as History);

describe('visits that were recorded with earlier releases (R53)', () => {
  it.each(histories.map((history) => [history.about, history] as const))('%s', (_, { steps, kept, events, ends }) => {
    const end = events.reduce((state, event) => advanceFlow(state, event).state, resumeFlow({ steps: modernSteps(steps) }, kept));
    expect({ current: currentStep(end)?.step ?? null, missing: missingProof(end).map(({ step }) => step), records: recordsOf(end) }).toEqual(ends);
  });
});
