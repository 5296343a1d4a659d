import type { Remedy } from '@gigafibre/contracts';
import type { Sentence, SentenceWords } from '../violation-words.ts';

export interface RemedyWords extends SentenceWords {
  readonly technician: (name: string) => string;
}

interface Facts {
  readonly text: (name: string) => string;
  readonly number: (name: string) => number;
}

type Says = Readonly<Record<string, (facts: Facts, words: RemedyWords) => Sentence['values']>>;

const SAYS: Says = {
  'raise-skill': ({ text, number }, words) => ({ technician: words.technician(text('technician')), skill: words.skill(text('skill')), level: number('level') }),
  'renew-skill': ({ text, number }, words) => ({ technician: words.technician(text('technician')), skill: words.skill(text('skill')), date: words.times.day(number('untilSeconds')) }),
  'tag-technician': ({ text }, words) => ({ technician: words.technician(text('technician')) }),
  'name-job-type': () => ({}),
  'raise-priority': () => ({}),
  'end-absence': ({ text, number }, { technician, times }) => ({ technician: technician(text('technician')), from: times.clock(number('fromSeconds')), until: times.clock(number('untilSeconds')) }),
  'add-shift': ({ text, number }, { technician, times }) => ({ technician: technician(text('technician')), from: times.clock(number('fromSeconds')), until: times.clock(number('untilSeconds')) }),
  'extend-shift': ({ text, number }, { technician, times }) => ({ technician: technician(text('technician')), until: times.clock(number('untilSeconds')), by: times.minutes(number('bySeconds')) }),
  'widen-window': ({ number }, { times }) => ({ until: times.clock(number('untilSeconds')), by: times.minutes(number('bySeconds')) }),
  'delay-lunch': ({ text, number }, { technician, times }) => ({ technician: technician(text('technician')), by: times.minutes(number('bySeconds')) }),
  unpin: () => ({}),
  'place-first': ({ text }, { customer }) => ({ customer: customer(text('visit')) }),
  'complete-crew': ({ number }) => ({ missing: number('missing') }),
  displace: ({ text }, { customer }) => ({ customer: customer(text('visit')) }),
};

export const REMEDIES: readonly string[] = Object.keys(SAYS);

/** The smallest change that would make a place legal, in one sentence; undefined for a kind of a newer hub. */
export function remedySentence({ kind, facts }: Remedy, words: RemedyWords): Sentence | undefined {
  const say = SAYS[kind];
  if (say === undefined) return undefined;
  const of = (name: string): unknown => facts[name];
  const read: Facts = {
    text: (name) => (typeof of(name) === 'string' ? String(of(name)) : ''),
    number: (name) => (typeof of(name) === 'number' ? Number(of(name)) : 0),
  };
  return { key: `board.remedies.${kind}`, values: say(read, words) };
}
