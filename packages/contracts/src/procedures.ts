import { Type, type Static, type TProperties } from 'typebox';
import { InstantText, Name, nullable } from './primitives.ts';

const closed = <Properties extends TProperties>(properties: Properties) => Type.Object(properties, { additionalProperties: false });
const LINE = '^[^\\u0000-\\u001f]*$';
/** Words in both languages, of which a draft may still lack some. */
const StepWords = closed({ fr: Type.String({ maxLength: 240, pattern: LINE }), en: Type.String({ maxLength: 240, pattern: LINE }) });
const StepName = Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\u0000-\\u001f]+$', description: 'Name of a step within its procedure' });
const Answer = Type.String({ minLength: 1, maxLength: 60, pattern: LINE });
const Figure = Type.Number({ minimum: -1_000_000, maximum: 1_000_000 });

export const STEP_KINDS = ['check', 'photo', 'scan', 'reading', 'choice', 'text', 'signature', 'calculated'] as const;

export const StepChoice = closed({ value: Answer, label: StepWords });
export type StepChoice = Static<typeof StepChoice>;

/** One question about an earlier step. */
export const StepTest = Type.Union([
  closed({ step: StepName, is: Type.Enum(['done', 'skipped', 'in-limits', 'out-of-limits']) }),
  closed({ step: StepName, is: Type.Enum(['equals', 'differs']), value: Answer }),
  closed({ step: StepName, is: Type.Enum(['below', 'above']), number: Figure }),
]);
export type StepTest = Static<typeof StepTest>;

/** When a step is asked: data that a screen can edit and a phone can follow, not code. */
export const StepCondition = closed({ match: Type.Enum(['all', 'any']), tests: Type.Array(StepTest, { maxItems: 8 }) });
export type StepCondition = Static<typeof StepCondition>;

export const StepOperand = Type.Union([closed({ step: StepName }), closed({ number: Figure })]);
export type StepOperand = Static<typeof StepOperand>;
export const StepFormula = closed({ left: StepOperand, operator: Type.Enum(['minus', 'plus', 'times', 'over', 'percent-of']), right: StepOperand, decimals: Type.Integer({ minimum: 0, maximum: 3 }) });
export type StepFormula = Static<typeof StepFormula>;

export const StepPhotos = closed({ least: Type.Integer({ minimum: 1, maximum: 6 }), most: Type.Integer({ minimum: 1, maximum: 6 }), isPair: Type.Boolean({ description: 'One before and one after' }) });
export type StepPhotos = Static<typeof StepPhotos>;

/** One step of a procedure. What releases before conditions did not know is optional: phones still hold days they read. */
export const FlowStep = closed({
  step: StepName,
  label: StepWords,
  hint: Type.Optional(StepWords),
  kind: Type.Enum(STEP_KINDS),
  required: Type.Boolean(),
  unit: Type.String({ maxLength: 20, pattern: LINE }),
  minimum: nullable(Figure),
  maximum: nullable(Figure),
  choices: Type.Array(StepChoice, { maxItems: 20 }),
  photos: Type.Optional(StepPhotos),
  shownWhen: Type.Optional(StepCondition),
  formula: Type.Optional(StepFormula),
  skipReasons: Type.Optional(Type.Array(StepWords, { maxItems: 12 })),
});
export type FlowStep = Static<typeof FlowStep>;

/** A procedure in one version. */
export const FlowTemplate = closed({ name: Name, version: Type.Integer({ minimum: 0 }), title: StepWords, steps: Type.Array(FlowStep, { maxItems: 60 }) });
export type FlowTemplate = Static<typeof FlowTemplate>;

/** A version published after a visit began with another. `carriesOver` lets visits under way take it when none of their answers is lost. */
export const NewerFlow = closed({ template: FlowTemplate, carriesOver: Type.Boolean(), summary: Type.String() });
export type NewerFlow = Static<typeof NewerFlow>;

/** The version that a step was answered in. */
export const FlowVersionUsed = closed({ template: Name, version: Type.Integer({ minimum: 0 }) });
export type FlowVersionUsed = Static<typeof FlowVersionUsed>;

const JobTypeBrief = Type.Object({ code: Name, label: Type.Object({ fr: Type.String(), en: Type.String() }) });

/** A version as it was published; old ones are readable for ever. */
export const ProcedureVersion = Type.Object({
  version: Type.Integer(),
  publishedAt: nullable(InstantText),
  publishedBy: Type.String(),
  summary: Type.String({ description: 'What changed, in the words of whoever published it' }),
  carriesOver: Type.Boolean(),
  /** Visits under way with this version. */
  underWay: Type.Integer(),
});
export type ProcedureVersion = Static<typeof ProcedureVersion>;

export const PROCEDURE_STATES = ['published', 'draft', 'changed'] as const;
export const ProcedureSummary = Type.Object({
  name: Name,
  title: Type.Object({ fr: Type.String(), en: Type.String() }),
  /** Zero for one that was never published. */
  version: Type.Integer(),
  /** `draft`: never published; `changed`: published, with changes that are not. */
  state: Type.Enum(PROCEDURE_STATES),
  steps: Type.Integer(),
  jobTypes: Type.Array(JobTypeBrief),
  changedAt: InstantText,
  changedBy: Type.String(),
  underWay: Type.Integer({ description: 'Visits under way with any of its versions' }),
});
export type ProcedureSummary = Static<typeof ProcedureSummary>;
export const ProcedureSummaries = Type.Object({ procedures: Type.Array(ProcedureSummary) });
export type ProcedureSummaries = Static<typeof ProcedureSummaries>;

/** One procedure as the editor needs it: what is in force, what is being written, and every version there was. */
export const ProcedureCard = Type.Object({
  name: Name,
  /** The stamp that the next change is based on. */
  modified: Type.String(),
  published: nullable(FlowTemplate),
  draft: nullable(FlowTemplate),
  draftBy: Type.String(),
  draftAt: nullable(InstantText),
  jobTypes: Type.Array(JobTypeBrief),
  versions: Type.Array(ProcedureVersion, { description: 'Newest first' }),
});
export type ProcedureCard = Static<typeof ProcedureCard>;
