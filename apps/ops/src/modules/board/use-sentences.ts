import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Violation } from '@gigafibre/dispatch';
import type { BoardState } from './use-board.ts';
import type { HandState } from './use-hand.ts';
import type { BoardPlan } from './use-plan.ts';
import { timeWords } from './times.ts';
import { sentenceFor } from './violation-words.ts';

/** The board's sentences: why a place is bad, and what is in hand, for eyes and for ears. */
export function useSentences(board: BoardState, plan: BoardPlan, hand: HandState) {
  const { t, locale } = useI18n();
  const times = computed(() => timeWords(locale.value));
  const skillName = (name: string): string => {
    const label = plan.skills.value.get(name);
    return label === undefined ? name : locale.value === 'en' ? label.en : label.fr;
  };
  const customer = (visit: string): string => board.visits.get(visit)?.customerName ?? visit;

  function say(violation: Violation): string {
    const { key, values } = sentenceFor(violation, { times: times.value, customer, skill: skillName });
    return t(key, values);
  }

  const handSentence = computed(() => {
    const [worst] = hand.verdict.value?.violations ?? [];
    return worst === undefined ? t('board.hand.fine') : say(worst);
  });

  /** What a screen reader hears of the visit carried by the keyboard. */
  const spoken = computed(() => {
    const held = hand.hand.value;
    if (held?.by !== 'keys') return '';
    if (held.landing.on !== 'row') return t('board.hand.nowhere', { customer: held.visit.customerName });
    const { technician, startSeconds } = held.landing;
    const name = plan.allRows.value.find((row) => row.technician.name === technician)?.technician.displayName ?? technician;
    return t('board.hand.spoken', { technician: name, start: times.value.clock(startSeconds), verdict: handSentence.value });
  });

  return { t, times, say, skillName, handSentence, spoken };
}
