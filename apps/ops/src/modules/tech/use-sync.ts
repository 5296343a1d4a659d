import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { PROBLEMS } from '@gigafibre/contracts';
import { canUpdate, openUpdate } from '../../app/service-worker.ts';
import { useFormats } from '../../app/use-formats.ts';
import { useFieldStore } from '../../stores/field/index.ts';
import type { QueueItem } from '../../stores/offline/index.ts';
import { useNow } from '../../ui/use-now.ts';
import { useFieldDay } from './use-field-day.ts';
import { useWords } from './use-words.ts';

/** One action of the list, in words. */
export interface SyncLine {
  readonly counter: number;
  readonly visit: string;
  readonly type: string;
  readonly state: 'waiting' | 'sending' | 'refused' | 'parked';
  readonly deed: string;
  readonly about: string;
  readonly age: string;
  readonly reason: string;
  readonly attempts: number;
}

const TOLERATED_SKEW_MS = 120_000;

/** Everything that has not reached the hub, and what a person may do about it (R54). */
export function useSync() {
  const words = useI18n();
  const { t } = words;
  const field = useFieldStore();
  const { find } = useFieldDay();
  const formats = useFormats();
  const inWords = useWords();
  const now = useNow(5000);

  function reasonOf(item: QueueItem, isBehind: boolean): string {
    if (item.refusal !== undefined) {
      const { code, detail } = item.refusal;
      return words.te(`problem.${code}`) || code in PROBLEMS ? t(`problem.${code}`) : (detail ?? code);
    }
    if (item.state === 'parked') return t('tech.sync.parkedHint');
    if (item.trouble !== undefined) return t(`tech.sync.trouble.${item.trouble}`);
    return isBehind ? t('tech.sync.queued') : '';
  }

  /** Which step, or which device. */
  function detailOf({ lane, command }: QueueItem): string {
    const { record, serial } = command.payload as { record?: { step?: string }; serial?: string };
    const step = find(lane)?.flow?.steps.find((each) => each.step === record?.step);
    return step === undefined ? (serial ?? '') : inWords(step.label);
  }

  const lines = computed(() => {
    const seen = new Set<string>();
    return field.queue.unsettled.map((item): SyncLine => {
      const isBehind = seen.has(item.lane);
      seen.add(item.lane);
      const state = item.state === 'acknowledged' ? 'sending' : item.state;
      const { counter, attempts, command } = item;
      const about = [find(item.lane)?.visit.customerName ?? item.lane, detailOf(item)].filter((part) => part !== '').join(' · ');
      return { counter, attempts, state, about, visit: item.lane, type: command.type, deed: t(`tech.deed.${command.type}`), age: t('tech.sync.done', { age: formats.value.age(item.since, now.value) }), reason: reasonOf(item, isBehind) };
    });
  });

  /** Gives a refused action up. Dispatch learns of it by a note in its place; a note that was refused is simply dropped. */
  async function discard(line: SyncLine, reason: string): Promise<void> {
    const text = t('tech.sync.discardNote', { deed: line.deed, reason });
    await field.queue.discard(line.counter, line.type === 'visit.note' ? undefined : { type: 'visit.note', payload: { visit: line.visit, text } });
  }

  const skewMinutes = computed(() => {
    const offset = now.value === 0 ? 0 : (field.skewMs() ?? 0);
    return Math.abs(offset) < TOLERATED_SKEW_MS ? 0 : Math.round(Math.abs(offset) / 60_000);
  });
  return { lines, skewMinutes, isUpdateWaiting: canUpdate, openUpdate, retry: (counter: number) => field.queue.retry(counter), retryAll: () => field.queue.retry(), discard };
}
