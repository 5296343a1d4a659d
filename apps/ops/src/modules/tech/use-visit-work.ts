import { computed } from 'vue';
import { clockOf, NO_WORK, TIME_KINDS } from '@gigafibre/contracts';
import type { PartLine, TimeKind, VisitWork } from '@gigafibre/contracts';
import { useNow } from '../../ui/use-now.ts';
import { useFieldDay } from './use-field-day.ts';
import { useKeeping } from './use-keeping.ts';

/** One line of the job clock as a person reads it. */
export interface ClockLine {
  readonly kind: TimeKind;
  readonly minutes: number;
  readonly measured: number;
  /** Why the minutes are not those measured; empty where they are. */
  readonly reason: string;
}

/** What a visit used up, how long it took and what was said about it. */
export function useVisitWork(name: () => string) {
  const { field, find } = useFieldDay();
  const { keep, isFull } = useKeeping();
  const now = useNow(15_000);
  const work = computed<VisitWork>(() => find(name())?.work ?? NO_WORK);
  const measured = computed(() => clockOf(work.value.deeds, now.value + (field.skewMs() ?? 0)));
  const clock = computed<readonly ClockLine[]>(() =>
    TIME_KINDS.map((kind) => {
      const fix = work.value.fixes.find((each) => each.kind === kind);
      return { kind, measured: measured.value[kind], minutes: fix?.minutes ?? measured.value[kind], reason: fix?.reason ?? '' };
    }),
  );
  const unread = computed(() => work.value.talk.lines.filter((line) => line.side === 'office' && line.seq > work.value.talk.heardByField));

  /** Everything that the office said so far has been on this screen. */
  async function hear(): Promise<void> {
    const last = unread.value.at(-1);
    if (last !== undefined) await keep('visit.heard', { visit: name(), upTo: last.seq });
  }
  return {
    field,
    work,
    clock,
    unread,
    isFull,
    measured,
    hear,
    fixTime: (kind: TimeKind, minutes: number, reason: string) => keep('visit.time', { visit: name(), kind, minutes, reason }),
    say: (text: string) => keep('visit.say', { visit: name(), text }),
    usePart: ({ item, serial, rateCents }: Pick<PartLine, 'item' | 'serial' | 'rateCents'>, quantity: number) =>
      keep('visit.part', { visit: name(), item, quantity, ...(serial === null ? {} : { serial }), ...(rateCents === null ? {} : { rateCents }) }),
  };
}
