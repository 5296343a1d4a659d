/**
 * What a generated day costs: first come first served, nearest available, and the engine after 1, 5 and 10 s; then how long one urgent visit,
 * one technician who drops out and one « propose » take on it. One JSON line per case. `npm run bench:day -- --visits 250 --seeds 1,2,3`.
 */
import { parseArgs } from 'node:util';
import { checkPlan, explainAssignment, followProblem, planDays, proposePlaces, replan, type Assignment, type DayPlan, type PlanningProblem } from '../src/index.ts';
import { publishedAt } from './day-plans.ts';
import { dayVisit, generatedDay } from './day-problem.ts';
import { firstFeasible } from './day-rivals.ts';

const { values } = parseArgs({ options: { visits: { type: 'string', default: '250,1000' }, seeds: { type: 'string', default: '1,2,3' }, seconds: { type: 'string', default: '1,5,10' }, trials: { type: 'string', default: '20' } } });
const numbers = (text: string): number[] => text.split(',').map(Number);
const print = (line: object): void => console.log(JSON.stringify(line));
const round = (value: number): number => Number(value.toFixed(1));

/** Time of this process alone: the machine is shared. */
function cpuMs<T>(work: () => T): { result: T; ms: number } {
  const started = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(started);
  return { result, ms: (user + system) / 1000 };
}

function report(what: object, problem: PlanningProblem, assignments: readonly Assignment[]): void {
  const { cost, isLegal } = checkPlan(problem, { assignments });
  print({ ...what, cents: cost.totalCents, withoutUnserved: cost.totalCents - cost.split.unserved - cost.split.promise, kilometres: Math.round(cost.travelMeters / 1000), lateMinutes: Math.round(cost.lateSeconds / 60), overtimeMinutes: Math.round(cost.overtimeSeconds / 60), unassigned: cost.unassigned, isLegal });
}

function engine(problem: PlanningProblem, seconds: number, seed: number): DayPlan {
  const started = process.cpuUsage();
  const spent = (): number => { const { user, system } = process.cpuUsage(started); return (user + system) / 1e6; };
  return planDays(problem, { seed, shouldStop: () => spent() >= seconds, progress: () => Math.min(1, spent() / seconds) });
}

function percentiles(times: readonly number[]): { p50: number; p95: number } {
  const sorted = times.toSorted((a, b) => a - b);
  return { p50: round(sorted[Math.floor(sorted.length / 2)] ?? 0), p95: round(sorted[Math.floor(sorted.length * 0.95)] ?? 0) };
}

function latencies(what: object, { problem, draw, crowding }: ReturnType<typeof generatedDay>, plan: DayPlan): void {
  const now = publishedAt(problem, plan.assignments, problem.horizon.startSeconds + 11 * 3600);
  const trials = Number(values.trials);
  const warm = proposePlaces(now, plan.assignments.at(-1)?.visit ?? '');
  const times: Record<'insert' | 'search' | 'propose' | 'proposeNew' | 'explain' | 'dropout', number[]> = { insert: [], search: [], propose: [], proposeNew: [], explain: [], dropout: [] };
  for (let trial = 0; trial < trials; trial++) {
    const urgent = { ...dayVisit(draw, `URGENT-${trial}`, crowding), priority: 'Urgent' as const, window: null };
    times.proposeNew.push(cpuMs(() => proposePlaces(now, urgent)).ms);
    const standing = plan.assignments.at(-1 - trial)?.visit ?? '';
    times.propose.push(cpuMs(() => proposePlaces(now, standing)).ms);
    times.explain.push(cpuMs(() => explainAssignment(now, plan, standing, problem.technicians[trial % 46]?.name ?? '')).ms);
    const then = { ...now, visits: [...now.visits, urgent] };
    times.insert.push(cpuMs(() => { followProblem(now, then); return replan(then, { visits: [urgent.name], iterations: 400, seed: trial }); }).ms);
    times.search.push(cpuMs(() => replan(then, { visits: [urgent.name], iterations: 400, seed: trial })).ms);
    const sick = problem.technicians[trial % 46]?.name ?? '';
    const without = { ...now, technicians: now.technicians.map((each) => (each.name === sick ? { ...each, absences: [{ startSeconds: now.nowSeconds, endSeconds: problem.horizon.endSeconds, reason: 'Sick' }] } : each)) };
    times.dropout.push(cpuMs(() => { followProblem(now, without); return replan(without, { technicians: [sick], iterations: 1500, seed: trial }); }).ms);
  }
  for (const [measured, each] of Object.entries(times)) print({ ...what, measured, technicians: warm.length, ...percentiles(each) });
}

for (const visits of numbers(values.visits)) {
  for (const seed of numbers(values.seeds)) {
    const day = generatedDay(visits, seed);
    const what = { visits, technicians: 46, seed };
    report({ ...what, plan: 'first feasible' }, day.problem, firstFeasible(day.problem, 'first'));
    report({ ...what, plan: 'nearest available' }, day.problem, firstFeasible(day.problem, 'nearest'));
    let plan: DayPlan | undefined;
    for (const seconds of numbers(values.seconds)) {
      plan = engine(day.problem, seconds, seed);
      report({ ...what, plan: 'engine', seconds, iterations: plan.iterations }, day.problem, plan.assignments);
    }
    if (plan !== undefined) latencies(what, day, plan);
  }
}
