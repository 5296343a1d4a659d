import type { Language, NoticeKind, Window } from '@gigafibre/contracts';
import type { ColumnType } from 'kysely';

type Instant = ColumnType<string, string, string>;
type MaybeInstant = ColumnType<string | null, string | null, string | null>;

/** What a customer was told: a later change within it is none for him. */
export interface Promised {
  readonly at: string;
  readonly window: Window | null;
}

export type VisitNoticeTable = {
  id: string;
  visit: string;
  kind: NoticeKind;
  /** Which time this visit has it; one, unless something made it untrue. */
  occasion: number;
  /** `working`: a hub has it in hand until `due_at`. */
  state: 'due' | 'working' | 'told' | 'dropped' | 'cancelled';
  due_at: Instant;
  /** The hour it is to speak of, where the visit's own does not say. */
  hint: MaybeInstant;
  command: string | null;
  told: ColumnType<Promised | null, string | null, string | null>;
  message: string | null;
  reason: string | null;
  changed_at: Instant;
};
type NoticeSettingTable = { kind: NoticeKind; is_on: boolean; by_user: string; at: Instant };
type NoticeCursorTable = { id: number; seq: number };
export type SurveyTable = {
  id: string;
  visit: string;
  job: string;
  customer: string | null;
  customer_name: string;
  technicians: ColumnType<readonly string[], string, string>;
  recipient_key: string;
  language: Language;
  asked_at: Instant;
  score: number | null;
  answered_at: MaybeInstant;
  comment: string | null;
  ticket: string | null;
  ticket_due_at: MaybeInstant;
};

export type NoticeTables = { visit_notices: VisitNoticeTable; notice_settings: NoticeSettingTable; notice_cursor: NoticeCursorTable; surveys: SurveyTable };
