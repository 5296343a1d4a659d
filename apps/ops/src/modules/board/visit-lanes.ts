/** One visit's changes go one after the other, each based on the stamp the last one left; different visits do not wait. */
export function createVisitLanes(held: Set<string>) {
  const lanes = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, number>();

  function count(visit: string, by: 1 | -1): void {
    const total = (waiting.get(visit) ?? 0) + by;
    waiting.set(visit, total);
    if (total > 0) held.add(visit);
    else held.delete(visit);
  }

  return async function inLane<T>(visit: string, act: () => Promise<T>): Promise<T> {
    count(visit, 1);
    const turn = (lanes.get(visit) ?? Promise.resolve()).then(act, act);
    lanes.set(visit, turn);
    try {
      return await turn;
    } finally {
      count(visit, -1);
    }
  };
}
