import type { PlanningOffer } from '@gigafibre/contracts';

type Translate = (key: string, named: Readonly<Record<string, unknown>>, plural?: number) => string;

/** What happened, in a sentence. */
export function offerSentence({ cause, about, lateMinutes }: PlanningOffer, t: Translate, minutes: (count: number) => string): string {
  if (cause.kind === 'visit-late') return t('board.offers.late', { customer: about, late: minutes(lateMinutes ?? 0) });
  if (cause.kind === 'technician-out') return t('board.offers.out', { technician: about });
  const others = cause.kind === 'visits-arrived' ? cause.visits.length - 1 : 0;
  return t('board.offers.arrived', { customer: about, n: others }, others);
}
