import { Type, type Static } from 'typebox';

/** What a program carries instead of cookies. */
export const BearerTokens = Type.Object({
  access: Type.String({ description: 'Goes into « Authorization: Bearer … »; good for ten minutes' }),
  refresh: Type.Optional(Type.String({ description: 'Buys the next pair, once; absent where another request just took it' })),
});
export type BearerTokens = Static<typeof BearerTokens>;
export const RefreshRequest = Type.Object({ refresh: Type.String({ pattern: '^[\\w-]{43}$' }) }, { additionalProperties: false });
