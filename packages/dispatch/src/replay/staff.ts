/** One event about one person: how he stood until then. */
export interface StaffChange<S> {
  readonly seq: number;
  /** When the house learnt of it; ISO 8601 in UTC. */
  readonly at: string;
  readonly technician: string;
  readonly before: S;
}

/**
 * People as they stood at a moment, from how they stood in the end and every change before that, in whatever order.
 *
 * @param moment epoch milliseconds; what happened at the moment itself has happened.
 */
export function staffAt<C extends { readonly name: string }, S>(cards: readonly C[], changes: readonly StaffChange<S>[], moment: number): readonly (C | (C & S))[] {
  const found = new Map<string, StaffChange<S>>();
  for (const change of changes) {
    const earlier = found.get(change.technician);
    if (Date.parse(change.at) > moment && (earlier === undefined || change.seq < earlier.seq)) found.set(change.technician, change);
  }
  return cards.map((card) => {
    const next = found.get(card.name);
    return next === undefined ? card : { ...card, ...next.before };
  });
}
