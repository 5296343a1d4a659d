import type { Migration } from 'kysely/migration';
import { platform } from './0001-platform.ts';

/** Applied in the order of their names; one that has been released is never edited. */
export const migrations: Readonly<Record<string, Migration>> = { '0001-platform': platform };
