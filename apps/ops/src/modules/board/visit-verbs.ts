import { visitStatusAfter, type VisitCard } from '@gigafibre/contracts';

/** What a dispatcher may do with one visit. */
export type VisitVerb = 'assign' | 'confirm' | 'unassign' | 'cancel' | 'link';

/** The verbs that the visit's status allows now. */
export function verbsFor(visit: VisitCard): VisitVerb[] {
  const can = (action: Parameters<typeof visitStatusAfter>[1]): boolean => visitStatusAfter(visit.status, action) !== undefined;
  const found: readonly (readonly [VisitVerb, boolean])[] = [
    ['assign', can('plan')],
    ['confirm', can('confirm')],
    ['link', visit.crew.length > 0 && visit.endedAt === null],
    ['unassign', can('unplan')],
    ['cancel', can('cancel')],
  ];
  return found.filter(([, isPossible]) => isPossible).map(([verb]) => verb);
}
