import type { Violation } from '@gigafibre/dispatch';
import type { TimeWords } from './times.ts';

export interface Sentence {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface SentenceWords {
  readonly times: TimeWords;
  /** The customer's name of a visit. */
  readonly customer: (visit: string) => string;
  readonly skill: (name: string) => string;
}

type FactsOf<R extends Violation['rule']> = Extract<Violation, { rule: R }>['facts'];
type Says = { [R in Violation['rule']]: (facts: FactsOf<R>, words: SentenceWords) => Readonly<Record<string, string | number>> };

const SAYS: Says = {
  'under-way-visit': ({ status }) => ({ status }),
  frozen: ({ startSeconds, untilSeconds }, { times }) => ({ start: times.clock(startSeconds), until: times.clock(untilSeconds) }),
  pinned: ({ startSeconds }, { times }) => ({ start: startSeconds === null ? '—' : times.clock(startSeconds) }),
  absence: ({ fromSeconds, untilSeconds, reason }, { times }) => ({ reason, from: times.clock(fromSeconds), until: times.clock(untilSeconds) }),
  'outside-shift': ({ shiftStartSeconds, shiftEndSeconds }, { times }) =>
    shiftStartSeconds === null || shiftEndSeconds === null ? { start: '', end: '' } : { start: times.clock(shiftStartSeconds), end: times.clock(shiftEndSeconds) },
  'missing-skill': ({ skill, requiredLevel }, words) => ({ skill: words.skill(skill), level: requiredLevel }),
  'skill-level': ({ skill, requiredLevel, level }, words) => ({ skill: words.skill(skill), required: requiredLevel, level }),
  'skill-expired': ({ skill, expiredSeconds }, words) => ({ skill: words.skill(skill), date: words.times.day(expiredSeconds) }),
  overlap: ({ visit, overlapSeconds }, { customer, times }) => ({ customer: customer(visit), minutes: times.minutes(overlapSeconds) }),
  'outside-window': ({ windowStartSeconds, windowEndSeconds }, { times }) => ({ start: times.clock(windowStartSeconds), end: times.clock(windowEndSeconds) }),
  'late-arrival': ({ after, arrivesSeconds, lateSeconds, travelSeconds }, { customer, times }) =>
    ({ customer: customer(after), arrives: times.clock(arrivesSeconds), late: times.minutes(lateSeconds), travel: times.minutes(travelSeconds) }),
  'next-late': ({ visit, arrivesSeconds, lateSeconds }, { customer, times }) => ({ customer: customer(visit), arrives: times.clock(arrivesSeconds), late: times.minutes(lateSeconds) }),
  precedence: ({ visit, endsSeconds }, { customer, times }) => ({ customer: customer(visit), end: endsSeconds === null ? '—' : times.clock(endsSeconds) }),
  'crew-apart': ({ startSeconds }, { times }) => ({ start: times.clock(startSeconds) }),
  'past-start': ({ startSeconds }, { times }) => ({ start: times.clock(startSeconds) }),
  'running-late': ({ startSeconds, lateSeconds }, { times }) => ({ start: times.clock(startSeconds), late: times.minutes(lateSeconds) }),
  overrun: ({ endSeconds, lateSeconds }, { times }) => ({ end: times.clock(endSeconds), late: times.minutes(lateSeconds) }),
  'sla-missed': ({ dueSeconds }, { times }) => ({ due: times.clock(dueSeconds), day: times.day(dueSeconds) }),
  lunch: ({ lunchStartSeconds, lunchEndSeconds }, { times }) => ({ start: times.clock(lunchStartSeconds), end: times.clock(lunchEndSeconds) }),
  overtime: ({ shiftEndSeconds, endSeconds }, { times }) => ({ end: times.clock(endSeconds), over: times.minutes(endSeconds - shiftEndSeconds) }),
  'skills-unknown': () => ({}),
  untagged: () => ({}),
  'on-call': () => ({}),
  'part-missing': ({ part, required, present }) => ({ part, required, present }),
  'crew-size': ({ required, present }) => ({ required, present }),
  territory: ({ zone, technicianZone }) => ({ zone, technicianZone }),
};

const REASONS = ['Vacation', 'Sick', 'Training'];
const isDayOff = (violation: Violation): boolean => violation.rule === 'outside-shift' && violation.facts.shiftStartSeconds === null;

/** The one sentence that explains a broken rule: its key in the board's words, and what fills the blanks. */
export function sentenceFor(violation: Violation, words: SentenceWords): Sentence {
  const say = SAYS[violation.rule] as (facts: Violation['facts'], words: SentenceWords) => Sentence['values'];
  const key = violation.rule === 'absence' ? `absence-${REASONS.find((reason) => reason === violation.facts.reason) ?? 'Other'}` : violation.rule;
  return { key: `board.rules.${isDayOff(violation) ? 'day-off' : key}`, values: say(violation.facts, words) };
}
