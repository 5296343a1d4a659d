import { computed, ref, type ShallowRef } from 'vue';
import { useRoute } from 'vue-router';
import type { SearchHit } from '@gigafibre/contracts';
import { readColleagues } from '../../api/messages.ts';
import { useAsk } from '../../app/use-ask.ts';
import { isInDialog, useWindowKeys } from '../../app/use-window-keys.ts';
import type { TextBox } from './text-box.ts';
import { useConversations } from './use-conversations.ts';
import { useThread } from './use-thread.ts';

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

/** Everything of the page of conversations: the list, the one on show, and its verbs. */
export function useMessagesPage(box: Readonly<ShallowRef<TextBox | null>>) {
  const route = useRoute();
  const list = useConversations();
  const source = computed(() => ({ number: typeof route.query['with'] === 'string' ? route.query['with'] : undefined }));
  const open = useThread(source, () => void list.reload());
  const colleagues = useAsk(readColleagues);
  const finding = ref<'customer' | 'about'>();
  void colleagues.reload();

  async function found(hit: SearchHit | undefined): Promise<void> {
    if (finding.value === 'customer') await open.attach(hit?.name ?? null);
    else await open.link({ ticket: hit?.kind === 'ticket' ? hit.name : null, job: hit?.kind === 'job' ? hit.name : null });
  }
  async function send(text: string): Promise<void> {
    if (await open.reply(text)) box.value?.clear();
  }
  const acts: Readonly<Record<string, () => void>> = { j: () => list.step(1), k: () => list.step(-1), r: () => box.value?.focus(), Escape: () => list.show(undefined) };
  useWindowKeys((event) => {
    if (isInDialog() || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  return { list, open, colleagues: computed(() => colleagues.data.value?.people ?? []), finding, found, send };
}
