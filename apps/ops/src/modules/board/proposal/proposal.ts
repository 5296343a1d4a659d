import type { PlacedAt, PlanKpis, Proposal, ProposedMove } from '@gigafibre/contracts';
import { secondsOf } from '@gigafibre/dispatch';

/** The moves of one tour: those that come into it, and those that leave it for the tray. */
export interface MoveGroup {
  /** Empty for visits that nobody has before or after. */
  readonly technician: string;
  readonly moves: readonly ProposedMove[];
}

export const leadAt = (place: PlacedAt | null): string => (place?.crew.find(({ role }) => role === 'lead') ?? place?.crew[0])?.technician ?? '';

/** Under whose name a line stands: whoever gets the visit, or loses it to the tray. */
export const technicianOf = (move: ProposedMove): string => leadAt(move.after ?? move.before);

const startOf = ({ before, after }: ProposedMove): string => (after ?? before)?.plannedStart ?? '';

/** The lines by technician, each in the order of the day. `nameOf` sorts the groups as people read them. */
export function groupMoves(moves: readonly ProposedMove[], nameOf: (technician: string) => string): MoveGroup[] {
  const groups = new Map<string, ProposedMove[]>();
  for (const move of moves) groups.set(technicianOf(move), [...(groups.get(technicianOf(move)) ?? []), move]);
  return [...groups]
    .map(([technician, own]) => ({ technician, moves: own.toSorted((one, other) => (startOf(one) < startOf(other) ? -1 : 1)) }))
    .sort((one, other) => nameOf(one.technician).localeCompare(nameOf(other.technician), 'fr'));
}

/** What a person has not decided yet. */
export const isOpen = ({ outcome }: ProposedMove): boolean => outcome === null;
export const openMoves = ({ moves }: Pick<Proposal, 'moves'>): ProposedMove[] => moves.filter(isOpen);

export const TOLD_KPIS = ['kilometres', 'travelMinutes', 'lateMinutes', 'overtimeMinutes', 'brokenPromises', 'moved', 'unassigned', 'costCents'] as const satisfies readonly (keyof PlanKpis)[];
export type ToldKpi = (typeof TOLD_KPIS)[number];

export interface KpiLine {
  readonly key: ToldKpi;
  readonly before: number;
  readonly after: number;
  /** Less is better, for all of them. */
  readonly verdict: 'better' | 'worse' | 'same';
}

/** The figures before and after, side by side. */
export const kpiLines = (before: PlanKpis, after: PlanKpis): KpiLine[] =>
  TOLD_KPIS.map((key) => {
    const change = after[key] - before[key];
    return { key, before: before[key], after: after[key], verdict: Math.abs(change) < 0.05 ? 'same' : change < 0 ? 'better' : 'worse' };
  });

/** A bar that is not there: where a visit stands now and would leave, or where it would come. */
export interface Ghost {
  readonly key: string;
  readonly visit: string;
  readonly kind: 'before' | 'after';
  readonly technician: string;
  readonly startSeconds: number;
  readonly durationSeconds: number;
  readonly label: string;
}

const ghostsAt = ({ visit, customerName }: ProposedMove, kind: Ghost['kind'], place: PlacedAt | null): Ghost[] =>
  (place?.crew ?? []).map(({ technician }) => ({
    key: `${kind} ${visit} ${technician}`,
    visit,
    kind,
    technician,
    startSeconds: secondsOf(place?.plannedStart ?? ''),
    durationSeconds: (place?.durationMinutes ?? 0) * 60,
    label: customerName,
  }));

/** The difference on the board: every open line as the bar it leaves and the bar it becomes. */
export const ghostsOf = (moves: readonly ProposedMove[]): Ghost[] => moves.filter(isOpen).flatMap((move) => [...ghostsAt(move, 'before', move.before), ...ghostsAt(move, 'after', move.after)]);
