export interface Stretch {
  readonly name: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** Where a bar lies in its row: lane `lane` of `lanes`, one above the other. */
export interface Lane {
  readonly lane: number;
  readonly lanes: number;
}

/** Gives each of a row's bars a lane so that what overlaps is stacked and nothing is hidden. Bars must come by start. */
export function stackInLanes(bars: readonly Stretch[]): ReadonlyMap<string, Lane> {
  const placed = new Map<string, Lane>();
  let cluster: { name: string; lane: number }[] = [];
  let laneEnds: number[] = [];
  const close = (): void => {
    for (const { name, lane } of cluster) placed.set(name, { lane, lanes: laneEnds.length });
    cluster = [];
    laneEnds = [];
  };
  for (const bar of bars) {
    if (laneEnds.every((end) => end <= bar.startSeconds)) close();
    const free = laneEnds.findIndex((end) => end <= bar.startSeconds);
    const lane = free === -1 ? laneEnds.length : free;
    laneEnds[lane] = bar.endSeconds;
    cluster.push({ name: bar.name, lane });
  }
  close();
  return placed;
}
