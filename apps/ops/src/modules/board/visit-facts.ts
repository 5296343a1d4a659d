import { secondsOf } from '@gigafibre/dispatch';
import type { VisitCard } from '@gigafibre/contracts';

export const secondsOfStart = (visit: VisitCard): number | undefined => (visit.plannedStart === null ? undefined : secondsOf(visit.plannedStart));
export const secondsOfEnd = (visit: VisitCard): number | undefined => {
  const start = secondsOfStart(visit);
  return start === undefined ? undefined : start + visit.durationMinutes * 60;
};
export const leadOf = (visit: VisitCard): string | null => (visit.crew.find(({ role }) => role === 'lead') ?? visit.crew[0])?.technician ?? null;

/** Whether a start would miss the promised window, on whatever side. */
export const isOutsidePromise = ({ window }: Pick<VisitCard, 'window'>, startSeconds: number): boolean =>
  window !== null && (startSeconds * 1000 < Date.parse(window.start) || startSeconds * 1000 > Date.parse(window.end));
