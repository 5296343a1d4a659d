import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { search } from '../src/index.ts';
import { problemOf, readInstance, ROUNDINGS, scoreOf, type Instance, type Rounding } from './instance.ts';

/*
 * npm run bench:dispatch -- --instance FILE|FOLDER [--seconds 1] [--seed 1] [--objective distance|vehicles] [--round dimacs|none|int]
 * One JSON line per instance. Seconds are CPU seconds of this process, reading the file and setting up included (the first instance
 * also pays for starting Node), so that a busy machine changes nothing. The plan is judged from the file, not by the engine.
 */
const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== '--'),
  options: {
    instance: { type: 'string' },
    seconds: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    objective: { type: 'string', default: 'distance' },
    round: { type: 'string', default: 'dimacs' },
  },
});
const rounding = ROUNDINGS.find((one) => one === values.round);
const budget = Number(values.seconds);
if (values.instance === undefined || rounding === undefined || !(budget > 0) || !['distance', 'vehicles'].includes(values.objective)) {
  console.error('npm run bench:dispatch -- --instance FILE|FOLDER [--seconds S] [--seed N] [--objective distance|vehicles] [--round dimacs|none|int]');
  process.exit(2);
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function run(instance: Instance, rule: Rounding, started: number): void {
  const problem = problemOf(instance, rule, values.objective === 'vehicles' ? dearVehicle(instance, rule) : 0);
  let spent = 0;
  // asking for the CPU time is dear: once for both questions
  const shouldStop = () => {
    spent = (cpuSeconds() - started) / budget;
    return spent >= 1;
  };
  const result = search(problem, { seed: Number(values.seed), progress: () => spent, shouldStop });
  const score = scoreOf(instance, result.routes.map((route) => route.map((task) => task + 1)), rule);
  const line = { instance: instance.name, vehicles: score.vehicles, distance: score.distance, seconds: Math.round((cpuSeconds() - started) * 1e3) / 1e3, iterations: result.iterations, feasible: score.feasible };
  console.log(JSON.stringify(line));
}

/** A vehicle that costs more than any detour that saves it. */
function dearVehicle(instance: Instance, rule: Rounding): number {
  const { dimacs, none, int } = { dimacs: 1e5, none: 1e8, int: 1e4 };
  return { dimacs, none, int }[rule] * Math.max(1, Math.min(5, instance.customers.length / 200));
}

const path = values.instance;
const files = statSync(path).isDirectory() ? readdirSync(path).filter((name) => /\.txt$/i.test(name) && !/^readme/i.test(name)).sort().map((name) => join(path, name)) : [path];
let started = 0;
for (const file of files) {
  run(readInstance(file), rounding, started);
  started = cpuSeconds();
}
