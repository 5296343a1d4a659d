import type { VisitCard } from '@gigafibre/contracts';

/** A line that ties the bars of one crew together: from the first row it is on to the last. */
export interface CrewTie {
  readonly visit: string;
  readonly startSeconds: number;
  readonly fromRow: number;
  readonly toRow: number;
}

interface Row {
  readonly visits: readonly VisitCard[];
  readonly bars: ReadonlyMap<string, { readonly startSeconds: number }>;
}

/** The ties of every visit that stands on several of the rows. */
export function crewTies(rows: readonly Row[]): CrewTie[] {
  const ties = new Map<string, CrewTie>();
  for (const [row, { visits, bars }] of rows.entries()) {
    for (const { name, crew } of visits) {
      const bar = crew.length > 1 ? bars.get(name) : undefined;
      if (bar !== undefined) ties.set(name, { visit: name, startSeconds: bar.startSeconds, fromRow: ties.get(name)?.fromRow ?? row, toRow: row });
    }
  }
  return [...ties.values()].filter(({ fromRow, toRow }) => toRow > fromRow);
}
