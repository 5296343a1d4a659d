import type { VisitCard } from '@gigafibre/contracts';
import { CHANGES, type Change } from '../use-moves.ts';
import { leadOf } from '../visit-facts.ts';
import type { Choice } from './choice.ts';

/** What a place asks of the other visits: those that begin at another time, and those that go back to the tray. One gesture with it. */
export function changesAlong({ retimed, displaced }: Pick<Choice, 'retimed' | 'displaced'>, visits: ReadonlyMap<string, VisitCard>): Change[] {
  const moved = retimed.flatMap(({ visit, startSeconds }) => {
    const card = visits.get(visit);
    const technician = card === undefined ? null : leadOf(card);
    return card === undefined || technician === null ? [] : [CHANGES.place(card, { technician, startSeconds, durationMinutes: card.durationMinutes, from: technician, crew: card.crew })];
  });
  const yielding = displaced.flatMap((visit) => visits.get(visit) ?? []).map(CHANGES.unassign);
  return [...moved, ...yielding];
}
