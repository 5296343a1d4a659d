import type { CommandPayload, DayShift } from '@gigafibre/contracts';
import type { StampedCopy } from '../commands/index.ts';

export type AbsenceReason = CommandPayload<'technician.absence'>['reason'];

/** Time that somebody does not work, in UTC, end excluded. */
export interface Absence {
  readonly start: string;
  readonly end: string;
  readonly reason: AbsenceReason;
  readonly note: string;
}

/** The working time of one day in place of the weekly one; no shift for a day off. */
export interface WorkingDay {
  readonly date: string;
  readonly shifts: readonly DayShift[];
}

export interface TechnicianRecord extends StampedCopy {
  readonly displayName: string;
  readonly zone: string;
  readonly absences: readonly Absence[];
  readonly days: readonly WorkingDay[];
  /** Ids of the commands that changed it. */
  readonly commands: readonly string[];
}

export type TechnicianChange = Partial<Pick<TechnicianRecord, 'zone' | 'absences' | 'days'>>;

/** The book of technicians. A write is refused with `document_changed` when somebody changed the document since it was read. */
export interface TechnicianBook {
  read(name: string): Promise<TechnicianRecord>;
  write(technician: TechnicianRecord, change: TechnicianChange, mark: { readonly id: string; readonly type: string; readonly at: string }): Promise<TechnicianRecord>;
  zones(): Promise<readonly string[]>;
}
