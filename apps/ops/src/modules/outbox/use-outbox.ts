import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { readDoor, readOutbox } from '../../api/office.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useLive } from '../../app/use-live.ts';
import { useReadAge } from '../../app/use-read-age.ts';

const NEWEST = 200;

/** What would have been sent, newest first; the one on show is named in the address. */
export function useOutbox() {
  const route = useRoute();
  const router = useRouter();
  const asked = useAsk((signal) => readOutbox(NEWEST, signal));
  const messages = computed(() => asked.data.value?.messages ?? []);
  const shown = computed(() => messages.value.find((message) => message.id === route.query['message']) ?? messages.value[0]);
  const isChosen = computed(() => route.query['message'] !== undefined);
  const show = (id: string | undefined): void => void router.replace({ query: id === undefined ? {} : { message: id } });

  useLive((event) => event.type.startsWith('message.'), () => void asked.reload());
  const door = useAsk(readDoor);
  useLive((event) => event.type.startsWith('outbound.'), () => void door.reload());
  void asked.reload();
  void door.reload();
  return { door: door.data, messages, total: computed(() => asked.data.value?.total ?? 0), shown, isChosen, show, phase: asked.phase, data: asked.data, reload: asked.reload, ...useReadAge(asked) };
}
