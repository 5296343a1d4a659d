import type { FlowStep, FlowTemplate } from '@gigafibre/contracts';

/** What an administrator edits: the words of the title, and the steps in their order. */
export type ProcedureDraft = Pick<FlowTemplate, 'title' | 'steps'>;

/** A name that no step has and none ever had: answers of older versions are kept under the old ones. */
export function freshName(steps: readonly FlowStep[], taken: ReadonlySet<string>): string {
  let at = steps.length + 1;
  while (taken.has(`step-${String(at)}`) || steps.some(({ step }) => step === `step-${String(at)}`)) at += 1;
  return `step-${String(at)}`;
}

export const blankStep = (step: string): FlowStep => ({ step, label: { fr: '', en: '' }, kind: 'check', required: true, unit: '', minimum: null, maximum: null, choices: [] });

/** What a step keeps when it becomes of another kind: nothing that would say something of the old one. */
export function withKind(step: FlowStep, kind: FlowStep['kind']): FlowStep {
  const rest = Object.fromEntries(Object.entries(step).filter(([field]) => field !== 'photos' && field !== 'formula')) as FlowStep;
  const hasLimits = kind === 'reading' || kind === 'calculated';
  return {
    ...rest,
    kind,
    choices: kind === 'choice' ? step.choices : [],
    ...(hasLimits ? {} : { unit: '', minimum: null, maximum: null }),
    ...(kind === 'photo' && { photos: { least: 1, most: 1, isPair: false } }),
  };
}

export function moved(steps: readonly FlowStep[], from: number, to: number): FlowStep[] {
  const [taken] = steps.slice(from, from + 1);
  if (taken === undefined || to < 0 || to >= steps.length) return [...steps];
  const others = steps.filter((_, at) => at !== from);
  return [...others.slice(0, to), taken, ...others.slice(to)];
}

export interface ProcedureDifference {
  readonly added: readonly FlowStep[];
  readonly removed: readonly FlowStep[];
  readonly changed: readonly FlowStep[];
  readonly moved: readonly FlowStep[];
  readonly isTitleChanged: boolean;
}

/** What publishing would change, step by step; a step that stays between the same others has not moved. */
export function differenceOf(published: ProcedureDraft | null, draft: ProcedureDraft): ProcedureDifference {
  const before = published?.steps ?? [];
  const was = new Map(before.map((step) => [step.step, step]));
  const is = new Set(draft.steps.map(({ step }) => step));
  const kept = draft.steps.filter(({ step }) => was.has(step));
  const order = before.filter(({ step }) => is.has(step)).map(({ step }) => step);
  return {
    added: draft.steps.filter(({ step }) => !was.has(step)),
    removed: before.filter(({ step }) => !is.has(step)),
    changed: kept.filter((step) => JSON.stringify(was.get(step.step)) !== JSON.stringify(step)),
    moved: kept.filter(({ step }, at) => order[at] !== step),
    isTitleChanged: published !== null && JSON.stringify(published.title) !== JSON.stringify(draft.title),
  };
}
