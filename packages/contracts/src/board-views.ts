import { Type, type Static } from 'typebox';

/** A view of the board that somebody gave a name: the query of its address, without the day. */
export const BoardViewKept = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\u0000-\\u001f]*[^\\u0000-\\u0020][^\\u0000-\\u001f]*$' }),
    query: Type.Record(Type.String({ pattern: '^[a-z]{1,20}$' }), Type.String({ maxLength: 140 }), { maxProperties: 20 }),
  },
  { additionalProperties: false },
);
export type BoardViewKept = Static<typeof BoardViewKept>;

/** The views of one person, by name. */
export const BoardViews = Type.Object({ views: Type.Array(BoardViewKept) });
export type BoardViews = Static<typeof BoardViews>;
