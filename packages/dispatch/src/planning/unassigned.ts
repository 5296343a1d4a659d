import type { PlanVisit } from '../model.ts';
import { explainOn, type Question } from './explain.ts';
import type { FormerReasons } from './former-reasons.ts';
import type { Unassigned } from './plan.ts';
import type { Prepared } from './prepare.ts';
import type { Assignment } from './problem.ts';
import { compareExplanations } from './propose.ts';
import { toursFrom } from './tours.ts';

function why(question: Question, ask: ReturnType<FormerReasons['asking']>): Unassigned {
  const { visit, tours } = question;
  const [best] = tours.prepared.problem.technicians.map((technician) => ask(question, technician)).sort(compareExplanations);
  if (best === undefined) return { visit: visit.name, violations: [], technician: null, remedy: [], dearPlace: null };
  if (best.kind === 'possible') return { visit: visit.name, violations: best.violations, technician: best.technician, remedy: [], dearPlace: best };
  return { visit: visit.name, violations: best.violations, technician: best.technician, remedy: best.changes, dearPlace: null };
}

/** Says for each visit that got nobody what is in the way at the place that comes nearest. By name. */
export function whyUnassigned(prepared: Prepared, assignments: readonly Assignment[], visits: readonly PlanVisit[]): Unassigned[] {
  if (visits.length === 0) return [];
  const tours = toursFrom(prepared, assignments);
  const ask = prepared.formerReasons.asking(tours, explainOn);
  return visits.map((visit) => why({ tours, visit, assignments, standingCents: null }, ask)).sort((one, other) => (one.visit < other.visit ? -1 : 1));
}
