import { Problem, type Principal, type VisitCard, type OpenWindows, type Window } from '@gigafibre/contracts';
import { planTechnicianFrom, planVisitFrom, rankPlacements } from '@gigafibre/dispatch';
import { SITE_ZONE, siteDate, Temporal } from '@gigafibre/kernel';
import type { BoardBook } from './board.ports.ts';

/** What customers are promised: mornings and afternoons. */
const WINDOWS = [[8, 12], [13, 17]] as const;
const DAYS = 6;
const MOST_WINDOWS = 4;

function windowsAfter(now: Temporal.Instant): Window[] {
  const today = siteDate(now);
  return Array.from({ length: DAYS }, (_, day) => today.add({ days: day + 1 })).flatMap((date) =>
    WINDOWS.map(([from, until]) => {
      const at = (hour: number): string => date.toZonedDateTime({ timeZone: SITE_ZONE, plainTime: Temporal.PlainTime.from({ hour }) }).toInstant().toString();
      return { start: at(from), end: at(until) };
    }),
  );
}

/**
 * The next windows in which somebody could come again for a visit's job without breaking a hard rule.
 * @throws {Problem} `visit_not_yours` for a technician who is not on the crew.
 */
export async function readOpenWindows(book: BoardBook, principal: Principal, { visit: name, now }: { visit: string; now: Temporal.Instant }): Promise<OpenWindows> {
  const card = await book.visit(name);
  if (principal.kind === 'technician' && !card.crew.some(({ technician }) => technician === principal.technician)) throw new Problem('visit_not_yours', { facts: { visit: name } });
  const range = { from: siteDate(now).add({ days: 1 }), days: DAYS };
  const [technicians, visits] = await Promise.all([book.technicians(range), book.plannedIn(range)]);
  const day = { technicians: technicians.map(planTechnicianFrom), visits: visits.filter((visit) => visit.name !== name).map(planVisitFrom), nowSeconds: Math.floor(now.epochMilliseconds / 1000) };
  const windows = windowsAfter(now).map((window) => ({ window, technicians: comers(card, window, day) }));
  return { visit: name, windows: windows.filter((each) => each.technicians > 0).slice(0, MOST_WINDOWS) };
}

/** How many could be there within the window. */
function comers(card: VisitCard, window: Window, day: Parameters<typeof rankPlacements>[1]): number {
  const again = planVisitFrom({ ...card, status: 'unassigned', crew: [], plannedStart: null, window });
  const [from, until] = [window.start, window.end].map((instant) => Date.parse(instant) / 1000);
  return rankPlacements(again, day).filter(({ startSeconds, violations }) => startSeconds >= (from ?? 0) && startSeconds <= (until ?? 0) && violations.every(({ severity }) => severity !== 'hard')).length;
}
