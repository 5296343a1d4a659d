import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { PROBLEMS } from '@gigafibre/contracts';
import { useFormats } from '../../app/use-formats.ts';
import { useFieldStore } from '../../stores/field/index.ts';
import type { QueueItem } from '../../stores/offline/index.ts';
import { useNow } from '../../ui/use-now.ts';
import { editableFields, type EditableField } from './editable-fields.ts';
import { useFieldDay } from './use-field-day.ts';
import { useWords } from './use-words.ts';

/** One action of the list, in words. */
export interface SyncLine {
  readonly counter: number;
  /** The visit it is about, when the hub knows it by that name. */
  readonly visit: string | undefined;
  readonly type: string;
  readonly state: 'waiting' | 'sending' | 'refused' | 'parked';
  readonly deed: string;
  readonly about: string;
  readonly age: string;
  readonly reason: string;
  readonly attempts: number;
  /** What may be put right. */
  readonly fields: readonly EditableField[];
}

function visitOf({ command }: QueueItem): string | undefined {
  const visit = command.payload['visit'];
  return typeof visit === 'string' && !visit.startsWith('local:') ? visit : undefined;
}

/** Everything that has not reached the hub, in words. */
export function useSyncLines() {
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
      if (code === 'local_orphan') return t('tech.sync.orphan');
      return words.te(`problem.${code}`) || code in PROBLEMS ? t(`problem.${code}`) : (detail ?? code);
    }
    if (item.state === 'parked') return t('tech.sync.parkedHint');
    if (item.trouble !== undefined) return t(`tech.sync.trouble.${item.trouble}`);
    return isBehind ? t('tech.sync.queued') : '';
  }

  const deedOf = (type: string): string => (words.te(`tech.deed.${type}`) ? t(`tech.deed.${type}`) : type);

  /** Which step, or which device. */
  function detailOf({ lane, command }: QueueItem): string {
    const { record, serial } = command.payload as { record?: { step?: string }; serial?: string };
    const step = find(lane)?.flow?.steps.find((each) => each.step === record?.step);
    return step === undefined ? (serial ?? '') : inWords(step.label);
  }

  const lines = computed(() => {
    const seen = new Set<string>();
    const open = new Set(field.queue.unsettled.map((item) => item.counter));
    return field.queue.unsettled.map((item): SyncLine => {
      const isBehind = seen.has(item.lane) || item.dependsOn.some((counter) => open.has(counter));
      seen.add(item.lane);
      const state = item.state === 'acknowledged' ? 'sending' : item.state;
      const { counter, attempts, command } = item;
      const fields = state === 'refused' ? editableFields(command.payload) : [];
      const about = [find(item.lane)?.visit.customerName ?? item.lane, detailOf(item)].filter((part) => part !== '').join(' · ');
      return { counter, attempts, state, about, fields, visit: visitOf(item), type: command.type, deed: deedOf(command.type), age: t('tech.sync.done', { age: formats.value.age(item.since, now.value) }), reason: reasonOf(item, isBehind) };
    });
  });
  return lines;
}
