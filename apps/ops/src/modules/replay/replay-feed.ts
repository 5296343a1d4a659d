import type { EventType, ReplayDay } from '@gigafibre/contracts';

/** One line of what happened: of a visit, or of somebody's hours. */
export interface ReplayEvent {
  readonly seq: number;
  readonly at: string;
  readonly type: EventType;
  readonly by: string;
  /** The visit or the technician. */
  readonly about: string;
}

/** Everything the log tells of a day's visits and people, oldest first. */
export const feedOf = ({ changes, staffing }: Pick<ReplayDay, 'changes' | 'staffing'>): readonly ReplayEvent[] =>
  [...changes.map(({ seq, at, type, by, visit }) => ({ seq, at, type, by, about: visit })), ...staffing.map(({ seq, at, type, by, technician }) => ({ seq, at, type, by, about: technician }))].sort((one, other) => one.seq - other.seq);
