import { planTechnicianFrom, planVisitFrom, type PlanTechnician, type PlanVisit } from '@gigafibre/dispatch';
import type { TechnicianCard, VisitCard } from '@gigafibre/contracts';

const visits = new WeakMap<VisitCard, PlanVisit>();
const technicians = new WeakMap<TechnicianCard, PlanTechnician>();

/** A card never changes once it is on the board, so its shape for planning is made once. */
export function planVisitOf(card: VisitCard): PlanVisit {
  const known = visits.get(card);
  if (known !== undefined) return known;
  const made = planVisitFrom(card);
  visits.set(card, made);
  return made;
}

export function planTechnicianOf(card: TechnicianCard): PlanTechnician {
  const known = technicians.get(card);
  if (known !== undefined) return known;
  const made = planTechnicianFrom(card);
  technicians.set(card, made);
  return made;
}
