import type { RoutingProblem } from '../solver/problem.ts';
import { at } from './numbers.ts';
import type { Bounds } from './tour-clock.ts';

/**
 * What is known of a tour at each of its positions with everything as early as it can be and no lunch, so that the least an insertion can
 * take and cost is told by looking at its two neighbours (forward times and slack as in Savelsbergh, "The Vehicle Routing Problem with
 * Time Windows: Minimizing Route Duration", ORSA Journal on Computing 1992).
 */
export interface TourLabels {
  /** When the stop before a position is left, and the place of that stop. */
  readonly leaves: readonly number[];
  readonly nodes: readonly number[];
  /** When the stop at a position, or the end, is reached, and the latest that it may be. */
  readonly arrives: readonly number[];
  readonly latest: readonly number[];
  /** Waiting from a position on. */
  readonly waits: readonly number[];
  /** Price of lateness before a position, and from it on. */
  readonly lateBefore: readonly number[];
  readonly lateBehind: readonly number[];
  /** The end with nothing but drives and work. */
  readonly workEnd: number;
  /** Price of the drives and of whose work it is. */
  readonly plainUnits: number;
}

/** The tables that tours are judged by. */
export type Tables = Pick<RoutingProblem, 'travel' | 'travelCost' | 'nodeCount' | 'taskNode' | 'taskCount' | 'service' | 'due' | 'lateCost' | 'startNode' | 'endNode' | 'routeEarliest' | 'routeDue' | 'overtimeCost' | 'breakLength'>;

/** Labels a tour. `fees` are by route and task, as in the problem for the search. */
export function labelsOf(tables: Tables, bounds: Bounds, fees: Int32Array, [route, sequence]: readonly [number, readonly number[]]): TourLabels {
  const { travel, travelCost, nodeCount, taskNode, service, taskCount, startNode, endNode, routeEarliest, due, lateCost } = tables;
  const count = sequence.length;
  const nodes = [at(startNode, route), ...sequence.map((task) => at(taskNode, task))];
  const start = at(routeEarliest, route);
  const [leaves, arrives, waiting, lateBefore] = [[start], [] as number[], [] as number[], [0]];
  let [workEnd, plainUnits] = [start, 0];
  const legTo = (position: number, to: number): number => {
    const leg = (nodes[position] ?? 0) * nodeCount + to;
    workEnd += at(travel, leg);
    plainUnits += at(travelCost, leg);
    return at(travel, leg);
  };
  sequence.forEach((task, index) => {
    const arrival = (leaves[index] ?? 0) + legTo(index, nodes[index + 1] ?? 0);
    const begin = Math.max(arrival, at(bounds.open, task));
    const work = at(service, route * taskCount + task);
    workEnd += work;
    plainUnits += at(fees, route * taskCount + task);
    arrives.push(arrival);
    waiting.push(begin - arrival);
    leaves.push(begin + work);
    lateBefore.push((lateBefore[index] ?? 0) + Math.max(0, begin - at(due, task)) * at(lateCost, task));
  });
  arrives.push((leaves[count] ?? 0) + (count === 0 ? 0 : legTo(count, at(endNode, route))));
  const latest = [at(bounds.routeClose, route)];
  const waits = [0];
  for (let index = count - 1; index >= 0; index--) {
    const task = sequence[index] ?? 0;
    const drive = at(travel, (nodes[index + 1] ?? 0) * nodeCount + (nodes[index + 2] ?? at(endNode, route)));
    latest.push(Math.min(at(bounds.close, task), (latest.at(-1) ?? 0) - drive - at(service, route * taskCount + task)));
    waits.push((waits.at(-1) ?? 0) + (waiting[index] ?? 0));
  }
  const lateBehind = lateBefore.map((before) => (lateBefore[count] ?? 0) - before);
  return { leaves, nodes, arrives, latest: latest.reverse(), waits: waits.reverse(), lateBefore, lateBehind, workEnd, plainUnits };
}

/** Bounds from below on one insertion; what the last {@link LeastInsertion.look} found stays readable. */
export class LeastInsertion {
  /** By how much limits are surely overrun; 0 when it may be legal. */
  excessSeconds = 0;
  /** What the tour then costs at least, in sixtieths of a cent, its present cost included. */
  units = 0;
  private readonly tables: Tables;
  private readonly bounds: Bounds;
  private readonly fees: Int32Array;

  constructor(tables: Tables, bounds: Bounds, fees: Int32Array) {
    this.tables = tables;
    this.bounds = bounds;
    this.fees = fees;
  }

  /** Looks at a task at a position of a labelled tour. */
  look(task: number, route: number, position: number, labels: TourLabels): void {
    const { travel, travelCost, nodeCount, taskNode, service, taskCount, endNode, due, lateCost, routeDue, overtimeCost } = this.tables;
    const { open, close, routeClose } = this.bounds;
    const { leaves, nodes, arrives, latest, lateBefore, lateBehind, plainUnits } = labels;
    const node = at(taskNode, task);
    const from = at(nodes, position);
    const isLast = position === nodes.length - 1;
    const to = isLast ? at(endNode, route) : at(nodes, position + 1);
    const [into, out, past] = [from * nodeCount + node, node * nodeCount + to, from * nodeCount + to];
    // an empty tour has no way from its start to its end
    const isEmpty = nodes.length === 1;
    const work = at(service, route * taskCount + task);
    const begin = Math.max(at(leaves, position) + at(travel, into), at(open, task));
    const arrival = begin + work + at(travel, out);
    const delay = arrival - at(arrives, position);
    const end = this.leastEnd(route, position, labels, { delay, taken: work + at(travel, into) + at(travel, out) - (isEmpty ? 0 : at(travel, past)) });
    this.excessSeconds = Math.max(0, begin - at(close, task)) + Math.max(0, arrival - at(latest, position), end - at(routeClose, route));
    // where a way through another place is shorter than the direct one, who comes behind may be less late
    const late = at(lateBefore, position) + Math.max(0, begin - at(due, task)) * at(lateCost, task) + (delay < 0 ? 0 : at(lateBehind, position));
    const legs = at(travelCost, into) + at(travelCost, out) - (isEmpty ? 0 : at(travelCost, past));
    this.units = plainUnits + legs + at(this.fees, route * taskCount + task) + late + Math.max(0, end - at(routeDue, route)) * at(overtimeCost, route);
  }

  private leastEnd(route: number, position: number, { arrives, waits, workEnd }: TourLabels, { delay, taken }: { readonly delay: number; readonly taken: number }): number {
    const worked = workEnd + taken;
    const end = delay < 0 ? worked : Math.max(worked, at(arrives, arrives.length - 1) + Math.max(0, delay - at(waits, position)));
    const pause = at(this.tables.breakLength, route);
    return pause > 0 && end > at(this.bounds.lunchUntil, route) ? Math.max(end, worked + pause) : end;
  }
}
