import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { Lateness } from '@gigafibre/contracts';
import { command, sendCommand } from '../../../api/commands.ts';
import { ApiProblem } from '../../../api/http.ts';
import { readLateness } from '../../../api/planning.ts';
import { lateToTell } from './conflict-line.ts';

const EVERY_MS = 60_000;

/** Who will be late today, as the hub predicts it from what has happened so far (F26); read every minute, and when asked. */
export function useLateness(today: () => string) {
  const lateness = shallowRef<Lateness>();
  const sending = ref<string>();

  async function read(): Promise<void> {
    try {
      lateness.value = await readLateness({ from: today(), days: 1 });
    } catch (cause) {
      // The last prediction stays, with its age; the next minute asks again.
      if (!(cause instanceof ApiProblem)) throw cause;
    }
  }

  const late = computed(() =>
    (lateness.value?.technicians ?? []).flatMap(({ technician, displayName, visits }) => lateToTell(visits).map((visit) => ({ technician, displayName, visit }))),
  );

  /** Tells the customer in the words that were shown; the message waits in the outbox. @returns the command, to take it back by. */
  async function tell(visit: string, expectedAt: string): Promise<string> {
    sending.value = visit;
    try {
      const { id } = await sendCommand(command('visit.message', { visit, template: 'running-late', expectedAt }));
      return id;
    } finally {
      sending.value = undefined;
      void read();
    }
  }
  const takeBack = (told: string): Promise<unknown> => sendCommand(command('message.cancel', { command: told }));

  void read();
  const timer = window.setInterval(() => void read(), EVERY_MS);
  onScopeDispose(() => {
    window.clearInterval(timer);
  });
  return { lateness, late, sending, read, tell, takeBack };
}

export type LatenessState = ReturnType<typeof useLateness>;
