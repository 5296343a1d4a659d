import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Remedy } from '@gigafibre/contracts';
import type { Violation } from '@gigafibre/dispatch';
import { remedySentence } from './price/remedy-words.ts';
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

  const technicianName = (name: string): string => plan.allRows.value.find((row) => row.technician.name === name)?.technician.displayName ?? name;

  /** The smallest changes that would help, in words; undefined when there are none, or none that this version can say. */
  function sayRemedy(remedies: readonly Remedy[]): string | undefined {
    const words = { times: times.value, customer, skill: skillName, technician: technicianName };
    const said = remedies.flatMap((remedy) => {
      const sentence = remedySentence(remedy, words);
      return sentence === undefined ? [] : [t(sentence.key, sentence.values)];
    });
    return said.length === 0 ? undefined : said.join(' ; ');
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
    return t('board.hand.spoken', { technician: technicianName(technician), start: times.value.clock(startSeconds), verdict: handSentence.value });
  });

  return { t, times, say, sayRemedy, skillName, technicianName, customer, handSentence, spoken };
}
