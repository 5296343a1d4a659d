import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { CalendarDay } from '@gigafibre/contracts';
import { readCalendar } from '../../api/board.ts';
import { ApiProblem } from '../../api/http.ts';

/** The provider's holidays and kinds of service on the days shown (F28). Without them the board does as well: shifts obey them already. */
export function useCalendar(days: Readonly<Ref<{ readonly date: string; readonly days: number }>>) {
  const calendar = shallowRef<readonly CalendarDay[]>([]);
  let reading: AbortController | undefined;

  async function read(): Promise<void> {
    reading?.abort();
    const mine = new AbortController();
    reading = mine;
    try {
      const { days: found } = await readCalendar(days.value.date, days.value.days, mine.signal);
      if (!mine.signal.aborted) calendar.value = found;
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      if (!mine.signal.aborted) calendar.value = [];
    }
  }

  watch(days, read, { immediate: true });
  onScopeDispose(() => reading?.abort());
  return calendar;
}
