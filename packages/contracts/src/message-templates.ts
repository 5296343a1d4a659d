import { Type, type Static } from 'typebox';
import { InstantText, Language, Name, nullable } from './primitives.ts';

const Body = Type.String({ maxLength: 1600, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]*$' });
const Subject = Type.String({ maxLength: 140, pattern: '^[^\\u0000-\\u001f]*$' });
const Text = Type.Object({ subject: Subject, body: Body }, { additionalProperties: false });
/** What a template says in both languages, with its blanks: `{{ time }}`. A subject is for e-mail only. */
export const TemplateTexts = Type.Object({ fr: Text, en: Text }, { additionalProperties: false });
export type TemplateTexts = Static<typeof TemplateTexts>;

export const TEMPLATE_FAULTS = ['missing-text', 'unknown-variable', 'open-brace', 'not-gsm', 'segments', 'too-long', 'unidentified', 'stop-missing', 'foreign-link', 'unlike'] as const;
/** What is wrong with a text. An error keeps a version from being published. */
export const TemplateFinding = Type.Object({ language: nullable(Language), level: Type.Enum(['error', 'warning']), code: Type.Enum(TEMPLATE_FAULTS), found: Type.String({ description: 'The letters, the variable, the number' }) });
export type TemplateFinding = Static<typeof TemplateFinding>;

/** As a recipient would read it, and what it would cost. */
export const TemplateSample = Type.Object({
  language: Language,
  subject: Type.String(),
  body: Type.String(),
  sms: nullable(Type.Object({ alphabet: Type.Enum(['GSM-7', 'UCS-2']), segments: Type.Integer(), characters: Type.Integer() })),
  costCents: Type.Integer({ description: 'Whole cents, rounded up' }),
});
export type TemplateSample = Static<typeof TemplateSample>;

export const TemplateVersion = Type.Object({
  /** 0 is as delivered with the program. */
  version: Type.Integer(),
  texts: TemplateTexts,
  note: Type.String(),
  by: Type.String(),
  at: nullable(InstantText),
  isPublished: Type.Boolean(),
});
export type TemplateVersion = Static<typeof TemplateVersion>;

export const TemplateSummary = Type.Object({
  name: Type.String(),
  channel: Type.Enum(['sms', 'email']),
  category: Type.Enum(['critical', 'service', 'relational', 'promotional']),
  isLegal: Type.Boolean(),
  variables: Type.Array(Type.String()),
  published: TemplateVersion,
  /** A newer version than the published one. */
  hasDraft: Type.Boolean(),
});
export type TemplateSummary = Static<typeof TemplateSummary>;
export const TemplateList = Type.Object({ templates: Type.Array(TemplateSummary) });
export type TemplateList = Static<typeof TemplateList>;

export const TemplateDetail = Type.Object({ ...TemplateSummary.properties, versions: Type.Array(TemplateVersion, { description: 'The newest first' }) });
export type TemplateDetail = Static<typeof TemplateDetail>;

export const TemplateDraft = Type.Object({ texts: TemplateTexts, note: Type.String({ maxLength: 140 }) }, { additionalProperties: false });
export type TemplateDraft = Static<typeof TemplateDraft>;
export const TemplatePublish = Type.Object({ version: Type.Integer({ minimum: 0 }) }, { additionalProperties: false });
export type TemplatePublish = Static<typeof TemplatePublish>;

/** Texts to look at, filled with a real visit where one is named. */
export const TemplatePreviewRequest = Type.Object({ texts: TemplateTexts, visit: Type.Optional(Name) }, { additionalProperties: false });
export type TemplatePreviewRequest = Static<typeof TemplatePreviewRequest>;
export const TemplatePreview = Type.Object({ samples: Type.Array(TemplateSample), findings: Type.Array(TemplateFinding) });
export type TemplatePreview = Static<typeof TemplatePreview>;

/** Visits to fill a preview with. */
export const TemplateVisits = Type.Object({ visits: Type.Array(Type.Object({ name: Name, customerName: Type.String(), plannedStart: nullable(InstantText) })) });
export type TemplateVisits = Static<typeof TemplateVisits>;
