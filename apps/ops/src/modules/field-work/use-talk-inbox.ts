import { onScopeDispose, shallowRef } from 'vue';
import type { TalkInbox } from '@gigafibre/contracts';
import { followEvents } from '../../api/events.ts';
import { readTalkInbox } from '../../api/field-work.ts';
import { ApiProblem } from '../../api/http.ts';

/** What technicians wrote and nobody in the office has read, live. */
export function useTalkInbox() {
  const inbox = shallowRef<TalkInbox['visits']>([]);

  async function read(): Promise<void> {
    try {
      inbox.value = (await readTalkInbox()).visits;
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem; // the last count stays; the next event asks again
    }
  }
  const feed = followEvents({ types: ['visit.said', 'visit.heard'], onEvent: () => void read() });
  onScopeDispose(() => feed.close());
  void read();
  return inbox;
}
