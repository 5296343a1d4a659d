import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { canUpdate, openUpdate } from '../../app/service-worker.ts';
import { useFieldStore } from '../../stores/field/index.ts';
import { useNow } from '../../ui/use-now.ts';
import { corrected } from './editable-fields.ts';
import { exportUnsent } from './sync-export.ts';
import { useSyncLines, type SyncLine } from './use-sync-lines.ts';

const TOLERATED_SKEW_MS = 120_000;

/** Everything that has not reached the hub, and what a person may do about it (R54). */
export function useSync() {
  const { t } = useI18n();
  const field = useFieldStore();
  const lines = useSyncLines();
  const now = useNow(5000);

  /** Gives a refused action up. Dispatch learns of it by a note in its place; a note that was refused is simply dropped. */
  async function discard(line: SyncLine, reason: string): Promise<void> {
    const text = t('tech.sync.discardNote', { deed: line.deed, reason });
    await field.queue.discard(line.counter, line.type === 'visit.note' || line.visit === undefined ? undefined : { type: 'visit.note', payload: { visit: line.visit, text } });
  }

  async function correct(line: SyncLine, values: Readonly<Record<string, string>>): Promise<void> {
    const item = field.queue.unsettled.find((each) => each.counter === line.counter);
    if (item !== undefined) await field.queue.correct(line.counter, corrected(item.command.payload, values));
  }

  const skewMinutes = computed(() => {
    const offset = now.value === 0 ? 0 : (field.skewMs() ?? 0);
    return Math.abs(offset) < TOLERATED_SKEW_MS ? 0 : Math.round(Math.abs(offset) / 60_000);
  });
  const isUnprotected = computed(() => field.storage?.isProtected === false);
  const isRead = computed(() => field.queue.isRead);
  const exportAll = (): void => {
    exportUnsent(field.queue.unsettled, field.identity?.technician ?? '', new Date().toISOString());
  };
  return { lines, isRead, isUnprotected, correct, exportAll, skewMinutes, isUpdateWaiting: canUpdate, openUpdate, retry: (counter: number) => field.queue.retry(counter), retryAll: () => field.queue.retry(), discard };
}
