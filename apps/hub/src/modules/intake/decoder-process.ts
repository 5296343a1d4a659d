import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Problem } from '@gigafibre/contracts';
import type { DecoderAnswer, DecoderTask } from './decoder-messages.ts';

const PROGRAM = fileURLToPath(new URL('./decoder.ts', import.meta.url));
const HEAP_MEGABYTES = 192;
const RETIRES_AFTER = 200;

type Work = DecoderTask extends infer Task ? (Task extends DecoderTask ? Omit<Task, 'id'> : never) : never;
export type Opened = Exclude<DecoderAnswer, { problem: unknown }>;

/** One decoder: takes one task after the other, and is replaced when it hangs, dies or has grown. */
export interface DecoderProcess {
  /** @throws {Problem} what the decoder refuses; media_excessive when it takes longer than it may or ends over it. */
  run(work: Work): Promise<Opened>;
  /** The process's number while there is one. */
  readonly pid: number | undefined;
  close(): void;
}

interface Waiting {
  readonly id: number;
  settle(answer: DecoderAnswer | undefined): void;
}

/** @param patienceMs how long one task may take before its process is ended. */
export function createDecoderProcess(patienceMs: number): DecoderProcess {
  const state: { child: ChildProcess | undefined; waiting: Waiting | undefined; tasks: number; next: number } = { child: undefined, waiting: undefined, tasks: 0, next: 1 };
  const end = (): void => {
    state.child?.kill('SIGKILL');
    state.child = undefined;
  };
  const settle = (answer: DecoderAnswer | undefined): void => {
    const { waiting } = state;
    state.waiting = undefined;
    waiting?.settle(answer);
  };
  const child = (): ChildProcess => {
    if (state.child !== undefined) return state.child;
    const started = start();
    state.child = started;
    state.tasks = 0;
    started.on('message', (answer: DecoderAnswer) => {
      if (answer.id === state.waiting?.id) settle(answer);
    });
    const gone = (): void => {
      if (state.child !== started) return;
      state.child = undefined;
      settle(undefined);
    };
    started.on('exit', gone);
    started.on('error', gone);
    return started;
  };
  return {
    get pid() {
      return state.child?.pid;
    },
    async run(work) {
      const id = state.next;
      state.next += 1;
      const answer = await new Promise<DecoderAnswer | undefined>((resolve) => {
        const timer = setTimeout(() => {
          end();
          settle(undefined);
        }, patienceMs);
        state.waiting = {
          id,
          settle(told) {
            clearTimeout(timer);
            resolve(told);
          },
        };
        child().send({ id, ...work }, (error) => {
          if (error) settle(undefined);
        });
      });
      state.tasks += 1;
      if (answer === undefined || answer.isSpent || state.tasks >= RETIRES_AFTER) end();
      if (answer === undefined) throw new Problem('media_excessive', { facts: { reason: 'time' } });
      if ('problem' in answer) throw new Problem(answer.problem.code, { facts: answer.problem.facts });
      return answer;
    },
    close: end,
  };
}

/** Without our environment: a decoder that is taken over finds no key and no address. */
function start(): ChildProcess {
  const child = fork(PROGRAM, [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`, '--disable-warning=ExperimentalWarning', '--permission', '--allow-fs-read=*', '--allow-addons'],
    env: { NODE_ENV: 'production', VIPS_CONCURRENCY: '1', ...(process.platform === 'win32' ? { SystemRoot: String.raw`C:\Windows` } : {}) },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  return child;
}
