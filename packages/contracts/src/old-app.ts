import { Type, type Static } from 'typebox';
import { InstantText, Sha256 } from './primitives.ts';

/** One record of the old field app's store, as it lay there: whatever it means, somebody did it. */
export const OldAppRow = Type.Object({ place: Type.String({ maxLength: 200, description: 'Database, store and key it lay under' }), content: Type.Unknown() }, { additionalProperties: false });
export type OldAppRow = Static<typeof OldAppRow>;
export const OldAppRows = Type.Object({ rows: Type.Array(OldAppRow, { minItems: 1, maxItems: 500 }) }, { additionalProperties: false });
export type OldAppRows = Static<typeof OldAppRows>;
/** Only rows named here have been kept for good and may be deleted on the phone. */
export const OldAppReceipt = Type.Object({ kept: Type.Integer() });
export type OldAppReceipt = Static<typeof OldAppReceipt>;
export const OldAppWork = Type.Object({ rows: Type.Array(Type.Object({ sha256: Sha256, place: Type.String(), content: Type.Unknown(), receivedAt: InstantText })) });
export type OldAppWork = Static<typeof OldAppWork>;
