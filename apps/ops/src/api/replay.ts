import type { ReplayDay } from '@gigafibre/contracts';
import { get } from './http.ts';

/** A day with all that is needed to look at any minute of it (`2026-11-23`). */
export const readReplay = (day: string, signal?: AbortSignal): Promise<ReplayDay> => get<ReplayDay>('/v1/replay', { day }, signal);
