import type { Board, Placements } from '@gigafibre/contracts';
import { planTechnicianFrom, planVisitFrom, rankPlacements } from '@gigafibre/dispatch';
import { Temporal } from '@gigafibre/kernel';
import type { BoardBook } from './board.ports.ts';
import { endOf, startOf, type DayRange } from './shifts.ts';

export interface Moment {
  readonly now: Temporal.Instant;
  /** The newest event before anything was read. */
  readonly seq: number;
}

export async function readBoard(book: BoardBook, range: DayRange, { now, seq }: Moment): Promise<Board> {
  const [technicians, visits, unassigned] = await Promise.all([book.technicians(range), book.plannedIn(range), book.unassigned()]);
  return { from: startOf(range).toString(), until: endOf(range).toString(), seq, asOf: now.toString(), technicians, visits, unassigned };
}

/** The best place for a visit with each technician, best first, with the rules it would break. */
export async function readPlacements(book: BoardBook, name: string, { range, now }: { range: DayRange; now: Temporal.Instant }): Promise<Placements> {
  const [card, technicians, visits] = await Promise.all([book.visit(name), book.technicians(range), book.plannedIn(range)]);
  const others = visits.filter((visit) => visit.name !== name).map(planVisitFrom);
  const names = new Map(technicians.map((technician) => [technician.name, technician.displayName]));
  const ranked = rankPlacements(planVisitFrom(card), { technicians: technicians.map(planTechnicianFrom), visits: others, nowSeconds: Math.floor(now.epochMilliseconds / 1000) });
  return {
    visit: name,
    placements: ranked.map(({ technician, startSeconds, addedTravelSeconds, violations }) => ({
      technician,
      displayName: names.get(technician) ?? technician,
      plannedStart: Temporal.Instant.fromEpochMilliseconds(startSeconds * 1000).toString(),
      addedTravelMinutes: Math.round(addedTravelSeconds / 60),
      violations: violations.map(({ rule, severity, facts }) => ({ rule, severity, facts: { ...facts } })),
    })),
  };
}
