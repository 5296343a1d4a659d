import type { BrokenRule, CostLine, CrewMember, Explanation as WireExplanation, LeftOut, PlacedAt, PlanKpis, ProposedMove, RankedPlace, Remedy, VisitCard } from '@gigafibre/contracts';
import { COST_KINDS, type Assignment, type Change, type Explanation, type Override, type PlanCost, type Unassigned, type Violation, type VisitChange } from '@gigafibre/dispatch';
import { Temporal } from '@gigafibre/kernel';

/** What the engine says, as it crosses the wire: instants, minutes and kilometres. */
const instantOf = (seconds: number): string => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString();
const minutesOf = (seconds: number): number => Math.round(seconds / 60);
const kilometresOf = (meters: number): number => Math.round(meters / 100) / 10;

export function costLines({ split }: Pick<PlanCost, 'split'>): CostLine[] {
  return COST_KINDS.map((kind) => ({ kind, cents: split[kind] })).filter(({ cents }) => cents !== 0).toSorted((one, other) => Math.abs(other.cents) - Math.abs(one.cents));
}

export const kpisOf = (cost: PlanCost): PlanKpis => ({
  costCents: cost.totalCents,
  costs: costLines(cost),
  kilometres: kilometresOf(cost.travelMeters),
  travelMinutes: minutesOf(cost.travelSeconds),
  lateMinutes: minutesOf(cost.lateSeconds),
  overtimeMinutes: minutesOf(cost.overtimeSeconds),
  brokenPromises: cost.brokenPromises,
  moved: cost.moved,
  unassigned: cost.unassigned,
});

const rulesOf = (violations: readonly Violation[]): BrokenRule[] => violations.map(({ rule, severity, facts }) => ({ rule, severity, facts: { ...facts } }));

const remedyOf = (changes: readonly Change[]): Remedy[] => changes.map(({ kind, ...facts }) => ({ kind, facts }));

/** Whoever goes already keeps the part he has; of the others the first leads. */
function crewOf(names: readonly string[], card: VisitCard): CrewMember[] {
  const hasLead = card.crew.some(({ technician, role }) => role === 'lead' && names.includes(technician));
  return names.map((technician, at) => {
    const kept = card.crew.find((member) => member.technician === technician);
    return kept ?? { technician, role: at === 0 && !hasLead ? 'lead' : 'helper' };
  });
}

const placedAt = (assignment: Assignment | null, card: VisitCard): PlacedAt | null =>
  assignment === null ? null : { crew: crewOf(assignment.crew, card), plannedStart: instantOf(assignment.startSeconds), durationMinutes: card.durationMinutes };

export function moveOf({ before, after, hasNewPeople, breaksPromise }: VisitChange, card: VisitCard): ProposedMove {
  return {
    visit: card.name,
    modified: card.modified,
    subject: card.subject,
    customerName: card.customerName,
    before: placedAt(before, card),
    after: placedAt(after, card),
    technicians: [...new Set([...(after?.crew ?? []), ...(before?.crew ?? [])])],
    hasNewPeople,
    breaksPromise,
    outcome: null,
    command: null,
  };
}

export const leftOutOf = ({ technician, violations, remedy }: Unassigned, card: VisitCard): LeftOut => ({
  visit: card.name,
  subject: card.subject,
  customerName: card.customerName,
  slaDue: card.slaDue,
  technician,
  rules: rulesOf(violations),
  remedy: remedyOf(remedy),
});

type Names = ReadonlyMap<string, string>;

export function rankedPlace(explanation: Explanation, names: Names): RankedPlace {
  const { technician } = explanation;
  const who = { technician, displayName: names.get(technician) ?? technician, rules: rulesOf(explanation.violations) };
  if (explanation.kind === 'blocked') {
    return { ...who, isPossible: false, crew: [], plannedStart: null, costCents: null, differenceCents: null, addedTravelMinutes: null, addedKilometres: null, costs: [], retimed: [], displaced: [], remedy: remedyOf(explanation.changes) };
  }
  const { crew, startSeconds, cost, differenceCents, retimed, displaced } = explanation;
  return {
    ...who,
    isPossible: true,
    crew: [...crew],
    plannedStart: instantOf(startSeconds),
    costCents: cost.totalCents,
    differenceCents,
    addedTravelMinutes: minutesOf(cost.travelSeconds),
    addedKilometres: kilometresOf(cost.travelMeters),
    costs: costLines(cost),
    retimed: retimed.map((each) => ({ visit: each.visit, plannedStart: instantOf(each.startSeconds) })),
    displaced: [...displaced],
    remedy: [],
  };
}

/** « Pourquoi pas X ? » beside where the visit stands. */
export function explanationOf({ asked, current }: { asked: Explanation; current: Override | null }, names: Names): WireExplanation {
  const place = rankedPlace(asked, names);
  const standing = current === null ? null : standingOf(current, names);
  const isComparable = standing !== null && place.costCents !== null;
  return {
    visit: asked.visit,
    technician: place.technician,
    displayName: place.displayName,
    current: standing,
    asked: place,
    differenceCents: isComparable ? (place.costCents ?? 0) - standing.costCents : null,
    differences: isComparable ? differencesOf(place.costs, standing.costs) : [],
  };
}

function standingOf({ assignment, cost }: Override, names: Names): NonNullable<WireExplanation['current']> {
  const [technician = ''] = assignment.crew;
  return { technician, displayName: names.get(technician) ?? technician, plannedStart: instantOf(assignment.startSeconds), costCents: cost.totalCents, costs: costLines(cost) };
}

function differencesOf(asked: readonly CostLine[], current: readonly CostLine[]): CostLine[] {
  const centsOf = (lines: readonly CostLine[], kind: string): number => lines.find((line) => line.kind === kind)?.cents ?? 0;
  return COST_KINDS.map((kind) => ({ kind, cents: centsOf(asked, kind) - centsOf(current, kind) }))
    .filter(({ cents }) => cents !== 0)
    .toSorted((one, other) => Math.abs(other.cents) - Math.abs(one.cents));
}
