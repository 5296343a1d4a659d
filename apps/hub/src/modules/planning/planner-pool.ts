import { Worker } from 'node:worker_threads';
import type { AskOptions, AskPlanner, PlannedDays } from './planning.ports.ts';
import type { FromPlanner, PlannerTask, ToPlanner } from './planner.protocol.ts';

/** A problem that threads keep, by a key that changes whenever anything in it does. */
type KeyedProblem = Pick<PlannedDays, 'key' | 'problem' | 'travelVersion'>;

/** The thread ended, or had to be ended, before it answered. */
export class PlannerLost extends Error {
  override readonly name = 'PlannerLost';
}

/** Threads that think about one thing at a time, so that the hub never waits for arithmetic. */
export interface PlannerPool {
  readonly ask: AskPlanner;
  /** Lets the thread that is free read a problem before anybody asks about it. */
  warm(keyed: KeyedProblem): void;
  close(): Promise<void>;
}

interface Question {
  readonly keyed: KeyedProblem;
  readonly task: PlannerTask;
  readonly options: AskOptions;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** Each thread keeps this many problems; the one that was not asked about for longest goes first. */
const KEPT_PROBLEMS = 3;

/** @param script the module that the threads run. */
export function createPlannerPool({ size, script }: { size: number; script: URL }): PlannerPool {
  const waiting: Question[] = [];
  const threads = Array.from({ length: size }, () => createThread(script, () => next()));
  const next = (): void => {
    for (const thread of threads) {
      if (!thread.isFree()) continue;
      const question = waiting.shift();
      if (question === undefined) return;
      thread.take(question);
    }
  };
  return {
    ask: (keyed, task, options) =>
      new Promise((resolve, reject) => {
        waiting.push({ keyed, task, options, resolve, reject });
        next();
      }),
    warm: (keyed) => threads.find((thread) => thread.isFree())?.tell(keyed),
    async close() {
      for (const { reject } of waiting.splice(0)) reject(new PlannerLost('The planner is closing.'));
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

interface Thread {
  isFree(): boolean;
  take(question: Question): void;
  tell(keyed: KeyedProblem): void;
  close(): Promise<void>;
}

/** One thread and the next one in its place: it starts when it is first needed, and again after it died. */
function createThread(script: URL, onFree: () => void): Thread {
  const state: { worker: Worker | undefined; current: Question | undefined; asked: number; kept: string[]; travel: string; timer: NodeJS.Timeout | undefined } = { worker: undefined, current: undefined, asked: 0, kept: [], travel: '', timer: undefined };

  const finish = (settle: (question: Question) => void): void => {
    const { current } = state;
    clearTimeout(state.timer);
    state.current = undefined;
    if (current !== undefined) settle(current);
    onFree();
  };
  const lose = (worker: Worker, reason: string): void => {
    if (state.worker !== worker) return;
    Object.assign(state, { worker: undefined, kept: [], travel: '' });
    finish(({ reject }) => reject(new PlannerLost(reason)));
  };
  const hear = (message: FromPlanner): void => {
    if (message.id !== state.asked) return;
    if (message.kind === 'progress') state.current?.options.onProgress?.(message.progress);
    else if (message.kind === 'answer') finish(({ resolve }) => resolve(message.answer as never));
    else finish(({ reject }) => reject(new Error(message.message)));
  };
  const open = (): Worker => {
    if (state.worker !== undefined) return state.worker;
    const worker = new Worker(script);
    worker.on('message', hear);
    worker.on('error', (error) => lose(worker, `The planner broke: ${error instanceof Error ? error.message : String(error)}`));
    worker.on('exit', (code) => lose(worker, `The planner ended with ${code}.`));
    worker.unref();
    state.worker = worker;
    return worker;
  };
  const post = (message: ToPlanner): void => open().postMessage(message);
  const tell = ({ key, problem: { travel: matrix, ...problem }, travelVersion }: KeyedProblem): void => {
    open();
    const isKnown = state.kept.includes(key);
    state.kept = [...state.kept.filter((kept) => kept !== key), key];
    if (!isKnown && state.travel !== travelVersion) post({ kind: 'travel', version: travelVersion, matrix });
    if (!isKnown) post({ kind: 'know', key, problem, travel: travelVersion });
    state.travel = isKnown ? state.travel : travelVersion;
    if (state.kept.length > KEPT_PROBLEMS) post({ kind: 'forget', key: state.kept.shift() ?? '' });
  };
  return {
    isFree: () => state.current === undefined,
    tell,
    take(question) {
      state.current = question;
      state.asked += 1;
      tell(question.keyed);
      post({ kind: 'ask', id: state.asked, key: question.keyed.key, task: question.task });
      const { worker } = state;
      state.timer = setTimeout(() => void worker?.terminate(), question.options.patienceMs).unref();
    },
    async close() {
      await state.worker?.terminate();
    },
  };
}
