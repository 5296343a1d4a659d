import { foldText } from '@gigafibre/kernel';
import { PRIORITIES, type VisitCard } from '@gigafibre/contracts';

export const TRAY_ORDERS = ['sla', 'priority', 'age', 'zone'] as const;
export type TrayOrder = (typeof TRAY_ORDERS)[number];

const NEVER = '9999';
const urgency = (visit: VisitCard): number => -PRIORITIES.indexOf(visit.priority);
const compareText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

const COMPARE: Readonly<Record<TrayOrder, (one: VisitCard, other: VisitCard) => number>> = {
  sla: (one, other) => compareText(one.slaDue ?? NEVER, other.slaDue ?? NEVER) || urgency(one) - urgency(other),
  priority: (one, other) => urgency(one) - urgency(other) || compareText(one.slaDue ?? NEVER, other.slaDue ?? NEVER),
  age: (one, other) => compareText(one.createdAt, other.createdAt),
  zone: (one, other) => one.place.zone.localeCompare(other.place.zone, 'fr') || compareText(one.slaDue ?? NEVER, other.slaDue ?? NEVER),
};

/** The tray in the order asked for; ties keep one order for ever. */
export const inTrayOrder = (visits: readonly VisitCard[], order: TrayOrder): VisitCard[] =>
  visits.toSorted((one, other) => COMPARE[order](one, other) || compareText(one.name, other.name));

/** Does a visit speak of what was typed? Names, words of the job, place and ticket, without accents. */
export function mentions(visit: VisitCard, folded: string): boolean {
  if (folded === '') return true;
  const { place } = visit;
  return [visit.customerName, visit.subject, visit.jobTypeLabel.fr, visit.jobTypeLabel.en, place.label, place.city, visit.ticket ?? '', visit.job, visit.name].some((text) => foldText(text).includes(folded));
}

/** A part of the tray under one heading; an ungrouped tray is one part without. */
export interface TraySection {
  readonly zone: string | undefined;
  readonly visits: readonly VisitCard[];
}

/** The sorted tray by area; each area keeps the order, and the area of the first visit comes first. */
export function sectionsOf(sorted: readonly VisitCard[], isGrouped: boolean): TraySection[] {
  if (!isGrouped) return [{ zone: undefined, visits: sorted }];
  const byZone = new Map<string, VisitCard[]>();
  for (const visit of sorted) byZone.set(visit.place.zone, [...(byZone.get(visit.place.zone) ?? []), visit]);
  return [...byZone].map(([zone, visits]) => ({ zone, visits }));
}
