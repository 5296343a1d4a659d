import { foldText } from '@gigafibre/kernel';

/** A calendar day as it stands in a text. */
export interface FoundDate {
  /** `2026-11-23`. */
  readonly day: string;
  /** The day that it would be with day and month the other way round; undefined where only one reading is a date. */
  readonly swapped?: string;
  readonly start: number;
  readonly end: number;
  /** Signs were mended to read it. */
  readonly isRepaired: boolean;
}

/** Which number comes first in `04/05/2026`. */
export type DateOrder = 'day-first' | 'month-first';

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'janvier', 'janv', 'jan'], ['february', 'fevrier', 'fevr', 'feb', 'fev'], ['march', 'mars', 'mar'], ['april', 'avril', 'apr', 'avr'],
  ['may', 'mai'], ['june', 'juin', 'jun'], ['july', 'juillet', 'juil', 'jul'], ['august', 'aout', 'aug', 'ao'],
  ['september', 'septembre', 'sept', 'sep'], ['october', 'octobre', 'oct'], ['november', 'novembre', 'nov'], ['december', 'decembre', 'dec'],
];
const MONTH_OF = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));
const MONTH = [...MONTH_OF.keys()].toSorted((a, b) => b.length - a.length).join('|');
/** A day of the week may stand in front of a month; a time may stand right behind a year. */
const YEAR = String.raw`(?<year>20\d\d|\d\d(?!\d)|\d\d(?=\d\d:\d\d))`;
const D = String.raw`[\doil|s]`;
const SEPARATOR = String.raw`\s?[-/.]\s?`;

interface Pattern {
  readonly form: RegExp;
  readonly isRepair?: boolean;
}

const PATTERNS: readonly Pattern[] = [
  { form: new RegExp(String.raw`(?<!\d)(?<year>20\d\d)(?:\s?[-/.]\s?)(?<month>\d{1,2})(?:\s?[-/.]\s?)(?<day>\d\d|\d(?!\d))`, 'g') },
  { form: new RegExp(String.raw`(?<![\d/.-])(?<!(?:^|[^a-z])[oil|])(?<first>\d{1,2})${SEPARATOR}(?<second>\d{1,2})${SEPARATOR}${YEAR}`, 'g') },
  { form: new RegExp(String.raw`(?<!\d)(?<day>\d{1,2})(?:er|st|nd|rd|th)?\s?[-/., ]?\s?(?<name>${MONTH})[a-z]{0,2}[.,]?\s?[-/' ,]?\s?${YEAR}`, 'g') },
  { form: new RegExp(String.raw`(?<![a-z])(?<name>${MONTH})[.,]?\s?[-/ ]?\s?(?<day>\d{1,2})(?:st|nd|rd|th)?\s?[-/., ]{1,2}\s?${YEAR}`, 'g') },
  { form: new RegExp(String.raw`(?<!\d)(?<year>20\d\d)\s?[-/ ]?\s?(?<name>${MONTH})\s?[-/ ]?\s?(?<day>\d{1,2})(?!\d)`, 'g') },
  // what a smudge makes of digits and strokes
  { form: new RegExp(String.raw`(?<![a-z])(?<name>${MONTH})[.,]?\s?(?<day>\d{1,2})[ ,.]*2?0(?<year>\d\d)(?!\d)`, 'g'), isRepair: true },
  { form: new RegExp(String.raw`(?<![\da-z])(?<first>${D}{2})\s?[-/.,]\s?(?<second>${D}{2})\s?[-/.,]\s?(?<year>2[o0]${D}{2})`, 'g'), isRepair: true },
  { form: /(?<!\d)(?<first>\d\d)[-/.71il|\s](?<second>\d\d)[-/.71il|\s](?<year>20\d\d)(?!\d\d?(?!:))/g, isRepair: true },
  { form: /(?<!\d)(?<year>20\d\d)(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\d|3[01])(?!\d)/g, isRepair: true },
  { form: /(?<!\d)(?<first>[0-3]\d)(?<second>[01]\d)(?<year>20[1-4]\d)(?!\d)/g, isRepair: true },
];

const digits = (text: string): number => Number(text.replaceAll('o', '0').replaceAll(/[il|]/g, '1').replaceAll('s', '5'));

const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** `2026-08-12`, or undefined when there is no such day or the year is not of our time. */
function dayOf(year: number, month: number, day: number): string | undefined {
  const full = year < 100 ? 2000 + year : year;
  const isLeap = full % 4 === 0 && (full % 100 !== 0 || full % 400 === 0);
  const last = month === 2 && !isLeap ? 28 : (LONGEST[month - 1] ?? 0);
  if (full < 2000 || full > 2099 || day < 1 || day > last) return undefined;
  return [full, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

type Groups = Readonly<Record<string, string | undefined>>;

/** A date whose month is known for one. */
function named({ year = '', name = '', month = '', day = '' }: Groups): Pick<FoundDate, 'day'> | undefined {
  const found = dayOf(digits(year), MONTH_OF.get(name) ?? digits(month), digits(day));
  return found === undefined ? undefined : { day: found };
}

function read(groups: Groups, order: DateOrder): Pick<FoundDate, 'day' | 'swapped'> | undefined {
  if (groups['first'] === undefined) return named(groups);
  const [year, first, second] = [digits(groups['year'] ?? ''), digits(groups['first']), digits(groups['second'] ?? '')];
  const readings = [dayOf(year, second, first), dayOf(year, first, second)];
  const [day, swapped] = order === 'day-first' ? readings : readings.toReversed();
  if (day !== undefined && swapped !== undefined && swapped !== day) return { day, swapped };
  // `18-03-14` is a year first when nothing else makes a day of it
  const found = day ?? swapped ?? (year <= 31 ? dayOf(first, second, year) : undefined);
  return found === undefined ? undefined : { day: found };
}

/** Finds the calendar days in a text, in French and English words or in figures. */
export function datesIn(text: string, order: DateOrder): FoundDate[] {
  // folding may not move characters: ligatures are left as they are
  const folded = Array.from(text, (char) => (foldText(char).length === 1 ? foldText(char) : char.toLowerCase())).join('');
  const found: FoundDate[] = [];
  for (const { form, isRepair = false } of PATTERNS) {
    for (const match of folded.matchAll(form)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const date = found.some((other) => start < other.end && end > other.start) ? undefined : read(match.groups ?? {}, order);
      if (date !== undefined) found.push({ ...date, start, end, isRepaired: isRepair });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}
