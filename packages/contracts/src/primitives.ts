import { Type, type Static, type TSchema } from 'typebox';

/** An instant on the wire: ISO 8601 in UTC, `2026-11-23T14:05:00Z`. */
export const InstantText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:[.]\\d{1,9})?Z$', description: 'Instant in UTC, ISO 8601 with Z' });
/** A calendar day at the site: `2026-11-23`. */
export const DateText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'Calendar day at the site' });
/** The name (primary key) of an ERP document. */
export const Name = Type.String({ minLength: 1, maxLength: 140, pattern: '^[^\\u0000-\\u001f]+$', description: 'Name of a document' });
export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$', description: 'UUID, lower case' });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the content, lower-case hexadecimal' });
export const SerialText = Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]{3,39}$', description: 'Serial in its normal form (kernel normalizeSerial)' });
/** What a person typed in one line. */
export const Line = Type.String({ minLength: 1, maxLength: 140, pattern: '^[^\\u0000-\\u0008\\u000a-\\u001f]+$' });
/** What a person typed in a box. */
export const Prose = Type.String({ maxLength: 4000, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f]*$' });

export const LANGUAGES = ['fr', 'en'] as const;
export const Language = Type.Enum(LANGUAGES);
export type Language = Static<typeof Language>;

export const PRIORITIES = ['Low', 'Medium', 'High', 'Urgent'] as const;
export const Priority = Type.Enum(PRIORITIES);
export type Priority = Static<typeof Priority>;

/** The same words in both languages. */
export const Words = Type.Object({ fr: Type.String(), en: Type.String() });
export type Words = Static<typeof Words>;

export const MinutesOfWork = Type.Integer({ minimum: 5, maximum: 1440, description: 'Minutes' });

export const Window = Type.Object({ start: InstantText, end: InstantText }, { additionalProperties: false, description: 'Promised arrival window' });
export type Window = Static<typeof Window>;

export const RequiredSkill = Type.Object({ skill: Name, level: Type.Integer({ minimum: 1, maximum: 5 }) }, { additionalProperties: false });
export type RequiredSkill = Static<typeof RequiredSkill>;

export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
