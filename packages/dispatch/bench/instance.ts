import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { RoutingProblem } from '../src/index.ts';

export const ROUNDINGS = ['dimacs', 'none', 'int'] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** A Solomon or Gehring–Homberger file as it stands there; customer 0 is the depot. */
export interface Instance {
  readonly name: string;
  readonly vehicles: number;
  readonly capacity: number;
  readonly customers: readonly Customer[];
}

interface Customer {
  readonly x: number;
  readonly y: number;
  readonly demand: number;
  readonly ready: number;
  readonly due: number;
  readonly service: number;
}

/** Units of the problem's integers in one unit of the file. Without rounding, legs still have to be whole numbers: tenths of a thousandth. */
const SCALE: Record<Rounding, number> = { dimacs: 10, none: 10_000, int: 1 };
const UNSERVED = 500_000_000;

/** @throws {Error} when the file is not in the format of Solomon's instances. */
export function readInstance(file: string): Instance {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const rows = lines.map((line) => line.trim().split(/\s+/).map(Number)).filter((row) => row.length > 1 && row.every(Number.isFinite));
  const [fleet, ...rest] = rows;
  const customers = rest.map(([, x = NaN, y = NaN, demand = NaN, ready = NaN, due = NaN, service = NaN]) => ({ x, y, demand, ready, due, service }));
  if (fleet?.length !== 2 || customers.length < 2 || customers.some((customer) => Number.isNaN(customer.service))) throw new Error(`${file} is no VRPTW instance`);
  return { name: basename(file).replace(/\.txt$/i, ''), vehicles: fleet[0] ?? 0, capacity: fleet[1] ?? 0, customers };
}

/** Distance between two customers under a rounding, in the file's units. */
export function distance(instance: Instance, from: number, to: number, rounding: Rounding): number {
  const [a, b] = [instance.customers[from], instance.customers[to]];
  const straight = a === undefined || b === undefined ? NaN : Math.hypot(a.x - b.x, a.y - b.y);
  if (rounding === 'none') return straight;
  return Math.floor(straight * SCALE[rounding] + 1e-9) / SCALE[rounding];
}

/** The instance as a routing problem: every vehicle the same, every task to be served, nothing soft. */
export function problemOf(instance: Instance, rounding: Rounding, vehicleCost: number): RoutingProblem {
  const scale = SCALE[rounding];
  const nodeCount = instance.customers.length;
  const tasks = instance.customers.slice(1);
  const legs = (round: (value: number) => number) => Int32Array.from({ length: nodeCount * nodeCount }, (_, i) => round(distance(instance, Math.floor(i / nodeCount), i % nodeCount, rounding) * scale));
  const depot = instance.customers[0];
  const perTask = (value: (customer: Customer) => number) => Int32Array.from(tasks, value);
  const perRoute = (value: number) => new Int32Array(instance.vehicles).fill(value);
  // legs rounded up keep a plan that fits the integers legal in real numbers
  const travel = legs(rounding === 'none' ? (value) => Math.ceil(value - 1e-6) : Math.round);
  const latest = perTask((customer) => Math.floor(customer.due * scale));
  const horizon = Math.floor((depot?.due ?? 0) * scale);
  const service = perTask((customer) => Math.round(customer.service * scale));
  const everyRoute = new Int32Array(instance.vehicles * tasks.length);
  for (let route = 0; route < instance.vehicles; route++) everyRoute.set(service, route * tasks.length);
  return {
    taskCount: tasks.length, routeCount: instance.vehicles, nodeCount, travel,
    travelCost: rounding === 'none' ? legs(Math.round) : travel,
    taskNode: Int32Array.from(tasks, (_, task) => task + 1),
    earliest: perTask((customer) => Math.ceil(customer.ready * scale)), latest, due: latest, lateCost: perTask(() => 0),
    unservedCost: perTask(() => UNSERVED), demand: perTask((customer) => customer.demand),
    startNode: perRoute(0), endNode: perRoute(0), routeEarliest: perRoute(Math.ceil((depot?.ready ?? 0) * scale)), routeLatest: perRoute(horizon),
    routeDue: perRoute(horizon), overtimeCost: perRoute(0), routeCost: perRoute(vehicleCost), capacity: perRoute(instance.capacity),
    breakLength: perRoute(0), breakEarliest: perRoute(0), breakLatest: perRoute(0),
    service: everyRoute, assignmentCost: new Int32Array(instance.vehicles * tasks.length), fixedStart: Array.from({ length: instance.vehicles }, () => new Int32Array(0)),
  };
}

export interface Score {
  readonly vehicles: number;
  readonly distance: number;
  readonly feasible: boolean;
}

/** Scores routes of customer numbers from the file alone: every customer once, windows, capacity, fleet. */
export function scoreOf(instance: Instance, routes: readonly (readonly number[])[], rounding: Rounding): Score {
  const used = routes.filter((route) => route.length > 0);
  const visited = used.flat().sort((a, b) => a - b);
  const isComplete = visited.length === instance.customers.length - 1 && visited.every((customer, i) => customer === i + 1);
  const driven = used.map((route) => drive(instance, route, rounding));
  const total = driven.reduce((sum, route) => sum + route.distance, 0);
  return { vehicles: used.length, distance: Math.round(total * 1e4) / 1e4, feasible: isComplete && used.length <= instance.vehicles && driven.every((route) => route.isLegal) };
}

function drive(instance: Instance, route: readonly number[], rounding: Rounding): { readonly distance: number; readonly isLegal: boolean } {
  const { customers, capacity } = instance;
  let [total, load, time, isLegal, here] = [0, 0, customers[0]?.ready ?? 0, true, 0];
  for (const next of [...route, 0]) {
    const customer = customers[next];
    if (customer === undefined) return { distance: NaN, isLegal: false };
    const leg = distance(instance, here, next, rounding);
    total += leg;
    load += next === 0 ? 0 : customer.demand;
    time = Math.max(time + leg, next === 0 ? 0 : customer.ready);
    isLegal &&= time <= customer.due + 1e-6;
    time += customer.service;
    here = next;
  }
  return { distance: total, isLegal: isLegal && load <= capacity };
}
