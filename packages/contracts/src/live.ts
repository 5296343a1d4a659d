import { Type, type Static } from 'typebox';
import { PlanningRun } from './planning.ts';
import { Position } from './positions.ts';
import type { Role } from './session.ts';

/**
 * What is true for a moment and kept nowhere: it travels on the stream of events under the name `live`, without a number,
 * and whoever was away has missed nothing that he could not ask for. One union member for each topic.
 */
export const LiveSignal = Type.Union([
  Type.Object({ topic: Type.Literal('planning'), run: Type.Pick(PlanningRun, ['id', 'state', 'by', 'progress']) }),
  Type.Object({ topic: Type.Literal('positions'), positions: Type.Array(Position) }),
]);
export type LiveSignal = Static<typeof LiveSignal>;

/** Who is told, besides having to be staff. A topic that is not here is for all of them. */
export const LIVE_ROLES: Readonly<Partial<Record<LiveSignal['topic'], readonly Role[]>>> = { positions: ['dispatcher', 'admin'] };
