import type { Place } from './place.ts';

/** A stretch of time in whole seconds since 1970 UTC, end excluded. */
export interface Span {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

export type PlanStatus = 'unassigned' | 'planned' | 'confirmed' | 'en-route' | 'on-site' | 'paused' | 'done' | 'failed' | 'cancelled';

export type Priority = 'Low' | 'Medium' | 'High' | 'Urgent';

/** A visit as planning sees it. Where it stands now (crew and start) is the published plan. */
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
  /** Its people and its time are locked. */
  readonly pinned: boolean;
  readonly slaDueSeconds: number | null;
  readonly job?: string;
  /** Visits, of the same job as a rule, that have to be over before this one begins. */
  readonly after?: readonly string[];
  /** Medium when left out. */
  readonly priority?: Priority;
  /** Left out or null: what kind of work it is, and so who may do it, is not known unless skills are asked for. */
  readonly jobType?: string | null;
  /** What must be in the van. */
  readonly parts?: readonly { readonly part: string; readonly quantity: number }[];
  /** When somebody really arrived. */
  readonly arrivedSeconds?: number;
  /** When it really ended, or is expected to. */
  readonly endedSeconds?: number;
}

/** A visit that has its time. */
export interface PlacedVisit extends PlanVisit {
  readonly startSeconds: number;
}

export interface Shift extends Span {
  /** When lunch is usually taken; planning may begin it up to {@link LUNCH_SLACK_SECONDS} earlier or later. */
  readonly lunch: Span | null;
  readonly onCall: boolean;
  /** The drives from and to his places are within the shift; when left out only the work is. */
  readonly includesDrives?: boolean;
}

export const LUNCH_SLACK_SECONDS = 3600;

export interface PlanSkill {
  readonly skill: string;
  readonly level: number;
  /** The first second it is no longer valid; null when it never ends. */
  readonly expiresSeconds: number | null;
}

export interface PlanTechnician {
  readonly name: string;
  readonly zone: string;
  /** Where his day begins, and ends unless `endPlace` says otherwise. */
  readonly home: Place | null;
  readonly skills: readonly PlanSkill[];
  readonly shifts: readonly Shift[];
  readonly absences: readonly (Span & { readonly reason: string })[];
  /** Where his day ends; null where the way back does not count; as `home` when left out. */
  readonly endPlace?: Place | null;
  /** Zones besides his own that count as his. */
  readonly zones?: readonly string[];
  /** How long after a shift he accepts to work; not at all when left out. */
  readonly overtimeSeconds?: number;
  /** What is in the van, by part; when left out nobody knows, and nothing is called missing. */
  readonly stock?: Readonly<Record<string, number>>;
  /** How long he takes, in percent of the usual, by job type; 100 when left out. A crew works at the usual pace. */
  readonly pacePercent?: Readonly<Record<string, number>>;
  /** Work he had lately, in minutes, for fairness; not weighed when left out. */
  readonly recentLoadMinutes?: number;
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
/** When a technician is away. An absence that is over before it begins is none, whoever wrote it down. */
export const absencesOf = ({ absences }: PlanTechnician): PlanTechnician['absences'] => absences.filter(({ startSeconds, endSeconds: until }) => startSeconds < until);
export const spansOverlap = (one: Span, other: Span): boolean => one.startSeconds < other.endSeconds && other.startSeconds < one.endSeconds;
