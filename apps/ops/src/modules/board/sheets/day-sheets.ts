import type { Board, TechnicianCard, VisitCard } from '@gigafibre/contracts';
import { secondsOf, tourWithTravel } from '@gigafibre/dispatch';
import { planTechnicianOf, planVisitOf } from '../plans.ts';
import { secondsOfStart } from '../visit-facts.ts';

/** One line of a technician's sheet: when, where, what, with whom, and how long the drive before it is. */
export interface SheetLine {
  readonly visit: VisitCard;
  readonly startSeconds: number;
  readonly travelSeconds: number | undefined;
  readonly isFromHome: boolean;
  /** Names of the others who come along. */
  readonly others: readonly string[];
}

/** A page of paper for one technician. */
export interface DaySheet {
  readonly technician: TechnicianCard;
  readonly lines: readonly SheetLine[];
  readonly workSeconds: number;
  readonly travelSeconds: number;
}

const isOnPaper = ({ status }: VisitCard): boolean => status !== 'cancelled' && status !== 'failed' && status !== 'unassigned';

function sheetOf(technician: TechnicianCard, board: Board, nameOf: (technician: string) => string): DaySheet {
  const visits = board.visits
    .filter((visit) => isOnPaper(visit) && visit.crew.some((member) => member.technician === technician.name))
    .flatMap((visit) => {
      const startSeconds = secondsOfStart(visit);
      return startSeconds === undefined ? [] : [{ visit, startSeconds }];
    })
    .sort((one, other) => one.startSeconds - other.startSeconds);
  const drives = new Map(tourWithTravel(visits.map(({ visit, startSeconds }) => ({ ...planVisitOf(visit), startSeconds })), planTechnicianOf(technician)).map((drive) => [drive.to, drive]));
  const lines = visits.map(({ visit, startSeconds }): SheetLine => {
    const drive = drives.get(visit.name);
    return { visit, startSeconds, travelSeconds: drive?.travelSeconds, isFromHome: drive?.from === null, others: visit.crew.filter((member) => member.technician !== technician.name).map((member) => nameOf(member.technician)) };
  });
  return {
    technician,
    lines,
    workSeconds: visits.reduce((sum, { visit }) => sum + visit.durationMinutes * 60, 0),
    travelSeconds: lines.reduce((sum, { travelSeconds = 0 }) => sum + travelSeconds, 0),
  };
}

/** The day on paper: a sheet for everybody who works or has a visit, by name. `only`: names of technicians; all when empty. */
export function daySheets(board: Board, only: ReadonlySet<string> = new Set()): DaySheet[] {
  const names = new Map(board.technicians.map(({ name, displayName }) => [name, displayName]));
  return board.technicians
    .filter(({ name }) => only.size === 0 || only.has(name))
    .map((technician) => sheetOf(technician, board, (name) => names.get(name) ?? name))
    .filter(({ technician, lines }) => lines.length > 0 || only.has(technician.name));
}

/** Where the shift begins and ends on paper; undefined on a day off. */
export function shiftOf({ shifts }: TechnicianCard): { readonly startSeconds: number; readonly endSeconds: number } | undefined {
  const [first] = shifts;
  const last = shifts.at(-1);
  return first === undefined || last === undefined ? undefined : { startSeconds: secondsOf(first.start), endSeconds: secondsOf(last.end) };
}
