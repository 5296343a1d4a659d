import { Type, type Static } from 'typebox';
import { EMPLOYMENTS, TRADES } from './people-commands.ts';
import { InstantText, Language, Name, nullable, Words } from './primitives.ts';
import { Role } from './session.ts';

/** A skill, card or permit that technicians may have. */
export const SkillTag = Type.Object({
  name: Name,
  label: Words,
  isCertification: Type.Boolean(),
  hasExpiry: Type.Boolean({ description: 'Asks for its last day' }),
});
export type SkillTag = Static<typeof SkillTag>;

export const HeldSkill = Type.Object({ skill: Name, level: Type.Integer({ minimum: 0, maximum: 5 }), expiresOn: nullable(Type.String()) });
export type HeldSkill = Static<typeof HeldSkill>;

/** A technician as the people page shows one. */
export const TechnicianFile = Type.Object({
  name: Name,
  /** The stamp to base the next change on. */
  modified: Type.String(),
  displayName: Type.String(),
  user: nullable(Name),
  mobile: Type.String(),
  email: Type.String(),
  zone: Type.String(),
  trade: Type.Enum(TRADES),
  employment: Type.Enum(EMPLOYMENTS),
  language: Language,
  isActive: Type.Boolean(),
  skills: Type.Array(HeldSkill),
});
export type TechnicianFile = Static<typeof TechnicianFile>;

/** What past work says of somebody: so many completed visits asked for this skill at this level or above. */
export const SkillProposal = Type.Object({ technician: Name, skill: Name, level: Type.Integer({ minimum: 1, maximum: 5 }), visits: Type.Integer({ minimum: 1 }) });
export type SkillProposal = Static<typeof SkillProposal>;

export const SkillGrid = Type.Object({
  /** The day at the site: cards end after it, on it or before it. */
  today: Type.String(),
  tags: Type.Array(SkillTag),
  technicians: Type.Array(TechnicianFile),
});
export type SkillGrid = Static<typeof SkillGrid>;

export const SkillProposals = Type.Object({
  /** Visits completed from this day on were counted. */
  since: Type.String(),
  proposals: Type.Array(SkillProposal),
});
export type SkillProposals = Static<typeof SkillProposals>;

export const StaffMember = Type.Object({
  user: Name,
  modified: Type.String(),
  displayName: Type.String(),
  roles: Type.Array(Role),
  isEnabled: Type.Boolean(),
  language: Language,
  /** The technician whose account this is. */
  technician: nullable(Name),
  lastSeenAt: nullable(InstantText),
});
export type StaffMember = Static<typeof StaffMember>;
export const StaffList = Type.Object({ people: Type.Array(StaffMember) });
export type StaffList = Static<typeof StaffList>;
