import type { Actor } from '@gigafibre/contracts';

/** Whoever tells of delays and asks for plans when nobody does. */
export const PLANNER: Actor = { kind: 'system', user: 'planning', displayName: 'Gigafibre' };
