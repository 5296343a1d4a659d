import { Type, type Static } from 'typebox';
import { PhoneKey } from './messages-commands.ts';
import { DateText, InstantText, nullable } from './primitives.ts';

export const REGISTRATION_PARTS = ['brand', 'campaign'] as const;
export const REGISTRATION_STATES = ['none', 'draft', 'pending', 'in-review', 'approved', 'failed', 'suspended'] as const;

/** Where our registration with the American carriers stands (10DLC, R65), and which of our own numbers it touches. */
export const Registration = Type.Object({
  parts: Type.Array(Type.Object({ part: Type.Enum(REGISTRATION_PARTS), state: Type.Enum(REGISTRATION_STATES), by: nullable(Type.String()), at: nullable(InstantText) })),
  /** Both approved: only then do texts to American numbers leave. */
  mayTextUs: Type.Boolean(),
  numbers: Type.Array(
    Type.Object({
      number: PhoneKey,
      country: Type.String(),
      boughtOn: nullable(DateText),
      /** `register`: a Canadian number bought after 26 March 2025, or an American one, needs it; `unknown`: nobody knows when it was bought. */
      duty: Type.Enum(['none', 'register', 'unknown']),
      by: Type.String(),
    }),
  ),
});
export type Registration = Static<typeof Registration>;
export const RegistrationChange = Type.Object({ state: Type.Enum(REGISTRATION_STATES) }, { additionalProperties: false });
export const SenderNumber = Type.Object({ boughtOn: nullable(DateText) }, { additionalProperties: false });
