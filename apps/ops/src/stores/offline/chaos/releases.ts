import type { VersionTable } from '../versions.ts';
import { COMMAND_VERSIONS } from '../versions.ts';

/** A release of the app, and the next one, which writes notes another way and has a command more. */
export const RELEASES: readonly [VersionTable, VersionTable] = [
  Object.fromEntries(Object.entries(COMMAND_VERSIONS).filter(([type]) => type !== 'visit.pause')),
  { ...COMMAND_VERSIONS, 'visit.note': { current: 2, upgrade: { 1: (payload) => ({ ...payload, tone: 'plain' }) } } },
];
