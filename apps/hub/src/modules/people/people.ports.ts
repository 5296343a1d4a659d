import type { CommandPayload, RequiredSkill, Role, SkillTag, StaffMember, TechnicianFile } from '@gigafibre/contracts';
import type { StampedCopy } from '../commands/index.ts';

/** One completed visit: who went, not counting those who were learning, and what the job asked for. */
export interface PastVisit {
  readonly technicians: readonly string[];
  readonly required: readonly RequiredSkill[];
}

/** What the ERP knows of people. */
export interface PeopleBook {
  tags(): Promise<SkillTag[]>;
  technicians(): Promise<TechnicianFile[]>;
  /** Visits completed from a day at the site on (`2026-11-23`). */
  completedSince(day: string): Promise<readonly PastVisit[]>;
}

export type OfficeRole = CommandPayload<'staff.roles'>['roles'][number];

export interface StaffRecord extends StampedCopy {
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly isEnabled: boolean;
  /** The active technician whose account it is. */
  readonly technician: string | null;
}

/** The accounts of the ERP. A write is refused with `document_changed` when somebody changed the account since it was read. */
export interface StaffBook {
  all(): Promise<readonly Omit<StaffMember, 'lastSeenAt'>[]>;
  read(user: string): Promise<StaffRecord>;
  /** Accounts that may come in and administer. */
  admins(): Promise<readonly string[]>;
  write(staff: StaffRecord, change: { readonly roles?: readonly OfficeRole[]; readonly isEnabled?: boolean }): Promise<StaffRecord>;
}

/** The sessions of accounts. */
export interface StaffSessions {
  end(user: string): Promise<void>;
  /** When each account last signed in. */
  lastOpened(): Promise<ReadonlyMap<string, string>>;
}
