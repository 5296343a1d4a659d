import { computed, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFormats } from '../../app/use-formats.ts';
import { useClosing } from './use-closing.ts';
import { useWords } from './use-words.ts';

/** The last page of a visit: what was done, what is missing, and the end. */
export function useCompletion(name: () => string) {
  const { t } = useI18n();
  const visit = useClosing(name);
  const { field, found, missing, may } = visit;
  const formats = useFormats();
  const note = ref('');

  const isUnsent = computed(() => field.queue.unsettled.some((item) => item.lane === name() && item.command.type === 'visit.complete'));
  const phase = computed(() => (found.value?.visit.status !== 'done' ? 'editing' : isUnsent.value ? 'kept' : 'sent'));

  const facts = computed(() => {
    const records = found.value?.records ?? [];
    const settled = records.filter((record) => record.done || record.skippedReason !== undefined).length;
    return [
      { label: t('tech.done.time'), value: formats.value.minutes(visit.clock.value.find(({ kind }) => kind === 'work')?.minutes ?? 0) },
      { label: t('tech.done.steps'), value: t('tech.step.progress', { done: settled, all: found.value?.flow?.steps.length ?? 0 }) },
      { label: t('tech.done.photos'), value: String(records.filter((record) => record.photo !== undefined).length) },
      { label: t('tech.done.devices'), value: (found.value?.equipment ?? []).map((device) => device.serial).join(', ') || '—' },
    ];
  });

  return { ...visit, phase, note, facts, canFinish: computed(() => may('complete') && missing.value.length === 0), words: useWords(), formats, finish: () => visit.finish(note.value.trim()) };
}
