import { computed, ref, watch } from 'vue';
import type { ReadingState } from '@gigafibre/contracts';
import { readReadings } from '../../api/vision.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useLive } from '../../app/use-live.ts';
import { useReadAge } from '../../app/use-read-age.ts';

export const STATES = ['all', 'read', 'queued', 'failed', 'confirmed', 'discarded'] as const;
const NEWEST = 200;

/** Invoices that were or will be read, newest first. */
export function useReadings() {
  const state = ref<(typeof STATES)[number]>('all');
  const asked = useAsk((signal) => readReadings({ kind: 'invoice', limit: NEWEST, ...(state.value === 'all' ? {} : { state: state.value satisfies ReadingState }) }, signal));
  watch(state, () => void asked.reload());
  useLive((event) => event.subject.doctype === 'Reading' || event.type === 'invoice.drafted', () => void asked.reload());
  void asked.reload();
  return { state, readings: computed(() => asked.data.value?.readings ?? []), total: computed(() => asked.data.value?.total ?? 0), phase: asked.phase, data: asked.data, reload: asked.reload, ...useReadAge(asked) };
}
