import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useSessionStore } from '../../stores/session.ts';
import { usePrivacy, useUploads } from '../readings/index.ts';
import { useReading } from './use-reading.ts';

/** The scanning desk: what is being sent, the reading in front of one, and what leaves the machine. */
export function useScanDesk() {
  const route = useRoute();
  const router = useRouter();
  const session = useSessionStore();
  const shown = computed(() => (typeof route.query['reading'] === 'string' ? route.query['reading'] : undefined));
  const show = (reading: string | undefined): void => void router.replace({ query: reading === undefined ? {} : { reading } });
  const desk = useReading(() => shown.value);
  const uploads = useUploads('invoice', (reading) => {
    if (shown.value === undefined || desk.reading.value?.state === 'confirmed' || desk.reading.value?.state === 'discarded') show(reading);
  });
  const roles = computed(() => session.current?.roles ?? []);
  return { shown, show, desk, uploads, ...usePrivacy(), mayConfirm: computed(() => roles.value.some((role) => role === 'accountant' || role === 'admin')) };
}
