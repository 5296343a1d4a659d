import type { Cents } from '@gigafibre/kernel';

/** An amount of money as it stands in a text. */
export interface Amount {
  readonly cents: Cents;
  readonly start: number;
  readonly end: number;
  /** A currency's sign stands by it. */
  readonly isMarked: boolean;
  /** Letters were read as digits, or a blank was taken away: less sure. */
  readonly isRepaired: boolean;
}

/** What OCR makes of digits. Only used inside what is otherwise a number. */
const REPAIRS: Readonly<Record<string, string>> = { O: '0', o: '0', Q: '0', D: '0', l: '1', I: '1', i: '1', '|': '1', Z: '2', z: '2', S: '5', s: '5', B: '8' };
const DIGIT = String.raw`[\dOoQDlIi|ZzSsB]`;
const REAL = /\d/g;
/** A dollar sign is often read as an S. */
const MARK_BEFORE = String.raw`(?:S(?=\d)|RM|MYR|CAD?|USD?|EUR|C\$|\$|€|£)`;
const MARK_AFTER = String.raw`(?:RM|MYR|\$|€|£|CAD?\b|USD?\b|EUR\b)`;
/** A decimal point or comma, then two digits that no digit, decimal or percent sign follows. An S behind them is a dollar sign. */
const DECIMALS = String.raw`\s?[.,·]\s?${DIGIT}[\dOoQDlIi|ZzB](?!\d|[.,]\d|\s?(?:%|o\/o|°\/))`;
const WHOLE = String.raw`(?:${DIGIT}{1,3}(?:[.,' ]\d{3})+|${DIGIT}{1,9})`;
/** OCR glues words to figures (`TOTAL12.00`), but a letter behind letters is no digit, and a figure goes on from its start. */
const FRESH = String.raw`(?<!\d)(?<!\d[.,:/#'-])(?<!(?:^|[^A-Za-z])[A-Za-z])`;
const AMOUNT = new RegExp(String.raw`${FRESH}(?<sign>\(|[-–−]\s?)?(?<before>${MARK_BEFORE}\s?[-–−]?\s?)?(?<minus>[-–−]\s?)?(?:(?<![A-Za-z])|(?=\d))(?<whole>${WHOLE})?(?<decimals>${DECIMALS})(?<close>\s?[-–−](?!\s?\d)|\))?(?<after>\s?${MARK_AFTER})?`, 'g');
/** A marked amount without cents: `$45`, `RM 20`. */
const ROUND = new RegExp(String.raw`${FRESH}(?<before>RM|MYR|\$)\s?(?<whole>\d{1,3}(?:[, ]\d{3})*|\d{1,6})(?![\d.,:/%-]|\s?%)`, 'g');

const repaired = (text: string): string => text.replaceAll(/[OoQDlIi|ZzSsB]/g, (letter) => REPAIRS[letter] ?? letter);

/** Letters may stand for digits only where the digits are in the majority. */
function isNumber(text: string): boolean {
  const digits = text.match(REAL)?.length ?? 0;
  const letters = text.match(/[A-Za-z|]/g)?.length ?? 0;
  return digits > 0 && letters <= digits;
}

function centsOf(whole: string, decimals: string, isNegative: boolean): Cents {
  const digits = repaired(whole).replaceAll(/\D/g, '');
  const cents = Number(digits) * 100 + Number(repaired(decimals).replaceAll(/\D/g, ''));
  return (isNegative && cents !== 0 ? -cents : cents) as Cents;
}

/**
 * In `2 345,67` the blank may group thousands or part a quantity from a price. A decimal comma, a French habit, or a currency's
 * sign in front takes it for thousands; a decimal point alone does not. The other reading stays available through `isSplit`.
 */
function wholeOf({ whole, decimals, before }: Parts, isSplit: boolean): string {
  const blank = whole.lastIndexOf(' ');
  if (blank === -1 || ((/^\s?,/.test(decimals) || before !== '') && !isSplit)) return whole;
  return whole.slice(blank + 1);
}

type Parts = Readonly<Record<'sign' | 'before' | 'minus' | 'whole' | 'decimals' | 'close' | 'after', string>>;

const partsOf = (match: RegExpExecArray): Parts => ({ sign: '', before: '', minus: '', whole: '', decimals: '', close: '', after: '', ...Object.fromEntries(Object.entries(match.groups ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string')) });

function amountOf(match: RegExpExecArray, isSplit: boolean): Amount | undefined {
  const parts = partsOf(match);
  const { sign, before, minus, whole, decimals, close, after } = parts;
  if (!isNumber(whole + decimals)) return undefined;
  const kept = wholeOf(parts, isSplit);
  const isCut = kept !== whole;
  const isNegative = [sign.replace('(', close === ')' ? '-' : ''), before, minus, close].some((part) => /[-–−]/.test(part));
  return {
    cents: centsOf(kept, decimals, isNegative && !isCut),
    start: isCut ? match.index + sign.length + before.length + minus.length + whole.length - kept.length : match.index,
    end: match.index + match[0].length,
    isMarked: before + after !== '',
    isRepaired: /[A-Za-z|·]|\s/.test(kept.replaceAll(' ', '') + decimals),
  };
}

/**
 * Finds the amounts with cents in a text, in French (`1 234,56 $`) and English (`$1,234.56`) spelling, negative ones by a
 * sign on either side or in brackets. Percentages, dates, hours and codes are not amounts.
 * @param isSplit takes a blank in front of three digits for a gap between two numbers.
 */
export function amountsIn(text: string, isSplit = false): Amount[] {
  const found = [...text.matchAll(AMOUNT)].map((match) => amountOf(match, isSplit)).filter((amount) => amount !== undefined);
  for (const match of text.matchAll(ROUND)) {
    const isTaken = found.some(({ start, end }) => match.index < end && match.index + match[0].length > start);
    if (!isTaken) found.push({ cents: centsOf(match.groups?.['whole'] ?? '0', '.00', false), start: match.index, end: match.index + match[0].length, isMarked: true, isRepaired: true });
  }
  return found.toSorted((a, b) => a.start - b.start);
}

/** Three or more digits that close a text: an amount whose decimal sign was not seen. Only what stands beside it can tell. */
export function pointlessAmountIn(text: string): Amount | undefined {
  const match = /(?<![\w.,:/#-])(?<digits>[1-9]\d{2,7})\s?[sS$]?$/.exec(text);
  return match === null ? undefined : { cents: Number(match.groups?.['digits']) as Cents, start: match.index, end: text.length, isMarked: false, isRepaired: true };
}

const WHOLE_AMOUNT = /(?<![\d.,:/-])(?<minus>[-–−]\s?)?(?:rp\.?\s?|¥\s?|₩\s?)?(?<whole>[1-9]\d{0,2}(?:[.,]\d{3})+)(?![\d.,]?\d|\s?%)/gi;

/** The amounts of a currency that nobody counts in hundredths: `85,800`, `Rp 1.250.000`. */
export function wholeAmountsIn(text: string): Amount[] {
  return [...text.matchAll(WHOLE_AMOUNT)].map((match) => ({ cents: centsOf(match.groups?.['whole'] ?? '', '.00', match.groups?.['minus'] !== undefined), start: match.index, end: match.index + match[0].length, isMarked: false, isRepaired: false }));
}
