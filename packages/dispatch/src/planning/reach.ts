import { FORBIDDEN, type Routes, type RoutingProblem } from '../solver/problem.ts';
import { tourUnits } from './ledger.ts';
import { at } from './numbers.ts';
import type { Prepared } from './prepare.ts';
import { TourClock, type Bounds } from './tour-clock.ts';

/** A legal place for a task, and what the tour then costs more in sixtieths of a cent. */
export interface LegalPlace {
  readonly route: number;
  readonly position: number;
  readonly units: number;
}

/** One tour without its lunch: the least it can take, so that what does not fit here fits nowhere. */
interface Labels {
  /** By position, when the stop before it is left at the earliest, and the place of that stop. */
  readonly leaves: readonly number[];
  readonly nodes: readonly number[];
  /** By position, the latest arrival at the stop that stands there. */
  readonly latest: readonly number[];
  readonly units: number;
}

/** Finds where tasks fit among tours that stand: most places are ruled out by two labels, the others are timed to the second. */
export class Reach {
  readonly routing: RoutingProblem;
  readonly sequences: number[][];
  private readonly prepared: Prepared;
  private readonly bounds: Bounds;
  private readonly clock: TourClock;
  private readonly labels: (Labels | undefined)[] = [];

  constructor(prepared: Prepared, routing: RoutingProblem, bounds: Bounds, sequences: Routes) {
    this.prepared = prepared;
    this.routing = routing;
    this.bounds = bounds;
    this.sequences = sequences.map((sequence) => [...sequence]);
    this.clock = new TourClock(prepared, bounds);
  }

  feeOf(task: number, route: number): number {
    return this.routing.assignmentCost[route * this.routing.taskCount + task] ?? FORBIDDEN;
  }

  /** Whether a tour breaks nothing as it stands. */
  isLegal(route: number): boolean {
    const sequence = this.sequences[route] ?? [];
    this.clock.load(sequence);
    this.clock.run(route);
    return this.clock.excessSeconds === 0 && sequence.every((task) => this.feeOf(task, route) < FORBIDDEN);
  }

  /** What a tour costs as it stands. */
  unitsOf(route: number): number {
    return this.labelsOf(route).units;
  }

  /** What the way through a task costs more at the cheapest position of a tour, the price of the person included, whatever the hour. */
  detourUnits(task: number, route: number): number {
    const { travelCost, nodeCount, taskNode, endNode } = this.routing;
    const { nodes } = this.labelsOf(route);
    const node = at(taskNode, task);
    let least = Number.POSITIVE_INFINITY;
    nodes.forEach((from, position) => {
      const to = position === nodes.length - 1 ? at(endNode, route) : (nodes[position + 1] ?? 0);
      least = Math.min(least, at(travelCost, from * nodeCount + node) + at(travelCost, node * nodeCount + to) - (nodes.length === 1 ? 0 : at(travelCost, from * nodeCount + to)));
    });
    return least + this.feeOf(task, route);
  }

  /** The cheapest legal place in any tour that `isAsked`. */
  cheapest(task: number, isAsked: (route: number) => boolean): LegalPlace | undefined {
    let best: LegalPlace | undefined;
    for (let route = 0; route < this.routing.routeCount; route++) {
      if (this.feeOf(task, route) >= FORBIDDEN || !isAsked(route)) continue;
      const found = this.cheapestOn(task, route);
      if (found !== undefined && found.units < (best?.units ?? Number.POSITIVE_INFINITY)) best = found;
    }
    return best;
  }

  insert(task: number, { route, position }: LegalPlace): void {
    this.sequences[route]?.splice(position, 0, task);
    this.labels[route] = undefined;
  }

  private cheapestOn(task: number, route: number): LegalPlace | undefined {
    const labels = this.labelsOf(route);
    const sequence = this.sequences[route] ?? [];
    let best: LegalPlace | undefined;
    for (let position = 0; position <= sequence.length; position++) {
      if (!this.mayFit(task, route, position, labels)) continue;
      this.clock.load(sequence, task, position);
      this.clock.run(route);
      if (this.clock.excessSeconds > 0) continue;
      const units = tourUnits(this.prepared, route, this.clock) - labels.units;
      if (units < (best?.units ?? Number.POSITIVE_INFINITY)) best = { route, position, units };
    }
    return best;
  }

  private mayFit(task: number, route: number, position: number, { leaves, nodes, latest }: Labels): boolean {
    const { travel, nodeCount, taskNode, service, taskCount, endNode } = this.routing;
    const node = at(taskNode, task);
    const begins = Math.max((leaves[position] ?? 0) + at(travel, (nodes[position] ?? 0) * nodeCount + node), at(this.bounds.open, task));
    if (begins > at(this.bounds.close, task)) return false;
    const next = nodes[position + 1] ?? at(endNode, route);
    return begins + at(service, route * taskCount + task) + at(travel, node * nodeCount + next) <= (latest[position] ?? 0);
  }

  private labelsOf(route: number): Labels {
    return (this.labels[route] ??= this.label(route));
  }

  private label(route: number): Labels {
    const { travel, nodeCount, taskNode, service, taskCount, startNode, endNode, routeEarliest } = this.routing;
    const { open, close, routeClose } = this.bounds;
    const sequence = this.sequences[route] ?? [];
    const lengthOf = (task: number): number => at(service, route * taskCount + task);
    const drive = (from: number, to: number): number => at(travel, from * nodeCount + to);
    const nodes = [at(startNode, route), ...sequence.map((task) => at(taskNode, task))];
    const leaves = [at(routeEarliest, route)];
    sequence.forEach((task, index) => leaves.push(Math.max((leaves[index] ?? 0) + drive(nodes[index] ?? 0, nodes[index + 1] ?? 0), at(open, task)) + lengthOf(task)));
    const latest = [at(routeClose, route)];
    let after = at(endNode, route);
    for (const task of sequence.toReversed()) {
      const node = at(taskNode, task);
      latest.unshift(Math.min(at(close, task), (latest[0] ?? 0) - drive(node, after) - lengthOf(task)));
      after = node;
    }
    this.clock.load(sequence);
    this.clock.run(route);
    return { leaves, nodes, latest, units: tourUnits(this.prepared, route, this.clock) };
  }
}
