import { hasPhotosAsked, numberIn, photosOf } from './record.ts';
import type { FlowRecord, SlottedPhoto } from './record.ts';
import { photoSlots, sideOf } from './template.ts';
import type { FlowStepTemplate, FlowTemplateShape, Side } from './template.ts';
import { missingProof, viewFlow } from './view.ts';
import type { FlowState, StepView } from './view.ts';

export type FlowEvent =
  | { readonly type: 'checked'; readonly step: string; readonly at: string }
  | { readonly type: 'answered'; readonly step: string; readonly value: string; readonly at: string }
  /** Without a slot the photo takes the first free one; a taken one is replaced. */
  | { readonly type: 'photographed'; readonly step: string; readonly photo: string; readonly slot?: string; readonly at: string }
  | { readonly type: 'unphotographed'; readonly step: string; readonly slot: string; readonly at: string }
  | { readonly type: 'signed'; readonly step: string; readonly photo: string; readonly name: string; readonly at: string }
  /** Also how a number outside its limits is kept: the number stays beside the reason. */
  | { readonly type: 'skipped'; readonly step: string; readonly reason: string; readonly at: string }
  | { readonly type: 'reopened'; readonly step: string; readonly at: string };

export const FLOW_REFUSALS = ['unknown-step', 'not-asked', 'wrong-kind', 'empty', 'not-a-number', 'not-a-choice', 'no-such-photo', 'reason-missing', 'name-missing'] as const;
export type FlowRefusal = (typeof FLOW_REFUSALS)[number];

/** What the host must do: keep a record, or tell the person why the answer does not count. */
export type FlowEffect =
  | { readonly type: 'keep'; readonly record: FlowRecord }
  | { readonly type: 'out-of-limits'; readonly step: string; readonly value: number; readonly bound: number; readonly side: Side }
  | { readonly type: 'refused'; readonly step: string; readonly reason: FlowRefusal }
  | { readonly type: 'finished' };

export interface FlowTurn<Step extends FlowStepTemplate> {
  readonly state: FlowState<Step>;
  readonly effects: readonly FlowEffect[];
}

/**
 * Opens a procedure where it was left: the records are the whole memory.
 * Records of steps that the template does not have are kept out; of two records of one step the later in the list counts.
 */
export function resumeFlow<Step extends FlowStepTemplate>(template: FlowTemplateShape<Step>, records: readonly FlowRecord[] = []): FlowState<Step> {
  const names = new Set(template.steps.map((step) => step.step));
  return { template, records: new Map(records.filter((record) => names.has(record.step)).map((record) => [record.step, record])) };
}

type Found = FlowRecord | FlowRefusal;

function answerFound(step: FlowStepTemplate, text: string, at: string): Found {
  const value = text.trim();
  if (value === '') return 'empty';
  const found = { step: step.step, done: true, value, at };
  switch (step.kind) {
    case 'reading': {
      const number = numberIn(value);
      return number === undefined ? 'not-a-number' : { ...found, done: sideOf(step, number) === undefined, value: String(number) };
    }
    case 'choice':
      return step.choices.length === 0 || step.choices.some((choice) => choice.value === value) ? found : 'not-a-choice';
    case 'scan':
    case 'text':
      return found;
    default:
      return 'wrong-kind';
  }
}

/** A step that asks for one photo keeps it as it always did; several are kept by slot, in the order of the slots. */
function photoRecord(step: FlowStepTemplate, photos: readonly SlottedPhoto[], at: string): FlowRecord {
  const slots = photoSlots(step);
  const inOrder = photos.toSorted((one, other) => slots.indexOf(one.slot) - slots.indexOf(other.slot));
  const [first] = inOrder;
  const record = { step: step.step, done: hasPhotosAsked(step, inOrder), at, ...(first !== undefined && { photo: first.photo }) };
  return slots.length === 1 ? record : { ...record, photos: inOrder };
}

function photographed(step: FlowStepTemplate, { photo, slot, at }: Extract<FlowEvent, { type: 'photographed' }>, before: FlowRecord | undefined): Found {
  if (step.kind !== 'photo') return 'wrong-kind';
  const kept = photosOf(step, before);
  const slots = photoSlots(step);
  const goal = slot ?? slots.find((each) => !kept.some((taken) => taken.slot === each)) ?? slots.at(-1) ?? '';
  if (!slots.includes(goal)) return 'no-such-photo';
  return photoRecord(step, [...kept.filter((taken) => taken.slot !== goal), { slot: goal, photo }], at);
}

function unphotographed(step: FlowStepTemplate, { slot, at }: Extract<FlowEvent, { type: 'unphotographed' }>, before: FlowRecord | undefined): Found {
  const kept = photosOf(step, before);
  if (step.kind !== 'photo' || !kept.some((taken) => taken.slot === slot)) return 'no-such-photo';
  return photoRecord(step, kept.filter((taken) => taken.slot !== slot), at);
}

function skipped({ step, record, number }: StepView, reason: string, at: string): Found {
  const skippedReason = reason.trim();
  if (skippedReason === '') return 'reason-missing';
  if (step.kind === 'calculated' && number === undefined) return 'wrong-kind';
  const value = number === undefined ? record?.value : String(number);
  return {
    step: step.step, done: false, skippedReason, at,
    ...(value !== undefined && { value }),
    ...(record?.photo !== undefined && { photo: record.photo }),
    ...(record?.photos !== undefined && { photos: record.photos }),
  };
}

function findingOf(view: StepView, event: FlowEvent): Found {
  const { step, record } = view;
  const { at } = event;
  switch (event.type) {
    case 'checked':
      return step.kind === 'check' ? { step: step.step, done: true, at } : 'wrong-kind';
    case 'photographed':
      return photographed(step, event, record);
    case 'unphotographed':
      return unphotographed(step, event, record);
    case 'signed': {
      const name = event.name.trim();
      if (step.kind !== 'signature') return 'wrong-kind';
      return name === '' ? 'name-missing' : { step: step.step, done: true, value: name, photo: event.photo, at };
    }
    case 'answered':
      return answerFound(step, event.value, at);
    case 'skipped':
      return skipped(view, event.reason, at);
    case 'reopened':
      return { step: step.step, done: false, at };
  }
}

/** Numbers that went outside their limits with this event: the one read, and those calculated from it. */
function alarms(before: readonly StepView[], after: readonly StepView[], about: string): FlowEffect[] {
  return after.flatMap(({ step, number, side, isExcused }) => {
    const was = before.find((view) => view.step === step);
    const isNews = step.step === about || was?.number !== number;
    if (number === undefined || side === undefined || isExcused || !isNews) return [];
    return [{ type: 'out-of-limits', step: step.step, value: number, bound: (side === 'below' ? step.minimum : step.maximum) ?? 0, side }];
  });
}

/**
 * Takes one event of the person doing the procedure. Pure: the effects are for the host to perform.
 * An event that cannot count leaves the state as it is and says why. Steps may be done in any order.
 */
export function advanceFlow<Step extends FlowStepTemplate>(state: FlowState<Step>, event: FlowEvent): FlowTurn<Step> {
  const refuse = (reason: FlowRefusal): FlowTurn<Step> => ({ state, effects: [{ type: 'refused', step: event.step, reason }] });
  if (!state.template.steps.some((each) => each.step === event.step)) return refuse('unknown-step');
  const before = viewFlow(state);
  const view = before.find(({ step }) => step.step === event.step);
  if (view === undefined) return refuse('not-asked');
  const found = findingOf(view, event);
  if (typeof found === 'string') return refuse(found);
  const next: FlowState<Step> = { ...state, records: new Map(state.records).set(event.step, found) };
  const effects: FlowEffect[] = [{ type: 'keep', record: found }, ...alarms(before, viewFlow(next), event.step)];
  if (missingProof(state).length > 0 && missingProof(next).length === 0) effects.push({ type: 'finished' });
  return { state: next, effects };
}
