/** What may be done with all the chosen visits at once. */
export const BULK_VERBS = ['assign', 'move', 'unassign', 'message'] as const;
export type BulkVerb = (typeof BULK_VERBS)[number];
