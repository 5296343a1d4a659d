import type { Place } from './place.ts';

/** A stretch of time in whole seconds since 1970 UTC, end excluded. */
export interface Span {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export type PlanStatus = 'unassigned' | 'planned' | 'confirmed' | 'en-route' | 'on-site' | 'paused' | 'done' | 'failed' | 'cancelled';

/** A visit as planning sees it. */
export interface PlanVisit {
  readonly name: string;
  readonly status: PlanStatus;
  readonly place: Place | null;
  readonly zone: string;
  readonly requiredSkills: readonly { readonly skill: string; readonly level: number }[];
  readonly crewSize: number;
  /** Names of the technicians on it, the lead first. */
  readonly crew: readonly string[];
  /** When the customer was promised that somebody arrives. */
  readonly window: Span | null;
  readonly startSeconds: number | null;
  readonly durationSeconds: number;
  readonly pinned: boolean;
  readonly slaDueSeconds: number | null;
}

/** A visit that has its time. */
export interface PlacedVisit extends PlanVisit {
  readonly startSeconds: number;
}

export interface Shift extends Span {
  readonly lunch: Span | null;
  readonly onCall: boolean;
}

export interface PlanSkill {
  readonly skill: string;
  readonly level: number;
  /** The first second it is no longer valid; null when it never ends. */
  readonly expiresSeconds: number | null;
}

export interface PlanTechnician {
  readonly name: string;
  readonly zone: string;
  readonly home: Place | null;
  readonly skills: readonly PlanSkill[];
  readonly shifts: readonly Shift[];
  readonly absences: readonly (Span & { readonly reason: string })[];
}

/** What is known of the days being planned. */
export interface Plan {
  readonly technicians: readonly PlanTechnician[];
  readonly visits: readonly PlanVisit[];
  /** What time it is; without it nothing is late and the past may be planned. */
  readonly nowSeconds?: number;
}

export const endSeconds = (visit: PlacedVisit): number => visit.startSeconds + visit.durationSeconds;
export const isPlaced = (visit: PlanVisit): visit is PlacedVisit => visit.startSeconds !== null && visit.crew.length > 0;
export const isOver = (visit: PlanVisit): boolean => visit.status === 'done' || visit.status === 'failed' || visit.status === 'cancelled';
export const isUnderWay = (visit: PlanVisit): boolean => visit.status === 'en-route' || visit.status === 'on-site' || visit.status === 'paused';
export const spansOverlap = (one: Span, other: Span): boolean => one.startSeconds < other.endSeconds && other.startSeconds < one.endSeconds;
