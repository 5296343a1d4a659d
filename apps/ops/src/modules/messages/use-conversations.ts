import { computed, ref, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { CONVERSATION_FILTERS } from '@gigafibre/contracts';
import { readConversations } from '../../api/messages.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useLive } from '../../app/use-live.ts';
import { useReadAge } from '../../app/use-read-age.ts';

const NEWEST = 100;
const TYPING_MS = 250;

/** Who texts with us; the one on show is named in the address. */
export function useConversations() {
  const route = useRoute();
  const router = useRouter();
  const filter = ref<(typeof CONVERSATION_FILTERS)[number]>('all');
  const text = ref('');
  const asked = useAsk((signal) => readConversations({ filter: filter.value, text: text.value, limit: NEWEST }, signal));
  const conversations = computed(() => asked.data.value?.conversations ?? []);
  const shown = computed(() => (typeof route.query['with'] === 'string' ? route.query['with'] : undefined));
  const show = (number: string | undefined): void => void router.replace({ query: { ...route.query, with: number } });

  /** Goes to the next conversation of the list, or to the one before. */
  function step(by: 1 | -1): void {
    const at = conversations.value.findIndex(({ number }) => number === shown.value);
    const next = conversations.value[at === -1 ? 0 : at + by];
    if (next !== undefined) show(next.number);
  }

  let typing: ReturnType<typeof setTimeout> | undefined;
  watch(text, () => {
    clearTimeout(typing);
    typing = setTimeout(() => void asked.reload(), TYPING_MS);
  });
  watch(filter, () => void asked.reload());
  useLive((event) => /^(?:message|conversation|recipient)\./.test(event.type), () => void asked.reload());
  void asked.reload();
  return { filter, text, conversations, total: computed(() => asked.data.value?.total ?? 0), unread: computed(() => asked.data.value?.unread ?? 0), shown, show, step, phase: asked.phase, data: asked.data, reload: asked.reload, ...useReadAge(asked) };
}
