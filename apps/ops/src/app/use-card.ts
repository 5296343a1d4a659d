import { computed, watch } from 'vue';
import { useRoute } from 'vue-router';
import type { HubEvent } from '@gigafibre/contracts';
import { useAsk } from './use-ask.ts';
import { useLive } from './use-live.ts';
import { useReadAge } from './use-read-age.ts';

interface CardPlan<T> {
  /** The part of the address that names the document. */
  param: string;
  read: (name: string, signal: AbortSignal) => Promise<T>;
  concerns: (event: HubEvent, name: string) => boolean;
}

/** The document that the address names: read when the address changes, and again when something happens to it. */
export function useCard<T>({ param, read, concerns }: CardPlan<T>) {
  const route = useRoute();
  const name = computed(() => String(route.params[param]));
  const asked = useAsk((signal) => read(name.value, signal));
  watch(name, () => {
    asked.data.value = undefined;
    void asked.reload();
  }, { immediate: true });
  useLive((event) => concerns(event, name.value), () => void asked.reload());
  return { name, card: asked.data, phase: asked.phase, reload: asked.reload, ...useReadAge(asked) };
}
