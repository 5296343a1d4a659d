import { computed } from 'vue';
import { useRoute } from 'vue-router';
import { siteDate, Temporal } from '@gigafibre/kernel';
import { readBoard } from '../../../api/board.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { scaleOfDays } from '../board-scale.ts';
import { daySheets } from './day-sheets.ts';

/** The sheets of the day that the address names: everybody’s, or those of `technician` (several by comma) or of a `zone`. */
export function useDaySheets() {
  const { query } = useRoute();
  const textOf = (key: string): string => (typeof query[key] === 'string' ? query[key] : '');
  const today = siteDate(Temporal.Instant.fromEpochMilliseconds(Date.now())).toString();
  const date = /^\d{4}-\d{2}-\d{2}$/.test(textOf('date')) ? textOf('date') : today;
  const only = new Set(textOf('technician').split(',').filter((name) => name !== ''));
  const zone = textOf('zone');

  const asked = useAsk((signal) => readBoard(date, 1, signal));
  void asked.reload();
  const sheets = computed(() => (asked.data.value === undefined ? [] : daySheets(asked.data.value, only)).filter(({ technician }) => zone === '' || technician.zone === zone));
  return { ...asked, date, daySeconds: scaleOfDays(date, 1).fromSeconds, sheets };
}
