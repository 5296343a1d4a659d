import type { CalendarDay, Words } from '@gigafibre/contracts';
import type { Span } from '@gigafibre/dispatch';
import type { BoardScale } from './board-scale.ts';

/** What is particular about a day that is shown: a holiday, or less than the ordinary service. */
export interface DayNote extends Span {
  readonly date: string;
  readonly service: CalendarDay['service'];
  readonly holiday: Words | undefined;
}

/** The days that are not like others, with where they lie. `calendar`: the scale's days, in order. */
export function dayNotes(calendar: readonly CalendarDay[], { pieces }: BoardScale): DayNote[] {
  return calendar.flatMap(({ date, service, holiday }, day) => {
    const [first, last] = [pieces[day * 3], pieces[day * 3 + 2]];
    if (first === undefined || last === undefined || (service === 'normal' && holiday === null)) return [];
    return [{ date, service, holiday: holiday?.label, startSeconds: first.fromSeconds, endSeconds: last.untilSeconds }];
  });
}
