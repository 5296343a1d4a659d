import { Type } from 'typebox';
import { DateText, Language, Line, Name, nullable } from './primitives.ts';

/** The roles an office account may be given; a technician’s is the ERP’s own, with his file. */
export const OFFICE_ROLES = ['agent', 'dispatcher', 'accountant', 'admin'] as const;
export const EMPLOYMENTS = ['Employee', 'Subcontractor'] as const;
export const TRADES = ['Residential', 'Splicer', 'Business', 'Trainee'] as const;

const E164 = Type.String({ pattern: '^(?:[+][1-9][0-9]{7,14})?$', description: 'A phone number in E.164, or nothing' });
const EmailAddress = Type.String({ maxLength: 140, pattern: '^(?:[^@\\s]+@[^@\\s]+)?$', description: 'An e-mail address, or nothing' });
/** The `modified` stamp last read: the command is refused when someone else has changed the document since. */
const baseModified = Type.String({ maxLength: 40 });

/** One skill as it is to be: level 0 takes it away. A card or permit that ends has its last day. */
export const SkillSetting = Type.Object({ skill: Name, level: Type.Integer({ minimum: 0, maximum: 5 }), expiresOn: nullable(DateText) }, { additionalProperties: false });

export const PEOPLE_COMMANDS = {
  /** What a technician can do, and until when: only the skills named change. */
  'technician.skills': Type.Object({ technician: Name, baseModified, skills: Type.Array(SkillSetting, { minItems: 1, maxItems: 60 }) }, { additionalProperties: false }),
  /** Who he is, how he is reached and for whom he works. */
  'technician.profile': Type.Object(
    {
      technician: Name,
      baseModified,
      displayName: Type.Optional(Line),
      mobile: Type.Optional(E164),
      email: Type.Optional(EmailAddress),
      employment: Type.Optional(Type.Enum(EMPLOYMENTS)),
      trade: Type.Optional(Type.Enum(TRADES)),
      language: Type.Optional(Language),
      isActive: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
  /** The office roles of an account, all of them. Its sessions end, so that nothing is done with the old ones. */
  'staff.roles': Type.Object({ user: Name, baseModified, roles: Type.Array(Type.Enum(OFFICE_ROLES), { minItems: 1, maxItems: OFFICE_ROLES.length, uniqueItems: true }) }, { additionalProperties: false }),
  /** Lets somebody in again, or keeps them out and ends their sessions. */
  'staff.access': Type.Object({ user: Name, baseModified, isEnabled: Type.Boolean() }, { additionalProperties: false }),
} as const;

export const PEOPLE_COMMAND_ROLES = {
  'technician.skills': ['dispatcher', 'admin'],
  'technician.profile': ['dispatcher', 'admin'],
  'staff.roles': ['admin'],
  'staff.access': ['admin'],
} as const;

export const PEOPLE_EVENT_TYPES = ['technician.skilled', 'technician.profiled', 'staff.roles-changed', 'staff.access-changed'] as const;

export const PEOPLE_PROBLEMS = {
  last_admin: { status: 409, title: 'Nobody would be left to administer', retry: 'never' },
  technician_account: { status: 409, title: 'A technician’s account takes no office role', retry: 'never' },
} as const;
