import { computed, onMounted, onUnmounted, ref, shallowReactive, type Ref } from 'vue';
import type { HubEvent, TechnicianCard } from '@gigafibre/contracts';
import { secondsOf } from '@gigafibre/dispatch';
import { command, sendCommand } from '../../../api/commands.ts';
import { followEvents, type EventFeed } from '../../../api/events.ts';
import type { BoardState } from '../use-board.ts';
import type { BoardPlan } from '../use-plan.ts';
import type { AbsenceAsked } from './absence.ts';
import { absenceAt, visitsHit, type Heard } from './person-facts.ts';

const instant = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

/** The people of the board: which one is looked at, when each was last heard, and who is away (F1, F28). */
export function usePeople(board: BoardState, plan: BoardPlan, now: Readonly<Ref<number>>) {
  const opened = ref<string>();
  const heard = shallowReactive(new Map<string, Heard>());
  const row = computed(() => plan.allRows.value.find(({ technician }) => technician.name === opened.value));

  function hear({ actor, at, doneAt, related }: HubEvent): void {
    if (actor.kind !== 'technician') return;
    for (const technician of related.technicians ?? []) heard.set(technician, { atSeconds: secondsOf(at), delaySeconds: secondsOf(at) - secondsOf(doneAt) });
  }

  let feed: EventFeed | undefined;
  onMounted(() => {
    feed = followEvents({ onEvent: hear });
  });
  onUnmounted(() => feed?.close());

  const close = (): void => {
    opened.value = undefined;
  };

  /** Those who are away today and still have visits that somebody else could do. */
  const absentWithVisits = computed(() =>
    plan.allRows.value.flatMap(({ technician, visits }) => {
      const hit = technician.absences.flatMap(({ start, end }) => visitsHit(visits, { fromSeconds: Math.max(secondsOf(start), now.value - 3600), untilSeconds: secondsOf(end) }));
      return hit.length === 0 ? [] : [{ technician, visits: [...new Map(hit.map((visit) => [visit.name, visit])).values()] }];
    }),
  );

  /** @throws {ApiProblem} when the hub refuses. */
  async function setAbsent({ name, modified }: TechnicianCard, { fromSeconds, untilSeconds, reason }: AbsenceAsked): Promise<void> {
    await sendCommand(command('technician.absence', { technician: name, baseModified: modified, from: instant(fromSeconds), until: instant(untilSeconds), reason }));
    await board.read();
  }

  /** He is back, from now to the end of the absence. @throws {ApiProblem} when the hub refuses. */
  async function setPresent(technician: TechnicianCard): Promise<void> {
    const absence = absenceAt(technician, now.value) ?? technician.absences[0];
    if (absence === undefined) return;
    const from = Math.max(secondsOf(absence.start), Math.floor(now.value / 900) * 900);
    await sendCommand(command('technician.presence', { technician: technician.name, baseModified: technician.modified, from: instant(from), until: absence.end }));
    await board.read();
  }

  return { opened, row, close, heard, absentWithVisits, setAbsent, setPresent };
}

export type PeopleState = ReturnType<typeof usePeople>;
