import { computed, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { isReadyOffline } from '../../app/service-worker.ts';
import { useFormats } from '../../app/use-formats.ts';
import { useFieldStore } from '../../stores/field/index.ts';
import { useNow } from '../../ui/use-now.ts';

const hasMap = ref(false);

/** What comes with the app rather than from the hub: it counts as ready once a page without network would find it. */
export function bringShipped(field: ReturnType<typeof useFieldStore>): void {
  field.day.bring([
    {
      name: 'map',
      isReady: () => hasMap.value,
      fetch: async () => {
        hasMap.value = await import('./use-zone-map.ts').then(() => true, () => false);
      },
    },
    { name: 'app', isReady: () => isReadyOffline.value, fetch: () => Promise.resolve() },
  ]);
}

/** « Prêt hors ligne 7 h 02 », and what it is made of (R46). */
export function useReadiness() {
  const { t } = useI18n();
  const field = useFieldStore();
  const formats = useFormats();
  const now = useNow();
  const isBusy = ref(false);

  const lines = computed(() =>
    field.day.parts.map(({ name, state, readAt }) => {
      const age = readAt === undefined ? t('tech.offline.shipped') : t('tech.offline.age', { age: formats.value.age(readAt, now.value) });
      const said = state === 'ready' ? age : readAt === undefined ? t(`tech.offline.state.${state}`) : `${t(`tech.offline.state.${state}`)} · ${age}`;
      return { name, state, said, label: t(`tech.offline.part.${name}`) };
    }),
  );
  const title = computed(() => {
    if (field.day.readyAt !== undefined) return t('tech.offline.ready', { time: formats.value.time(field.day.readyAt) });
    const done = field.day.parts.filter(({ state }) => state === 'ready').length;
    return isBusy.value || field.day.parts.some(({ state }) => state === 'reading') ? t('tech.offline.preparing', { done, all: field.day.parts.length }) : t('tech.offline.lacking');
  });

  async function prepare(): Promise<void> {
    isBusy.value = true;
    await field.day.prime(true);
    isBusy.value = false;
  }
  return { lines, title, isBusy, prepare, isReady: computed(() => field.day.readyAt !== undefined) };
}
