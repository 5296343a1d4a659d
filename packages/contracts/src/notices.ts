import { Type, type Static } from 'typebox';
import { InstantText, Name, nullable } from './primitives.ts';

/** What a customer is told of a visit without anybody asking for it, each once. */
export const NOTICE_KINDS = ['booked', 'moved', 'reminder', 'on-my-way', 'late', 'done', 'survey'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const NoticeSetting = Type.Object({
  kind: Type.Enum(NOTICE_KINDS),
  template: Type.String(),
  isOn: Type.Boolean(),
  /** Who said so; null while nobody has: then it is on in the sandbox only. */
  by: nullable(Type.String()),
  at: nullable(InstantText),
  /** What became of the last thirty days' notices of this kind. */
  told: Type.Integer(),
  dropped: Type.Integer(),
});
export type NoticeSetting = Static<typeof NoticeSetting>;
export const NoticeSettings = Type.Object({ notices: Type.Array(NoticeSetting) });
export type NoticeSettings = Static<typeof NoticeSettings>;
export const NoticeChange = Type.Object({ isOn: Type.Boolean() }, { additionalProperties: false });

/** What a customer thought of a visit (F41). */
export const SurveyAnswer = Type.Object({
  visit: Name,
  job: Name,
  customer: nullable(Name),
  customerName: Type.String(),
  technicians: Type.Array(Name),
  askedAt: InstantText,
  score: nullable(Type.Integer({ minimum: 1, maximum: 5 })),
  comment: nullable(Type.String()),
  /** Opened because the customer is unhappy. */
  ticket: nullable(Name),
});
export type SurveyAnswer = Static<typeof SurveyAnswer>;
export const SurveyAnswers = Type.Object({ answers: Type.Array(SurveyAnswer) });
export type SurveyAnswers = Static<typeof SurveyAnswers>;
