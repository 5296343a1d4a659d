import { secondsOf } from '@gigafibre/dispatch';
import type { VisitCard } from '@gigafibre/contracts';

export const secondsOfStart = (visit: VisitCard): number | undefined => (visit.plannedStart === null ? undefined : secondsOf(visit.plannedStart));
export const secondsOfEnd = (visit: VisitCard): number | undefined => {
  const start = secondsOfStart(visit);
  return start === undefined ? undefined : start + visit.durationMinutes * 60;
};
export const leadOf = (visit: VisitCard): string | null => (visit.crew.find(({ role }) => role === 'lead') ?? visit.crew[0])?.technician ?? null;
