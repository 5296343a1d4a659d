import { parentPort } from 'node:worker_threads';
import type { PlanningProblem, TravelMatrix } from '@gigafibre/dispatch';
import { answerTask, readAfter } from './planner.engine.ts';
import type { FromPlanner, ToPlanner } from './planner.protocol.ts';

/** The planner's thread: keeps problems by their key and answers one question after the other. */
const kept: { readonly problems: Map<string, PlanningProblem>; last: PlanningProblem | undefined; travel: { version: string; matrix: TravelMatrix | null } } = { problems: new Map(), last: undefined, travel: { version: '', matrix: null } };
const tell = (message: FromPlanner): void => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToPlanner) => {
  if (message.kind === 'travel') kept.travel = message;
  else if (message.kind === 'know') know(message);
  else if (message.kind === 'forget') kept.problems.delete(message.key);
  else answer(message);
});

function know({ key, problem, travel }: Extract<ToPlanner, { kind: 'know' }>): void {
  const whole = { ...problem, travel: travel === kept.travel.version ? kept.travel.matrix : null };
  const read = readAfter(kept.last, whole);
  kept.last = read;
  kept.problems.set(key, read);
}

function answer({ id, key, task }: Extract<ToPlanner, { kind: 'ask' }>): void {
  const began = performance.now();
  const problem = kept.problems.get(key);
  try {
    if (problem === undefined) throw new Error('The planner was never told of this problem.');
    tell({ kind: 'answer', id, answer: answerTask(problem, task, { elapsed: () => performance.now() - began, tell: (progress) => tell({ kind: 'progress', id, progress }) }) });
  } catch (error) {
    tell({ kind: 'fault', id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
