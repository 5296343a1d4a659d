import { Type, type Static } from 'typebox';
import { PlanningRun } from './planning.ts';

/**
 * What is true for a moment and kept nowhere: it travels on the stream of events under the name `live`, without a number,
 * and whoever was away has missed nothing that he could not ask for. One union member for each topic.
 */
export const LiveSignal = Type.Union([Type.Object({ topic: Type.Literal('planning'), run: Type.Pick(PlanningRun, ['id', 'state', 'by', 'progress']) })]);
export type LiveSignal = Static<typeof LiveSignal>;
