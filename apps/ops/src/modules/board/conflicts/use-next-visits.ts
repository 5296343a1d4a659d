import { onMounted, onUnmounted, ref, shallowRef } from 'vue';
import type { NextVisit } from '@gigafibre/contracts';
import { readVisit } from '../../../api/board.ts';
import { command, sendCommand } from '../../../api/commands.ts';
import { followEvents, type EventFeed } from '../../../api/events.ts';
import { ApiProblem } from '../../../api/http.ts';
import { readNextVisits } from '../../../api/planning.ts';
import type { BoardState } from '../use-board.ts';

/** Failed visits whose job has nothing to come: each waits for a next one. */
export function useNextVisits(board: BoardState) {
  const waiting = shallowRef<readonly NextVisit[]>([]);
  const making = ref<string>();

  async function read(): Promise<void> {
    try {
      waiting.value = (await readNextVisits()).visits;
    } catch (cause) {
      // What was known stays; the next failure or addition asks again.
      if (!(cause instanceof ApiProblem)) throw cause;
    }
  }

  /** Makes the next visit of the job. @returns its card, unassigned. @throws {ApiProblem} when the hub refuses. */
  async function make({ visit, job, durationMinutes }: NextVisit): Promise<Awaited<ReturnType<typeof readVisit>>> {
    making.value = visit;
    try {
      const { subject } = await sendCommand(command('visit.add', { job, durationMinutes }));
      const card = await readVisit(subject.name);
      board.showOne(card);
      return card;
    } finally {
      making.value = undefined;
      void read();
    }
  }

  let feed: EventFeed | undefined;
  onMounted(() => {
    void read();
    feed = followEvents({ types: ['visit.failed', 'visit.added', 'job.cancelled', 'visit.undone'], onEvent: () => void read() });
  });
  onUnmounted(() => feed?.close());
  return { waiting, making, make };
}
