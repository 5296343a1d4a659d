import type { BrokenRule, CostLine, RankedPlace, Remedy, VisitCard } from '@gigafibre/contracts';
import { isHard, RULES, secondsOf, type RankedPlacement, type Violation } from '@gigafibre/dispatch';

/** A person for a visit: the place he would have and its price, or what stands in the way. */
export interface Choice {
  readonly technician: string;
  readonly displayName: string;
  /** Everybody who would go, this person first. */
  readonly crew: readonly string[];
  readonly isPossible: boolean;
  readonly startSeconds: number | undefined;
  readonly addedTravelSeconds: number | undefined;
  /** Undefined when only the local estimate ranked him, which knows no prices. */
  readonly costCents: number | undefined;
  /** Dearer than where the visit stands now; below zero when it saves. */
  readonly differenceCents: number | undefined;
  readonly addedKilometres: number | undefined;
  readonly lines: readonly CostLine[];
  readonly violations: readonly Violation[];
  /** All of them are needed. */
  readonly remedy: readonly Remedy[];
  /** Other visits of the tour that begin at another time for it: they move with it, in the same gesture. */
  readonly retimed: readonly { readonly visit: string; readonly startSeconds: number }[];
  /** Visits that would lose their place; only when there is no other way. */
  readonly displaced: readonly string[];
}

/** The rules this version can say; a rule of a newer hub has no sentence here. */
export const sayable = (rules: readonly BrokenRule[]): Violation[] => rules.filter(({ rule }) => RULES.some((known) => known === rule)) as unknown as Violation[];

export const choiceFromHub = (place: RankedPlace): Choice => ({
  technician: place.technician,
  displayName: place.displayName,
  crew: place.crew,
  isPossible: place.isPossible,
  startSeconds: place.plannedStart === null ? undefined : secondsOf(place.plannedStart),
  addedTravelSeconds: place.addedTravelMinutes === null ? undefined : place.addedTravelMinutes * 60,
  costCents: place.costCents ?? undefined,
  differenceCents: place.differenceCents ?? undefined,
  addedKilometres: place.addedKilometres ?? undefined,
  lines: place.costs,
  violations: sayable(place.rules),
  remedy: place.remedy,
  retimed: place.retimed.map(({ visit, plannedStart }) => ({ visit, startSeconds: secondsOf(plannedStart) })),
  displaced: place.displaced,
});

export const choiceFromHere = (placement: RankedPlacement, displayName: string): Choice => ({
  technician: placement.technician,
  displayName,
  crew: [placement.technician],
  isPossible: !placement.violations.some(isHard),
  startSeconds: placement.startSeconds,
  addedTravelSeconds: placement.addedTravelSeconds,
  costCents: undefined,
  differenceCents: undefined,
  addedKilometres: undefined,
  lines: [],
  violations: placement.violations,
  remedy: [],
  retimed: [],
  displaced: [],
});

/** One leads, the others help; who was a trainee on it stays one. */
export const crewOf = (lead: string, helpers: readonly string[], before: VisitCard['crew']): VisitCard['crew'] => [
  { technician: lead, role: 'lead' },
  ...helpers.map((technician): VisitCard['crew'][number] => ({ technician, role: before.some((member) => member.technician === technician && member.role === 'trainee') ? 'trainee' : 'helper' })),
];
