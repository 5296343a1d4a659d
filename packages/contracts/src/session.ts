import { Type, type Static } from 'typebox';
import type { CommandType } from './commands.ts';
import { BearerTokens } from './bearer.ts';
import { DEVICE_COMMAND_ROLES } from './device-commands.ts';
import { FIELD_COMMAND_ROLES } from './field-commands.ts';
import { MESSAGES_COMMAND_ROLES } from './messages-commands.ts';
import { PEOPLE_COMMAND_ROLES } from './people-commands.ts';
import { InstantText, Language, Name } from './primitives.ts';
import { PROCEDURE_COMMAND_ROLES } from './procedure-commands.ts';

export const ROLES = ['agent', 'dispatcher', 'technician', 'accountant', 'admin'] as const;
export const Role = Type.Enum(ROLES);
export type Role = Static<typeof Role>;

/** Who is on the other side of a request. Everything that is not proved is anonymous. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'staff'; readonly user: string; readonly displayName: string; readonly roles: readonly Role[]; readonly session: string }
  | { readonly kind: 'technician'; readonly user: string; readonly displayName: string; readonly technician: string; readonly device: string; readonly session: string }
  | { readonly kind: 'system'; readonly user: string; readonly displayName: string };

/** A browser gets cookies that its scripts cannot read; a program asks for the tokens themselves. */
const Carry = Type.Optional(Type.Enum(['cookie', 'bearer']));

export const SignIn = Type.Object({ user: Type.String({ minLength: 1, maxLength: 140 }), password: Type.String({ minLength: 1, maxLength: 200 }), carry: Carry }, { additionalProperties: false });
export type SignIn = Static<typeof SignIn>;

export const Session = Type.Object({
  kind: Type.Enum(['staff', 'technician']),
  user: Name,
  displayName: Type.String(),
  roles: Type.Array(Role),
  language: Language,
  technician: Type.Optional(Name),
  /** Where this person's work begins: `/ops/board`, `/j/`. */
  landing: Type.String(),
  expiresAt: InstantText,
  /** For programs that asked for them. */
  tokens: Type.Optional(BearerTokens),
});
export type Session = Static<typeof Session>;

export const DemoAccount = Type.Object({ user: Name, displayName: Type.String(), role: Role, password: Type.String() });
export type DemoAccount = Static<typeof DemoAccount>;
export const DemoAccounts = Type.Object({ accounts: Type.Array(DemoAccount) });
export type DemoAccounts = Static<typeof DemoAccounts>;

/** How the link gets to the technician: by message, on the dispatcher's screen, or as a signed token for another program to carry. */
export const LINK_WAYS = ['sms', 'email', 'screen', 'token'] as const;
export type LinkWay = (typeof LINK_WAYS)[number];
export const TechLinkRequest = Type.Object({ technician: Name, visit: Type.Optional(Name), way: Type.Optional(Type.Enum(LINK_WAYS)) }, { additionalProperties: false });
export type TechLinkRequest = Static<typeof TechLinkRequest>;
export const TechLinkAnswer = Type.Object({
  message: Type.Optional(Type.String({ description: 'Id of the message in the outbox, when one was sent' })),
  link: Type.Optional(Type.String({ description: 'The address to show on the screen' })),
  token: Type.Optional(Type.String({ description: 'The link as a signed token, good once' })),
  expiresAt: InstantText,
});
export type TechLinkAnswer = Static<typeof TechLinkAnswer>;

/** The address in the technician's SMS. The code is in the fragment, which browsers never send: no server and no log sees it. */
export const techLinkAddress = (origin: string, code: string): string => `${origin}/j#${code}`;

/** The code of a link that was opened: `codeOfTechLink(location.hash)`. Undefined when the fragment is something else. */
export const codeOfTechLink = (fragment: string): string | undefined => /^#([A-Za-z0-9]{8,24})$/.exec(fragment)?.[1];

/** The page posts the code it was opened with; looking at the link consumes nothing. */
export const TechLinkExchange = Type.Object(
  {
    code: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9]{8,24}$' })),
    token: Type.Optional(Type.String({ pattern: '^[\\w-]+[.][\\w-]+[.][\\w-]*$', maxLength: 2048 })),
    device: Type.String({ minLength: 8, maxLength: 64 }),
    carry: Carry,
  },
  { additionalProperties: false },
);
export type TechLinkExchange = Static<typeof TechLinkExchange>;

const OFFICE: readonly Role[] = ['agent', 'dispatcher', 'admin'];
const BOARD: readonly Role[] = ['dispatcher', 'admin'];
const FIELD: readonly Role[] = ['technician', 'dispatcher', 'admin'];

/** Who may give which command. A technician besides only for visits of his own tour: the hub checks that. */
export const COMMAND_ROLES: Readonly<Record<CommandType, readonly Role[]>> = {
  ...PEOPLE_COMMAND_ROLES,
  'ticket.open': OFFICE,
  'job.create': OFFICE,
  'visit.plan': BOARD,
  'visit.unplan': BOARD,
  'visit.confirm': OFFICE,
  'visit.resize': BOARD,
  'visit.crew': BOARD,
  'visit.pin': BOARD,
  'visit.unpin': BOARD,
  'visit.window': OFFICE,
  'visit.add': OFFICE,
  'visit.split': BOARD,
  'visit.message': OFFICE,
  'message.cancel': OFFICE,
  'technician.absence': BOARD,
  'technician.presence': BOARD,
  'technician.day': BOARD,
  'technician.territory': BOARD,
  'visit.undo': BOARD,
  'visit.depart': FIELD,
  'visit.arrive': FIELD,
  'visit.pause': FIELD,
  'visit.resume': FIELD,
  'visit.step': FIELD,
  'visit.note': [...FIELD, 'agent'],
  'visit.complete': FIELD,
  'visit.fail': FIELD,
  'visit.cancel': OFFICE,
  'reading.request': [...ROLES],
  'reading.retry': [...ROLES],
  'reading.discard': [...ROLES],
  'invoice.draft': ['accountant', 'admin'],
  'equipment.link': FIELD,
  'equipment.register': FIELD,
  ...DEVICE_COMMAND_ROLES,
  ...FIELD_COMMAND_ROLES,
  ...MESSAGES_COMMAND_ROLES,
  ...PROCEDURE_COMMAND_ROLES,
};

/** Every command there is, without its schema: the phone knows them by name. */
export const COMMAND_TYPES = Object.keys(COMMAND_ROLES) as CommandType[];
