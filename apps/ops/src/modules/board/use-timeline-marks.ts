import { computed, shallowReactive, watch } from 'vue';
import { dayNotes } from './day-notes.ts';
import type { Held } from './held.ts';
import { makeSame } from './same-set.ts';
import type { TimelineMarks } from './timeline-marks.ts';
import type { DispatchBoard } from './use-dispatch-board.ts';

/** A set that follows a computed one name by name. */
function following(read: () => ReadonlySet<string>): ReadonlySet<string> {
  const set = shallowReactive(new Set<string>());
  watch(read, (wanted) => makeSame(set, wanted), { immediate: true });
  return set;
}

/** What stands out on the timeline and what the hand does there, gathered for drawing. */
export function useTimelineMarks({ board, plan, hand, sentences, selection, timeline, marquee, presence, calendar, viewing, phones, palette }: DispatchBoard) {
  const marks: TimelineMarks = {
    alarms: plan.alarms,
    visitCounts: plan.visitCounts,
    fresh: board.fresh,
    chosen: selection.chosen,
    busy: presence.busy,
    unsent: phones.unsent,
    stale: phones.stale,
    hues: palette.hues,
    faded: following(() => plan.faded.value),
    blocked: following(() => hand.blocked.value),
    focused: following(() => new Set(selection.selected.value === undefined ? [] : [selection.selected.value])),
    inHand: following(() => new Set(hand.hand.value === undefined ? [] : [hand.hand.value.visit, ...hand.hand.value.others].map(({ name }) => name))),
  };
  const held = computed<Held>(() => {
    const landing = hand.hand.value?.landing;
    return {
      hand: hand.hand.value,
      carried: hand.carried.value,
      verdict: hand.verdict.value,
      sentence: sentences.handSentence.value,
      hangsLeft: landing?.on === 'row' && timeline.isFarRight(landing.startSeconds),
      frame: marquee.frame.value,
    };
  });
  const notes = computed(() => dayNotes(calendar.value, viewing.scale.value));
  return { marks, held, notes };
}
