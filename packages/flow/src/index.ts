export { advanceFlow, currentStep, missingProof, recordsOf, resumeFlow } from './flow.ts';
export type { FlowEffect, FlowEvent, FlowRecord, FlowRefusal, FlowState, FlowStepTemplate, FlowTemplateShape, FlowTurn, StepKind } from './flow.ts';
