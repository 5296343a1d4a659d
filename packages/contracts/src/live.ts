import { Type, type Static } from 'typebox';
import { Name, Uuid } from './primitives.ts';
import { PlanningRun } from './planning.ts';
import { Position } from './positions.ts';
import type { Role } from './session.ts';

/** Visits that a dispatcher has in hand at this moment; none when he has let go. */
export const HandReport = Type.Object(
  {
    /** One desk is one tab: a dispatcher may sit at two. */
    desk: Uuid,
    visits: Type.Array(Name, { maxItems: 40 }),
  },
  { additionalProperties: false },
);
export type HandReport = Static<typeof HandReport>;

/**
 * What is true for a moment and kept nowhere: it travels on the stream of events under the name `live`, without a number,
 * and whoever was away has missed nothing that he could not ask for. One union member for each topic.
 */
export const LiveSignal = Type.Union([
  Type.Object({ topic: Type.Literal('planning'), run: Type.Pick(PlanningRun, ['id', 'state', 'by', 'progress']) }),
  Type.Object({ topic: Type.Literal('hand'), by: Type.String({ description: 'Who, as people call him' }), ...HandReport.properties }),
  /** What a phone has not sent has changed: read `/v1/phones` again. */
  Type.Object({ topic: Type.Literal('phones'), technician: Name }),
  Type.Object({ topic: Type.Literal('positions'), positions: Type.Array(Position) }),
]);
export type LiveSignal = Static<typeof LiveSignal>;

/** Who is told, besides having to be staff. A topic that is not here is for all of them. */
export const LIVE_ROLES: Readonly<Partial<Record<LiveSignal['topic'], readonly Role[]>>> = { positions: ['dispatcher', 'admin'] };
