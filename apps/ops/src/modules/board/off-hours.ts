import type { Span } from '@gigafibre/dispatch';

/** The parts of the scale that no shift covers. Shifts must not overlap each other. */
export function offHours(shifts: readonly Span[], scale: { readonly fromSeconds: number; readonly untilSeconds: number }): Span[] {
  const sorted = shifts.filter((shift) => shift.endSeconds > scale.fromSeconds && shift.startSeconds < scale.untilSeconds).toSorted((one, other) => one.startSeconds - other.startSeconds);
  const starts = [scale.fromSeconds, ...sorted.map(({ endSeconds }) => endSeconds)];
  const ends = [...sorted.map(({ startSeconds }) => startSeconds), scale.untilSeconds];
  return starts.map((startSeconds, index) => ({ startSeconds, endSeconds: ends[index] ?? scale.untilSeconds })).filter(({ startSeconds, endSeconds }) => endSeconds > startSeconds);
}
