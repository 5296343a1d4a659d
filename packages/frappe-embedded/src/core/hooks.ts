import type { DoctypeHooks } from '../hooks.ts';

/** What the framework's own DocTypes do. */
export const coreHooks: Readonly<Record<string, DoctypeHooks>> = {};
