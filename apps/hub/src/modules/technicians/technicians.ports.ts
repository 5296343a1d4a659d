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

/** What somebody can do; a card or permit has its last day. */
export interface HeldSkill {
  readonly skill: string;
  readonly level: number;
  readonly expiresOn: string | null;
}

/** Who somebody is, how he is reached and for whom he works. */
export interface Profile {
  readonly displayName: string;
  readonly mobile: string;
  readonly email: string;
  readonly employment: 'Employee' | 'Subcontractor';
  readonly trade: 'Residential' | 'Splicer' | 'Business' | 'Trainee';
  readonly language: 'fr' | 'en';
  readonly isActive: boolean;
}

export interface TechnicianRecord extends StampedCopy, Profile {
  readonly zone: string;
  readonly skills: readonly HeldSkill[];
  readonly absences: readonly Absence[];
  readonly days: readonly WorkingDay[];
  /** Ids of the commands that changed it. */
  readonly commands: readonly string[];
}

export type TechnicianChange = Partial<Pick<TechnicianRecord, 'zone' | 'absences' | 'days' | 'skills' | keyof Profile>>;

/** The book of technicians. A write is refused with `document_changed` when somebody changed the document since it was read. */
export interface TechnicianBook {
  read(name: string): Promise<TechnicianRecord>;
  write(technician: TechnicianRecord, change: TechnicianChange, mark: { readonly id: string; readonly type: string; readonly at: string }): Promise<TechnicianRecord>;
  zones(): Promise<readonly string[]>;
  /** The skills there are, by their names. */
  tags(): Promise<ReadonlySet<string>>;
}
