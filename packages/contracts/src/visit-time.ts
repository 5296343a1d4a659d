import { Type, type Static } from 'typebox';
import { InstantText, nullable, Uuid } from './primitives.ts';

export const TIME_KINDS = ['travel', 'work', 'pause'] as const;
export const TimeKind = Type.Enum(TIME_KINDS);
export type TimeKind = Static<typeof TimeKind>;

export const CLOCKED_ACTIONS = ['depart', 'arrive', 'pause', 'resume', 'complete', 'fail'] as const;
export type ClockedAction = (typeof CLOCKED_ACTIONS)[number];

/** A deed that starts or stops the job clock, at the time the device that did it had. */
export const VisitDeed = Type.Object({ command: nullable(Uuid), action: Type.Enum(CLOCKED_ACTIONS), at: InstantText });
export type VisitDeed = Static<typeof VisitDeed>;

/** What runs after each deed. */
const RUNNING: Readonly<Record<ClockedAction, TimeKind | undefined>> = { depart: 'travel', arrive: 'work', pause: 'pause', resume: 'work', complete: undefined, fail: undefined };

/**
 * The job clock: whole minutes of travel, work and pause between one deed and the next.
 * All deeds carry the same device's time, so a clock that is a year off still measures right; one that jumped back measures nothing.
 * @param deeds in the order they were done.
 * @param now epoch milliseconds by the same device's clock, for what still runs.
 */
export function clockOf(deeds: readonly Pick<VisitDeed, 'action' | 'at'>[], now: number): Readonly<Record<TimeKind, number>> {
  const spent = { travel: 0, work: 0, pause: 0 };
  for (const [place, { action, at }] of deeds.entries()) {
    const kind = RUNNING[action];
    const next = deeds[place + 1];
    const until = next === undefined ? now : Date.parse(next.at);
    if (kind !== undefined) spent[kind] += Math.max(0, until - Date.parse(at));
  }
  const minutes = (ms: number): number => Math.min(1440, Math.round(ms / 60_000));
  return { travel: minutes(spent.travel), work: minutes(spent.work), pause: minutes(spent.pause) };
}
