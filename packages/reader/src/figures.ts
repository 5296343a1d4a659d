import { addCents, shareOfCents } from '@gigafibre/kernel';
import type { Cents } from '@gigafibre/kernel';
import { TPS_RATE, TVQ_RATE } from './check-invoice.ts';
import type { Money } from './money.ts';
import type { Role } from './wording.ts';

/** Amounts that together make an invoice. */
export interface Figures {
  readonly total: Money | undefined;
  readonly subtotal: Money | undefined;
  readonly tps: Money | undefined;
  readonly tvq: Money | undefined;
  readonly otherTaxes: readonly Money[];
  /** Subtotal and taxes make the total, to the cent. */
  readonly isBalanced: boolean;
  /** How far the total stands above the next candidate, 0 to 1. */
  readonly lead: number;
  /** The totals that lost, the best first. */
  readonly others: readonly Cents[];
}

/** What the words alone say about an amount being the total to pay. */
const WORDS: Readonly<Record<Role, number>> = { payable: 60, total: 52, subtotal: 24, payment: 16, none: 4, tps: -30, tvq: -30, tax: -30, discount: -40, change: -40, count: -40, rounding: -60 };
const BALANCE = 34;
const TENDERED = 30;
const ROUNDED = 26;
const IN_SUMMARY = -28;
const NOT_LAST = -14;
const PAID_EXACTLY = 12;
const REPEATED = 4;
const LARGEST = 6;
const WORTHLESS = -70;

const distinct = (money: readonly Money[]): Money[] => [...new Map(money.toReversed().map((amount) => [amount.cents, amount])).values()].toReversed();
const withRole = (money: readonly Money[], ...roles: readonly Role[]): Money[] => money.filter(({ role }) => roles.includes(role));
const usable = (money: readonly Money[]): Money[] => distinct([...money.filter(({ isLast, isSummary }) => isLast && !isSummary), ...money]);

interface Balance {
  readonly subtotal: Money;
  readonly tps?: Money;
  readonly tvq?: Money;
  readonly others: readonly Money[];
  readonly score: number;
}

const MOST_BASES = 25;

/** TPS and TVQ that make up the rest: by their names, or by being exactly the shares that the law asks. */
function quebecTaxes(money: readonly Money[], base: Money, rest: number): Omit<Balance, 'subtotal' | 'others'> | undefined {
  const share = { tps: shareOfCents(base.cents, TPS_RATE), tvq: shareOfCents(base.cents, TVQ_RATE) };
  const candidates = (role: 'tps' | 'tvq') => usable(money.filter((amount) => amount.role === role || (amount.cents === share[role] && amount.cents > 0 && amount !== base)));
  let best: Omit<Balance, 'subtotal' | 'others'> | undefined;
  for (const tps of candidates('tps')) {
    for (const tvq of candidates('tvq')) {
      if (tps === tvq || tps.cents + tvq.cents !== rest) continue;
      const named = Number(tps.role === 'tps') + Number(tvq.role === 'tvq');
      const exact = Number(tps.cents === share.tps) + Number(tvq.cents === share.tvq);
      if (named + exact >= 2 && named + exact + 3 > (best?.score ?? 0)) best = { tps, tvq, score: named + exact + 3 };
    }
  }
  return best;
}

function singleTaxes(money: readonly Money[], rest: number): Pick<Balance, 'tps' | 'others' | 'score'> | undefined {
  const taxes = usable(withRole(money, 'tps', 'tax', 'tvq').filter(({ cents }) => cents > 0));
  const one = taxes.find(({ cents }) => cents === rest);
  if (one !== undefined) return one.role === 'tps' ? { tps: one, others: [], score: 3 } : { others: [one], score: 3 };
  const outside = usable(withRole(money, 'tax')).filter(({ cents }) => cents > 0);
  for (const first of outside) {
    const second = outside.find(({ cents }) => cents !== first.cents && cents + first.cents === rest);
    if (second !== undefined) return { others: [first, second], score: 3 };
  }
  return outside.length > 2 && addCents(...outside.map(({ cents }) => cents)) === rest ? { others: outside, score: 3 } : undefined;
}

function balanceOn(money: readonly Money[], subtotal: Money, rest: number): Balance | undefined {
  const quebec = quebecTaxes(money, subtotal, rest);
  const found = quebec === undefined ? singleTaxes(money, rest) : { ...quebec, others: [] };
  return found === undefined ? undefined : { subtotal, ...found, score: found.score + (subtotal.role === 'subtotal' ? 2 : 0) };
}

/** The subtotal and the taxes that make exactly this total. */
function balanceOf(money: readonly Money[], total: Cents): Balance | undefined {
  const smaller = money.filter(({ cents }) => cents > 0 && cents < total);
  const bases = distinct([...withRole(smaller, 'subtotal'), ...withRole(smaller, 'none', 'total', 'payable', 'tax', 'tps')]).slice(0, MOST_BASES);
  const rounding = withRole(money, 'rounding').find(({ cents }) => cents !== 0)?.cents ?? 0;
  const found = bases.flatMap((base) => [...new Set([total, total - rounding])].map((sum) => balanceOn(money, base, sum - base.cents)));
  return found.filter((balance) => balance !== undefined).toSorted((a, b) => b.score - a.score)[0];
}

interface Candidate {
  readonly money: Money;
  readonly score: number;
  readonly balance: Balance | undefined;
}

const worth = (money: Money): number => WORDS[money.role] + (money.isSummary ? IN_SUMMARY : 0) + (money.isLast ? 0 : NOT_LAST) + (money.isRepaired ? -4 : 0) + money.confidence * 4;

function evidenceFor(money: readonly Money[], cents: Cents, isBalanced: boolean): number {
  const tendered = withRole(money, 'payment');
  const changes = withRole(money, 'change');
  const isTendered = tendered.some((paid) => changes.some((change) => change.cents !== 0 && Math.abs(paid.cents) - Math.abs(change.cents) === cents));
  const rounding = withRole(money, 'rounding').filter((amount) => amount.cents !== 0);
  const isRounded = rounding.some((amount) => money.some((base) => ['payable', 'total', 'subtotal'].includes(base.role) && base.cents + amount.cents === cents));
  const repeats = money.filter((amount) => amount.cents === cents).length - 1;
  const rivals = money.filter(({ role }) => role !== 'payment' && role !== 'change').map((amount) => amount.cents);
  return (
    (isTendered ? TENDERED : 0) +
    (isRounded ? ROUNDED : 0) +
    (tendered.some((paid) => Math.abs(paid.cents) === cents) ? PAID_EXACTLY : 0) +
    Math.min(3, repeats) * REPEATED +
    (cents >= Math.max(...rivals) ? LARGEST : 0) +
    (isBalanced ? BALANCE : 0) +
    (cents <= 0 ? WORTHLESS : 0)
  );
}

/** So many amounts are tried as the total at most: a page of figures must not take minutes. */
const MOST_TRIED = 24;

function candidatesOf(money: readonly Money[]): Candidate[] {
  const places = [...Map.groupBy(money, ({ cents }) => cents).values()]
    // of equals, the lowest on the page: totals close a document
    .map((equals) => equals.toSorted((a, b) => worth(b) - worth(a) || b.rowIndex - a.rowIndex)[0])
    .filter((place) => place !== undefined)
    .toSorted((a, b) => worth(b) - worth(a) || b.rowIndex - a.rowIndex)
    .slice(0, MOST_TRIED);
  return places
    .map((place) => {
      const balance = worth(place) > 0 ? balanceOf(money, place.cents) : undefined;
      return { money: place, balance, score: worth(place) + evidenceFor(money, place.cents, balance !== undefined) };
    })
    .toSorted((a, b) => b.score - a.score || b.money.rowIndex - a.money.rowIndex);
}

const best = (money: readonly Money[], role: Role): Money | undefined => withRole(money, role).toSorted((a, b) => worth(b) - worth(a) || Number(b.isLast) - Number(a.isLast))[0];

const MOST_SMUDGED = 2;

const figureText = (cents: number): string => String(cents).padStart(3, '0');

/** Whether a few smudged or lost digits turn one figure into the other: the edit distance of their digits. */
function isSmudged(read: number, meant: number): boolean {
  const [a, b] = [figureText(read), figureText(meant)];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) row = row.reduce<number[]>((next, above, column) => [...next, column === 0 ? i : Math.min(above + 1, (next[column - 1] ?? 0) + 1, (row[column - 1] ?? 0) + (a[i - 1] === b[column - 1] ? 0 : 1))], []);
  return (row.at(-1) ?? MOST_SMUDGED + 1) <= MOST_SMUDGED;
}

/**
 * A total that nothing confirms, while the subtotal and both taxes confirm each other to the cent: what they make is the
 * total, if the printed one is gone or differs by a smudge.
 */
function impliedTotal(money: readonly Money[]): Figures | undefined {
  for (const subtotal of withRole(money, 'subtotal')) {
    const [tps, tvq] = (['tps', 'tvq'] as const).map((role) => money.find((amount) => amount.role === role && amount.cents === shareOfCents(subtotal.cents, role === 'tps' ? TPS_RATE : TVQ_RATE)));
    if (tps === undefined || tvq === undefined) continue;
    const cents = addCents(subtotal.cents, tps.cents, tvq.cents);
    const printed = withRole(money, 'total', 'payable').filter((amount) => amount.rowIndex > subtotal.rowIndex);
    if (printed.length > 0 && !printed.some((amount) => isSmudged(amount.cents, cents))) continue;
    const [place = tvq] = printed;
    return { total: { ...place, cents, isRepaired: true, confidence: Math.min(0.6, place.confidence) }, subtotal, tps, tvq, otherTaxes: [], isBalanced: true, lead: 0.2, others: printed.map((amount) => amount.cents) };
  }
  return undefined;
}

/** Chooses total, subtotal and taxes: amounts that add up to the cent outrank what the words and the place say. */
export function figuresOf(money: readonly Money[]): Figures {
  const [first, ...rest] = candidatesOf(money);
  const others = rest.filter(({ score }) => score > 30).slice(0, 3).map((candidate) => candidate.money.cents);
  const lead = Math.min(1, Math.max(0, ((first?.score ?? 0) - (rest[0]?.score ?? 0)) / 30));
  const balance = first?.balance;
  if (balance !== undefined) return { total: first?.money, subtotal: balance.subtotal, tps: balance.tps, tvq: balance.tvq, otherTaxes: balance.others, isBalanced: true, lead, others };
  const implied = impliedTotal(money);
  if (implied !== undefined) return implied;
  const taxes = usable(withRole(money, 'tax').filter(({ cents, isSummary }) => cents > 0 && !isSummary));
  return { total: first?.money, subtotal: best(money, 'subtotal'), tps: best(money, 'tps'), tvq: best(money, 'tvq'), otherTaxes: taxes.slice(0, 4), isBalanced: false, lead, others };
}
