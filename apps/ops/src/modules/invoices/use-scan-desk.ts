import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { changeVisionSettings, readVisionState } from '../../api/vision.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useSessionStore } from '../../stores/session.ts';
import { useReading } from './use-reading.ts';
import { useUploads } from './use-uploads.ts';

/** The scanning desk: what is being sent, the reading in front of one, and what leaves the machine. */
export function useScanDesk() {
  const route = useRoute();
  const router = useRouter();
  const session = useSessionStore();
  const shown = computed(() => (typeof route.query['reading'] === 'string' ? route.query['reading'] : undefined));
  const show = (reading: string | undefined): void => void router.replace({ query: reading === undefined ? {} : { reading } });
  const desk = useReading(() => shown.value);
  const uploads = useUploads((reading) => {
    if (shown.value === undefined || desk.reading.value?.state === 'confirmed' || desk.reading.value?.state === 'discarded') show(reading);
  });
  const state = useAsk(readVisionState);
  async function allow(isAllowed: boolean): Promise<void> {
    if (state.data.value === undefined) return;
    await changeVisionSettings({ ...state.data.value.settings, cloudAllowed: isAllowed });
    await state.reload();
  }
  void state.reload();
  const roles = computed(() => session.current?.roles ?? []);
  return { shown, show, desk, uploads, state: state.data, allow, mayConfirm: computed(() => roles.value.some((role) => role === 'accountant' || role === 'admin')), isAdmin: computed(() => roles.value.includes('admin')) };
}
