import { computed } from 'vue';
import { isHard } from '@gigafibre/dispatch';
import type { DispatchBoard } from '../use-dispatch-board.ts';
import { canPickUp } from '../use-hand.ts';
import { secondsOfStart } from '../visit-facts.ts';
import type { ConflictLine } from './conflict-line.ts';

/** The conflicts in words, and what is done about one. */
export function useConflicts({ board, plan, sentences, selection, assign }: DispatchBoard) {
  const lines = computed<ConflictLine[]>(() =>
    plan.conflicts.value.map(({ visit, technician, violations }) => {
      const card = board.visits.get(visit);
      const start = card === undefined ? undefined : secondsOfStart(card);
      return {
        key: `${visit} ${technician}`,
        visit,
        customer: card?.customerName ?? visit,
        technician: sentences.technicianName(technician),
        start: start === undefined ? '' : sentences.times.value.clock(start),
        sentences: violations.map((violation) => sentences.say(violation)),
        isHard: violations.some(isHard),
        canMove: card !== undefined && canPickUp(card),
      };
    }),
  );

  function show(name: string): void {
    const card = board.visits.get(name);
    if (card !== undefined) void selection.select(card);
  }

  /** Shows it on the timeline, with its own facts beside. */
  function open(name: string): void {
    show(name);
    selection.opened.value = name;
  }

  /** The remedy is another place: the ranked list opens on the visit. */
  function fix(name: string): void {
    show(name);
    const card = board.visits.get(name);
    if (card !== undefined && canPickUp(card)) void assign.open(card);
  }

  return { lines, show, open, fix };
}
