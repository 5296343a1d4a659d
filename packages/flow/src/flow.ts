export type StepKind = 'check' | 'photo' | 'scan' | 'reading' | 'choice' | 'text';

/** One step of a check-list, as its template says. */
export interface FlowStepTemplate {
  readonly step: string;
  readonly kind: StepKind;
  readonly required: boolean;
  /** Bounds of a reading, in the template's unit; null where there is none. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Answers of a choice; any answer will do where there are none. */
  readonly choices: readonly string[];
}

export interface FlowTemplateShape<Step extends FlowStepTemplate = FlowStepTemplate> {
  readonly steps: readonly Step[];
}

/** What was found at one step. `done` says that the step is proved; a reading outside its limits is kept without proving it. */
export interface FlowRecord {
  readonly step: string;
  readonly done: boolean;
  readonly value?: string;
  /** SHA-256 of the photo. */
  readonly photo?: string;
  readonly skippedReason?: string;
  /** Instant, ISO 8601 in UTC. */
  readonly at: string;
}

export type FlowEvent =
  | { readonly type: 'checked'; readonly step: string; readonly at: string }
  | { readonly type: 'answered'; readonly step: string; readonly value: string; readonly at: string }
  | { readonly type: 'photographed'; readonly step: string; readonly photo: string; readonly at: string }
  | { readonly type: 'skipped'; readonly step: string; readonly reason: string; readonly at: string }
  | { readonly type: 'reopened'; readonly step: string; readonly at: string };

export type FlowRefusal = 'unknown-step' | 'wrong-kind' | 'empty' | 'not-a-number' | 'not-a-choice' | 'reason-missing';

/** What the host must do: keep a record, or tell the person why the answer does not count. */
export type FlowEffect =
  | { readonly type: 'keep'; readonly record: FlowRecord }
  | { readonly type: 'out-of-limits'; readonly step: string; readonly value: number; readonly bound: number; readonly side: 'below' | 'above' }
  | { readonly type: 'refused'; readonly step: string; readonly reason: FlowRefusal }
  | { readonly type: 'finished' };

export interface FlowState<Step extends FlowStepTemplate = FlowStepTemplate> {
  readonly template: FlowTemplateShape<Step>;
  /** The last record of each step, by the step's name. */
  readonly records: ReadonlyMap<string, FlowRecord>;
}

export interface FlowTurn<Step extends FlowStepTemplate> {
  readonly state: FlowState<Step>;
  readonly effects: readonly FlowEffect[];
}

/**
 * Opens a check-list where it was left: the records are the whole memory.
 * Records of steps that the template does not have are kept out; of two records of one step the later in the list counts.
 */
export function resumeFlow<Step extends FlowStepTemplate>(template: FlowTemplateShape<Step>, records: readonly FlowRecord[] = []): FlowState<Step> {
  const names = new Set(template.steps.map((step) => step.step));
  return { template, records: new Map(records.filter((record) => names.has(record.step)).map((record) => [record.step, record])) };
}

const isSettled = (record: FlowRecord | undefined): boolean => record !== undefined && (record.done || (record.skippedReason ?? '') !== '');

/** The required steps that are neither proved nor skipped with a reason, in the template's order. A visit with any of them cannot be completed. */
export const missingProof = <Step extends FlowStepTemplate>(state: FlowState<Step>): Step[] =>
  state.template.steps.filter((step) => step.required && !isSettled(state.records.get(step.step)));

/** The first step that nobody has settled: where the technician goes on. Undefined at the end. */
export const currentStep = <Step extends FlowStepTemplate>(state: FlowState<Step>): Step | undefined =>
  state.template.steps.find((step) => !isSettled(state.records.get(step.step)));

/** The records in the template's order, for the command that completes the visit. */
export const recordsOf = (state: FlowState): FlowRecord[] =>
  state.template.steps.flatMap((step) => {
    const record = state.records.get(step.step);
    return record === undefined ? [] : [record];
  });

interface Found {
  readonly record: FlowRecord;
  readonly notice?: FlowEffect;
}

/** A number as people type it here: `-21,5` and `−21.5` are the same. */
function numberIn(text: string): number | undefined {
  const plain = text.replace(/[−–]/u, '-').replace(',', '.').trim();
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

function readingFound(step: FlowStepTemplate, text: string, at: string): Found | FlowRefusal {
  const value = numberIn(text);
  if (value === undefined) return 'not-a-number';
  const side = step.minimum !== null && value < step.minimum ? 'below' : step.maximum !== null && value > step.maximum ? 'above' : undefined;
  const record = { step: step.step, done: side === undefined, value: String(value), at };
  if (side === undefined) return { record };
  const bound = (side === 'below' ? step.minimum : step.maximum) ?? 0;
  return { record, notice: { type: 'out-of-limits', step: step.step, value, bound, side } };
}

function answerFound(step: FlowStepTemplate, text: string, at: string): Found | FlowRefusal {
  const value = text.trim();
  if (value === '') return 'empty';
  if (step.kind === 'reading') return readingFound(step, value, at);
  if (step.kind === 'check' || step.kind === 'photo') return 'wrong-kind';
  if (step.kind === 'choice' && step.choices.length > 0 && !step.choices.includes(value)) return 'not-a-choice';
  return { record: { step: step.step, done: true, value, at } };
}

function skipped(step: FlowStepTemplate, reason: string, at: string, before: FlowRecord | undefined): Found | FlowRefusal {
  const skippedReason = reason.trim();
  if (skippedReason === '') return 'reason-missing';
  const value = before?.value;
  return { record: { step: step.step, done: false, skippedReason, at, ...(value === undefined ? {} : { value }) } };
}

function findingOf(step: FlowStepTemplate, event: FlowEvent, before: FlowRecord | undefined): Found | FlowRefusal {
  const { at } = event;
  switch (event.type) {
    case 'checked':
      return step.kind === 'check' ? { record: { step: step.step, done: true, at } } : 'wrong-kind';
    case 'photographed':
      return step.kind === 'photo' ? { record: { step: step.step, done: true, photo: event.photo, at } } : 'wrong-kind';
    case 'answered':
      return answerFound(step, event.value, at);
    case 'skipped':
      return skipped(step, event.reason, at, before);
    case 'reopened':
      return { record: { step: step.step, done: false, at } };
  }
}

/**
 * Takes one event of the person doing the check-list. Pure: the effects are for the host to perform.
 * An event that cannot count leaves the state as it is and says why. Steps may be done in any order.
 */
export function advanceFlow<Step extends FlowStepTemplate>(state: FlowState<Step>, event: FlowEvent): FlowTurn<Step> {
  const refuse = (reason: FlowRefusal): FlowTurn<Step> => ({ state, effects: [{ type: 'refused', step: event.step, reason }] });
  const step = state.template.steps.find((each) => each.step === event.step);
  if (step === undefined) return refuse('unknown-step');
  const found = findingOf(step, event, state.records.get(step.step));
  if (typeof found === 'string') return refuse(found);
  const next: FlowState<Step> = { ...state, records: new Map(state.records).set(step.step, found.record) };
  const effects: FlowEffect[] = [{ type: 'keep', record: found.record }];
  if (found.notice !== undefined) effects.push(found.notice);
  if (missingProof(state).length > 0 && missingProof(next).length === 0) effects.push({ type: 'finished' });
  return { state: next, effects };
}
