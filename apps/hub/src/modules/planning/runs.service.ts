import { Problem, type Actor, type Command, type CommandBatchAnswer, type PlanningAccept, type PlanningAccepted, type PlanningProgress, type PlanningRun, type PlanningStart, type ProblemBody, type Proposal, type ProposedMove, type VisitCard } from '@gigafibre/contracts';
import type { Assignment, PlanningProblem } from '@gigafibre/dispatch';
import type { Clock } from '@gigafibre/kernel';
import { kpisOf, leftOutOf, moveOf } from './planning-wire.ts';
import { aroundOf } from './planning-problem.ts';
import type { AskPlanner, LineOutcome, PlannedDays, RunBook } from './planning.ports.ts';
import type { PlannerAnswers, PlannerProgress } from './planner.protocol.ts';

/** How long an answer may take after the search is over. */
const PATIENCE_MS = 20_000;
/** Another solver may take this part of the time before ours begins. */
const SHARE_OF_START = 2;

export interface RunParts {
  readonly book: RunBook;
  /** The problem of some days, after what happened. */
  readonly days: (start: Pick<PlanningRun, 'scope' | 'cause'>) => Promise<PlannedDays>;
  readonly ask: AskPlanner;
  /** Another solver's plan to begin with; null where there is none, or none in time. */
  readonly start: (problem: PlanningProblem, patienceMs: number) => Promise<readonly Assignment[] | null>;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Tells every desk how a run goes. */
  readonly publish: (run: Pick<PlanningRun, 'id' | 'state' | 'by' | 'progress'>) => Promise<void>;
  /** Calls back twice a second; the answer ends it. */
  readonly pulse: (beat: () => void) => () => void;
  readonly problemOf: (error: unknown) => ProblemBody;
  readonly onFault: (error: unknown) => void;
}

export interface Runs {
  start(by: Actor, start: PlanningStart): Promise<PlanningRun>;
  stop(id: string): Promise<PlanningRun>;
  /** Resolves once nothing is searched any more. */
  idle(): Promise<void>;
}

/** Runs of the planner: one at a time for the same days and people, each ending in a proposal that nobody has to accept. */
export function createRuns(parts: RunParts): Runs {
  const { book, clock } = parts;
  const stops = new Map<string, Int32Array>();
  const going = new Set<Promise<void>>();
  return {
    async start(by, { scope, cause = { kind: 'day' }, seconds }) {
      const run = await book.start({ id: parts.newId(), scope, cause, seconds, by, now: clock() });
      const stop = new Int32Array(new SharedArrayBuffer(4));
      stops.set(run.id, stop);
      const search = conduct(parts, { run, by, stop }).catch(parts.onFault).finally(() => {
        stops.delete(run.id);
        going.delete(search);
      });
      going.add(search);
      return run;
    },
    async stop(id) {
      const stop = stops.get(id);
      if (stop === undefined) await book.askStop(id);
      else Atomics.store(stop, 0, 1);
      return book.find(id);
    },
    async idle() {
      await Promise.all(going);
    },
  };
}

interface Search {
  readonly run: PlanningRun;
  readonly by: Actor;
  readonly stop: Int32Array;
}

/** Searches until the time is up or somebody says stop, telling of itself meanwhile, and keeps whatever came of it. */
async function conduct(parts: RunParts, { run, by, stop }: Search): Promise<void> {
  const { book, clock, publish } = parts;
  const news: { last: PlannerProgress | undefined; told: PlannerProgress | undefined } = { last: undefined, told: undefined };
  const beat = async (): Promise<void> => {
    const { last } = news;
    const progress = last === undefined ? null : progressOf(last);
    const { isStopAsked } = await book.heard(run.id, { progress, now: clock() });
    if (isStopAsked) Atomics.store(stop, 0, 1);
    if (last === news.told) return;
    news.told = last;
    await publish({ id: run.id, by: run.by, state: 'running', progress });
  };
  const endPulse = parts.pulse(() => void beat().catch(parts.onFault));
  try {
    const days = await parts.days(run);
    const { scope, cause, seconds } = run;
    const seed = 1 + scope.days; // the same days planned twice give the same plan for the same effort
    const around = aroundOf(cause);
    const start = around === null ? await parts.start(days.problem, (seconds * 1000) / SHARE_OF_START) : null;
    const answer = await parts.ask(days, { kind: 'plan', around, start, milliseconds: seconds * 1000, seed, stop }, { onProgress: (progress) => (news.last = progress), patienceMs: seconds * 1000 + PATIENCE_MS });
    endPulse();
    await finish(parts, { run, by, state: answer.isStopped ? 'stopped' : 'done', proposal: proposalOf(answer, days, clock().toString()), problem: null, progress: news.last });
  } catch (error) {
    endPulse();
    await finish(parts, { run, by, state: 'failed', proposal: null, problem: parts.problemOf(error), progress: news.last });
  }
}

interface Finish {
  readonly run: PlanningRun;
  readonly by: Actor;
  readonly state: 'done' | 'stopped' | 'failed';
  readonly proposal: Proposal | null;
  readonly problem: ProblemBody | null;
  readonly progress: PlannerProgress | undefined;
}

async function finish({ book, clock, publish }: RunParts, { run, by, state, proposal, problem, progress }: Finish): Promise<void> {
  const last = progress === undefined ? null : progressOf(progress);
  if (last !== null) await book.heard(run.id, { progress: last, now: clock() });
  await book.end(run.id, { state, proposal, problem, by, now: clock() });
  await publish({ id: run.id, by: run.by, state, progress: last });
}

const progressOf = ({ elapsedMs, iterations, before, totalCents, unassigned }: PlannerProgress): PlanningProgress => ({ elapsedMs, iterations, before: kpisOf(before), best: { costCents: totalCents, unassigned } });

function proposalOf({ plan, change }: PlannerAnswers['plan'], { cards, seq, travelSource }: PlannedDays, asOf: string): Proposal {
  const cardOf = (name: string): VisitCard[] => cards.get(name) === undefined ? [] : [cards.get(name) as VisitCard];
  return {
    asOf,
    seq,
    travelSource,
    moves: change.visits.flatMap((each) => cardOf(each.visit).map((card) => moveOf(each, card))),
    leftOut: plan.unassigned.flatMap((each) => cardOf(each.visit).map((card) => leftOutOf(each, card))),
    before: kpisOf(change.before),
    after: kpisOf(change.after),
  };
}

export interface AcceptParts {
  readonly book: RunBook;
  /** Gives the commands as the person who accepts. */
  readonly giveEach: (commands: readonly Command[]) => Promise<CommandBatchAnswer>;
  readonly clock: Clock;
  /** The same id for the same text, always. */
  readonly idFrom: (text: string) => string;
  readonly by: Actor;
}

/**
 * Accepts a proposal, whole or in part: every line becomes the command that a person's own drag would have been, based on the
 * copy the proposal was made from. Whoever changed a visit since wins; that line is refused and told.
 */
export async function acceptProposal(id: string, { id: accept, technicians, visits }: PlanningAccept, { book, giveEach, clock, idFrom, by }: AcceptParts): Promise<PlanningAccepted> {
  const { proposal } = await book.find(id);
  if (proposal === null) throw new Problem('planning_over', { facts: { run: id } });
  const isChosen = (move: ProposedMove): boolean => (visits?.includes(move.visit) ?? true) && (technicians === undefined || move.technicians.some((name) => technicians.includes(name)));
  const chosen = proposal.moves.map((move) => ({ move, command: idFrom(`${accept}/${move.visit}`) })).filter(({ move, command }) => isChosen(move) && (move.outcome !== 'accepted' || move.command === command));
  const at = clock().toString();
  const { lines } = await giveEach(chosen.map(({ move, command }) => commandFor(move, command, at)));
  const told = chosen.map(({ move, command }, index) => {
    const line = lines[index];
    return { visit: move.visit, command, result: line?.answer ? ('accepted' as const) : ('refused' as const), modified: line?.answer?.modified ?? null, problem: line?.problem ?? null };
  });
  await book.settle(id, new Map(told.map(({ visit, command, result }): [string, LineOutcome] => [visit, { outcome: result, command }])), { by, accept });
  return { run: id, lines: told };
}

function commandFor({ visit, modified: baseModified, after }: ProposedMove, id: string, at: string): Command {
  if (after === null) return { id, type: 'visit.unplan', v: 1, at, payload: { visit, baseModified } };
  return { id, type: 'visit.plan', v: 1, at, payload: { visit, baseModified, ...after } };
}
