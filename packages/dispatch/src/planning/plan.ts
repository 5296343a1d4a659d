import type { Conflict } from '../conflicts.ts';
import type { Violation } from '../rules.ts';
import type { Assignment } from './problem.ts';

/** What a plan's money goes to, in the order in which people are told. */
export const COST_KINDS = ['unserved', 'promise', 'lateness', 'overtime', 'travel', 'churn', 'territory', 'over-qualification', 'parts', 'on-call', 'waiting', 'fairness'] as const;
export type CostKind = (typeof COST_KINDS)[number];
export type CostSplit = Readonly<Record<CostKind, number>>;

/** What a plan costs from here on: work that has begun or is frozen, and the way to it, is in none of it. */
export interface PlanCost {
  /** The sum of the split, in cents. */
  readonly totalCents: number;
  readonly split: CostSplit;
  readonly travelSeconds: number;
  readonly travelMeters: number;
  /** Beginning after SLA deadlines. */
  readonly lateSeconds: number;
  readonly overtimeSeconds: number;
  /** Visits without anybody. */
  readonly unassigned: number;
  /** Published visits that have other people now, or none. */
  readonly moved: number;
  readonly brokenPromises: number;
}

/** A visit that got nobody: what stands in the way everywhere, and what would help least expensively. */
export interface Unassigned {
  readonly visit: string;
  /** The rules in the way at the place that comes nearest. */
  readonly violations: readonly Violation[];
  /** Whose place that is; null when nobody at all was looked at. */
  readonly technician: string | null;
  readonly remedy: readonly Change[];
  /** A legal place that costs more than leaving the visit without anybody; null as a rule. */
  readonly dearPlace: PossiblePlace | null;
}

/** Every visit of the horizon either in `assignments` or in `unassigned`; what is over is in neither. */
export interface DayPlan {
  /** By start, then by name. */
  readonly assignments: readonly Assignment[];
  readonly unassigned: readonly Unassigned[];
  /** What is locked, frozen or under way and breaks a rule where it stands: shown, never dropped. */
  readonly conflicts: readonly Conflict[];
  readonly cost: PlanCost;
  readonly iterations: number;
}

/** One thing to change in the world so that a place becomes legal. All of a list are needed. */
export type Change =
  | { readonly kind: 'raise-skill'; readonly technician: string; readonly skill: string; readonly level: number }
  | { readonly kind: 'renew-skill'; readonly technician: string; readonly skill: string; readonly untilSeconds: number }
  | { readonly kind: 'tag-technician'; readonly technician: string }
  | { readonly kind: 'name-job-type'; readonly visit: string }
  | { readonly kind: 'raise-priority'; readonly visit: string }
  | { readonly kind: 'end-absence'; readonly technician: string; readonly fromSeconds: number; readonly untilSeconds: number }
  | { readonly kind: 'add-shift'; readonly technician: string; readonly fromSeconds: number; readonly untilSeconds: number }
  | { readonly kind: 'extend-shift'; readonly technician: string; readonly untilSeconds: number; readonly bySeconds: number }
  | { readonly kind: 'widen-window'; readonly visit: string; readonly untilSeconds: number; readonly bySeconds: number }
  | { readonly kind: 'delay-lunch'; readonly technician: string; readonly fromSeconds: number; readonly bySeconds: number }
  | { readonly kind: 'delay-absence'; readonly technician: string; readonly fromSeconds: number; readonly untilSeconds: number; readonly bySeconds: number }
  | { readonly kind: 'delay-visit'; readonly visit: string; readonly bySeconds: number }
  | { readonly kind: 'unpin'; readonly visit: string }
  | { readonly kind: 'place-first'; readonly visit: string }
  | { readonly kind: 'complete-crew'; readonly visit: string; readonly missing: number }
  | { readonly kind: 'displace'; readonly visit: string };

/** The cheapest legal place of a visit with one technician. */
export interface PossiblePlace {
  readonly kind: 'possible';
  readonly visit: string;
  readonly technician: string;
  /** Everybody who would go, the technician asked about first. */
  readonly crew: readonly string[];
  readonly startSeconds: number;
  /** What the plan costs more than with the visit in nobody's tour and not counted as unserved. */
  readonly cost: PlanCost;
  /** Dearer than where the visit stands in the plan, in cents; below zero when cheaper, null when it stands nowhere. */
  readonly differenceCents: number | null;
  /** Soft rules that this place breaks; each is in the cost. */
  readonly violations: readonly Violation[];
  /** Other visits whose start this place changes. */
  readonly retimed: readonly Assignment[];
  /** Visits of lower priority that would lose their place; only when there is no other way. */
  readonly displaced: readonly string[];
}

/** No legal place: every rule in the way at the place that comes nearest, the worst first, and all that would have to change. */
export interface BlockedPlace {
  readonly kind: 'blocked';
  readonly visit: string;
  readonly technician: string;
  readonly violations: readonly Violation[];
  readonly changes: readonly Change[];
}

/** The answer to « pourquoi pas X ? », and one line of the proposals. */
export type Explanation = PossiblePlace | BlockedPlace;

/** What somebody's own choice costs, and the rules it breaks; it may be kept all the same. */
export interface Override {
  readonly assignment: Assignment;
  /** What the plan costs more than without this change. */
  readonly cost: PlanCost;
  readonly violations: readonly Violation[];
}

/** One visit that a new plan treats otherwise. */
export interface VisitChange {
  readonly visit: string;
  readonly before: Assignment | null;
  readonly after: Assignment | null;
  readonly hasNewPeople: boolean;
  /** The customer's promise is concerned: begun outside the window, or left without anybody. */
  readonly breaksPromise: boolean;
}

/** A new plan as a difference on the board. */
export interface PlanChange {
  /** By technician of the new place, then by start. */
  readonly visits: readonly VisitChange[];
  readonly before: PlanCost;
  readonly after: PlanCost;
  /** After less before. */
  readonly difference: PlanCost;
}

/** A broken hard rule of a plan. */
export interface PlanFault {
  readonly visit: string;
  readonly technician: string | null;
  readonly violation: Violation;
  /** Everything that breaks it is locked, frozen or under way: it stood so before and nobody may move it. */
  readonly isInherited: boolean;
}

/** What the independent checker finds. */
export interface PlanAudit {
  /** No fault but inherited ones. */
  readonly isLegal: boolean;
  readonly faults: readonly PlanFault[];
  /** Visits of the horizon that are nowhere, or twice, or that nobody knows. */
  readonly lost: readonly string[];
  readonly cost: PlanCost;
}
