import { explainAssignment, followProblem, replan, type DayPlan, type PlanningProblem, type PlanVisit, type ReplanOptions } from '../src/index.ts';
import { hour } from './builders.ts';
import { diceOf, published, smallDay, someAbsence, someVisit, type Dice } from './small-days.ts';
import { explanationFaults, planFaults } from './verify.ts';

/** Re-plans of one day before another is drawn. */
const EVENTS_PER_DAY = 20;
const ITERATIONS = 6;

type Event = (problem: PlanningProblem, dice: Dice, name: string) => { readonly problem: PlanningProblem; readonly focus?: ReplanOptions };

const withVisit = (problem: PlanningProblem, visit: PlanVisit | undefined, to: Partial<PlanVisit>): PlanningProblem => ({ ...problem, visits: problem.visits.map((each) => (each === visit ? { ...each, ...to } : each)) });
const planned = ({ visits }: PlanningProblem): PlanVisit[] => visits.filter(({ status }) => status === 'planned' || status === 'confirmed');
const anyPlanned = (problem: PlanningProblem, dice: Dice): PlanVisit | undefined => dice.one(planned(problem));
const later = (problem: PlanningProblem, dice: Dice): PlanningProblem => ({ ...problem, nowSeconds: Math.min(hour(16), problem.nowSeconds + 900 * dice.below(3)) });

/** What happens on a day of dispatch. */
const EVENTS: Readonly<Record<string, Event>> = {
  arrives: (problem, dice, name) => ({ problem: { ...problem, visits: [...problem.visits, someVisit(dice, name)] }, focus: { visits: [name] } }),
  'runs late': (problem, dice) => {
    const late = planned(problem).toSorted((one, other) => (one.startSeconds ?? 0) - (other.startSeconds ?? 0))[0];
    const arrived = Math.max(problem.nowSeconds, late?.startSeconds ?? 0);
    return { problem: { ...withVisit(problem, late, { status: 'on-site', arrivedSeconds: arrived, endedSeconds: arrived + (late?.durationSeconds ?? 0) + 900 * dice.below(8) }), nowSeconds: arrived }, focus: { technicians: late?.crew ?? [] } };
  },
  'is done': (problem) => {
    const under = problem.visits.find(({ status }) => status === 'on-site');
    const ended = Math.max(problem.nowSeconds, under?.arrivedSeconds ?? 0);
    return { problem: { ...withVisit(problem, under, { status: 'done', endedSeconds: ended }), nowSeconds: ended } };
  },
  'drops out': (problem, dice) => {
    const who = dice.one(problem.technicians);
    const absence = dice.chance(0.5) ? { startSeconds: problem.nowSeconds, endSeconds: hour(24), reason: 'Sick' } : someAbsence(dice);
    return { problem: { ...problem, technicians: problem.technicians.map((each) => (each === who ? { ...each, absences: [...each.absences, absence] } : each)) }, focus: { technicians: [who.name] } };
  },
  'comes back': (problem, dice) => {
    const who = dice.one(problem.technicians);
    return { problem: { ...problem, technicians: problem.technicians.map((each) => (each === who ? { ...each, absences: [] } : each)) } };
  },
  'is pinned': (problem, dice) => ({ problem: withVisit(problem, anyPlanned(problem, dice), { pinned: true }) }),
  'is pinned elsewhere': (problem, dice) => ({ problem: withVisit(problem, anyPlanned(problem, dice), { pinned: true, startSeconds: hour(6 + dice.below(40) / 4), crew: [dice.one(problem.technicians).name] }) }),
  'is let go': (problem) => ({ problem: { ...problem, visits: problem.visits.map((each) => ({ ...each, pinned: false })) } }),
  'is called off': (problem, dice) => ({ problem: withVisit(problem, anyPlanned(problem, dice), { status: 'cancelled' }) }),
  fails: (problem, dice) => ({ problem: withVisit(problem, anyPlanned(problem, dice), { status: 'failed' }) }),
  'is promised': (problem, dice) => ({ problem: withVisit(problem, anyPlanned(problem, dice), { status: 'confirmed', window: { startSeconds: hour(8), endSeconds: hour(dice.one([10, 12, 17])) } }) }),
  'takes longer': (problem, dice) => ({ problem: withVisit(problem, anyPlanned(problem, dice), { durationSeconds: 900 * (1 + dice.below(14)) }) }),
};

/** What a fuzzing run found. */
export interface FuzzResult {
  readonly runs: number;
  readonly illegal: number;
  readonly untrue: number;
  /** The first few findings, each with the seed that shows it again. */
  readonly findings: readonly string[];
}

interface Tally { runs: number; illegal: number; untrue: number; findings: string[] }

function note(tally: Tally, kind: 'illegal' | 'untrue', where: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  tally[kind] += 1;
  if (tally.findings.length < 12) tally.findings.push(`${where}: ${faults.slice(0, 3).join('; ')}`);
}

function lives(problem: PlanningProblem, { step, dice }: { step: number; dice: Dice }): { problem: PlanningProblem; focus: ReplanOptions; event: string } {
  const event = dice.one(Object.keys(EVENTS));
  const happened = EVENTS[event]!(dice.chance(0.3) ? later(problem, dice) : problem, dice, `NEW-${step}`);
  return { problem: happened.problem, focus: happened.focus ?? {}, event };
}

function fuzzDay(tally: Tally, seed: number, runs: number): void {
  const dice = diceOf(seed);
  let problem = smallDay(seed, { technicians: 2 + dice.below(2), visits: 3 + dice.below(4) });
  let plan: DayPlan = replan(problem, { seed, iterations: ITERATIONS });
  for (let step = 0; step < runs; step++) {
    const then = lives(published(problem, plan.assignments), { step, dice });
    followProblem(problem, then.problem);
    problem = then.problem;
    plan = replan(problem, { ...then.focus, seed: step, iterations: ITERATIONS });
    const where = `day ${seed}, step ${step}, ${then.event}`;
    note(tally, 'illegal', where, planFaults(problem, plan));
    const [asked, who] = [dice.one(problem.visits).name, dice.one(problem.technicians).name];
    note(tally, 'untrue', `${where}, ${asked} with ${who}`, explanationFaults(problem, plan.assignments, explainAssignment(problem, plan, asked, who)));
    tally.runs += 1;
  }
}

const emptyTally = (): Tally => ({ runs: 0, illegal: 0, untrue: 0, findings: [] });

/** Lets so many things happen on generated days, mends the plan after each, and has every plan and one explanation of it judged by the checker. */
export function fuzz(runs: number, seed: number): FuzzResult {
  const tally = emptyTally();
  for (let day = 0; tally.runs < runs; day++) fuzzDay(tally, seed * 1_000_003 + day, Math.min(EVENTS_PER_DAY, runs - tally.runs));
  return tally;
}

/** The same for whole days by their seeds, as findings name them. */
export function fuzzDays(seeds: readonly number[]): FuzzResult {
  const tally = emptyTally();
  for (const seed of seeds) fuzzDay(tally, seed, EVENTS_PER_DAY);
  return tally;
}
