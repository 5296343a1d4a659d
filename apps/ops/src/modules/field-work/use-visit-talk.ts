import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { Talk } from '@gigafibre/contracts';
import { command, sendCommand } from '../../api/commands.ts';
import { followEvents } from '../../api/events.ts';
import { readTalk } from '../../api/field-work.ts';
import { ApiProblem } from '../../api/http.ts';

/** The office's side of one visit's thread: read, answered and marked as read, live. */
export function useVisitTalk(visit: () => string) {
  const talk = shallowRef<Talk>();
  const problem = ref<string>();
  const isSending = ref(false);
  const unread = computed(() => (talk.value?.lines ?? []).filter(({ side, seq }) => side === 'field' && seq > (talk.value?.heardByOffice ?? 0)));

  async function attempt(act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      problem.value = undefined;
      return true;
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      problem.value = cause.code;
      return false;
    }
  }
  async function read(): Promise<void> {
    const asked = visit();
    await attempt(async () => {
      const answer = await readTalk(asked);
      if (asked === visit()) talk.value = answer;
    });
  }
  async function say(text: string): Promise<boolean> {
    isSending.value = true;
    const isDone = await attempt(async () => {
      await sendCommand(command('visit.say', { visit: visit(), text }));
      await read();
    });
    isSending.value = false;
    return isDone;
  }
  async function hear(): Promise<void> {
    const last = unread.value.at(-1);
    if (last === undefined) return;
    await attempt(async () => {
      await sendCommand(command('visit.heard', { visit: visit(), upTo: last.seq }));
      await read();
    });
  }
  const feed = followEvents({
    types: ['visit.said', 'visit.heard'],
    onEvent: ({ related }) => {
      if (related.visit === visit()) void read();
    },
  });
  onScopeDispose(() => feed.close());
  watch(visit, () => {
    talk.value = undefined;
    void read();
  }, { immediate: true });
  return { talk, unread, problem, isSending, say, hear };
}
