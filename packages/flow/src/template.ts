export const STEP_KINDS = ['check', 'photo', 'scan', 'reading', 'choice', 'text', 'signature', 'calculated'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** The same words in both languages. */
export interface BothLanguages {
  readonly fr: string;
  readonly en: string;
}

export interface FlowChoice {
  readonly value: string;
  readonly label: BothLanguages;
}

/** One question about an earlier step. A step that is hidden or was never answered answers none of them with yes. */
export type StepTest =
  | { readonly step: string; readonly is: 'done' | 'skipped' | 'in-limits' | 'out-of-limits' }
  | { readonly step: string; readonly is: 'equals' | 'differs'; readonly value: string }
  | { readonly step: string; readonly is: 'below' | 'above'; readonly number: number };

/** When a step is asked. Data, not code: what is not in the list of tests cannot be said. */
export interface StepCondition {
  readonly match: 'all' | 'any';
  readonly tests: readonly StepTest[];
}

export type Operand = { readonly step: string } | { readonly number: number };
export type Operator = 'minus' | 'plus' | 'times' | 'over' | 'percent-of';

/** What a calculated step computes from earlier numbers: two operands, one operator. */
export interface StepFormula {
  readonly left: Operand;
  readonly operator: Operator;
  readonly right: Operand;
  /** Digits after the point, 0 to 3. */
  readonly decimals: number;
}

/** How many photos prove a step. A pair is one before and one after, whatever the numbers say. */
export interface StepPhotos {
  readonly least: number;
  readonly most: number;
  readonly isPair: boolean;
}

/** One step of a procedure, as its template says. */
export interface FlowStepTemplate {
  readonly step: string;
  readonly label: BothLanguages;
  /** How to do it well, under the label. */
  readonly hint?: BothLanguages;
  readonly kind: StepKind;
  readonly required: boolean;
  readonly unit: string;
  /** Bounds of a reading or a calculated value, in the unit; null where there is none. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Answers of a choice; any answer will do where there are none. */
  readonly choices: readonly FlowChoice[];
  readonly photos?: StepPhotos;
  readonly shownWhen?: StepCondition;
  readonly formula?: StepFormula;
  /** Reasons offered for skipping; words of one's own are always taken too. */
  readonly skipReasons?: readonly BothLanguages[];
}

export interface FlowTemplateShape<Step extends FlowStepTemplate = FlowStepTemplate> {
  readonly steps: readonly Step[];
}

/** A step as releases before conditions wrote it: its choices were bare words. Phones and visits still hold such. */
export type AnyStep<Step extends FlowStepTemplate = FlowStepTemplate> = Omit<Step, 'choices'> & { readonly choices: readonly (string | FlowChoice)[] };

/** Reads steps of any release as this one writes them. */
export const modernSteps = <Step extends FlowStepTemplate>(steps: readonly AnyStep<Step>[]): Step[] =>
  steps.map((step) => ({ ...step, choices: step.choices.map((choice) => (typeof choice === 'string' ? { value: choice, label: { fr: choice, en: choice } } : choice)) }) as unknown as Step);

const ONE_PHOTO: StepPhotos = { least: 1, most: 1, isPair: false };
export const photosAsked = (step: Pick<FlowStepTemplate, 'photos'>): StepPhotos => step.photos ?? ONE_PHOTO;

/** The places that a step's photos go to: `before` and `after`, or `1`, `2` and so on. */
export function photoSlots(step: Pick<FlowStepTemplate, 'photos'>): string[] {
  const { most, isPair } = photosAsked(step);
  return isPair ? ['before', 'after'] : Array.from({ length: most }, (_, at) => String(at + 1));
}

export type Side = 'below' | 'above';

/** On which side of its limits a number lies; undefined within them. */
export function sideOf({ minimum, maximum }: Pick<FlowStepTemplate, 'minimum' | 'maximum'>, value: number): Side | undefined {
  if (minimum !== null && value < minimum) return 'below';
  return maximum !== null && value > maximum ? 'above' : undefined;
}
