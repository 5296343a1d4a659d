import { siteMidnight, Temporal } from '@gigafibre/kernel';
import type { PlanStatus, PlanTechnician, PlanVisit, Priority, Span } from './model.ts';

type Instant = string;
interface TextSpan {
  readonly start: Instant;
  readonly end: Instant;
}

/** The part of a visit card that planning reads. Instants are ISO 8601 in UTC. */
export interface VisitFacts {
  readonly name: string;
  readonly status: PlanStatus;
  readonly place: { readonly zone: string; readonly latitude: number | null; readonly longitude: number | null };
  readonly requiredSkills: readonly { readonly skill: string; readonly level: number }[];
  readonly crewSize: number;
  readonly crew: readonly { readonly technician: string }[];
  readonly window: TextSpan | null;
  readonly plannedStart: Instant | null;
  readonly durationMinutes: number;
  readonly pinned: boolean;
  readonly slaDue: Instant | null;
  readonly job?: string;
  readonly jobType?: string;
  readonly priority?: Priority;
  readonly arrivedAt?: Instant | null;
  readonly endedAt?: Instant | null;
}

/** The part of a technician card that planning reads. `expiresOn` is the last day the skill is valid. */
export interface TechnicianFacts {
  readonly name: string;
  readonly zone: string;
  readonly home: { readonly latitude: number; readonly longitude: number } | null;
  readonly skills: readonly { readonly skill: string; readonly level: number; readonly expiresOn: string | null }[];
  readonly shifts: readonly (TextSpan & { readonly lunchStart: Instant | null; readonly lunchMinutes: number; readonly onCall: boolean })[];
  readonly absences: readonly (TextSpan & { readonly reason: string })[];
}

/** Whole seconds since 1970 of an instant on the wire. */
export const secondsOf = (instant: Instant): number => Math.floor(Date.parse(instant) / 1000);
const spanOf = ({ start, end }: TextSpan): Span => ({ startSeconds: secondsOf(start), endSeconds: secondsOf(end) });
const dayAfter = (date: string): number => Math.floor(siteMidnight(Temporal.PlainDate.from(date).add({ days: 1 })).epochMilliseconds / 1000);

function knownOf(card: VisitFacts): Partial<PlanVisit> {
  return {
    ...(card.job === undefined ? {} : { job: card.job }),
    ...(card.jobType === undefined ? {} : { jobType: card.jobType === '' ? null : card.jobType }),
    ...(card.priority === undefined ? {} : { priority: card.priority }),
    ...(card.arrivedAt === undefined || card.arrivedAt === null ? {} : { arrivedSeconds: secondsOf(card.arrivedAt) }),
    ...(card.endedAt === undefined || card.endedAt === null ? {} : { endedSeconds: secondsOf(card.endedAt) }),
  };
}

/** Reads a visit card into the shape that planning counts with. */
export function planVisitFrom(card: VisitFacts): PlanVisit {
  const { latitude, longitude, zone } = card.place;
  return {
    name: card.name,
    status: card.status,
    place: latitude === null || longitude === null ? null : { latitude, longitude },
    zone,
    requiredSkills: card.requiredSkills,
    crewSize: card.crewSize,
    crew: card.crew.map(({ technician }) => technician),
    window: card.window === null ? null : spanOf(card.window),
    startSeconds: card.plannedStart === null ? null : secondsOf(card.plannedStart),
    durationSeconds: card.durationMinutes * 60,
    pinned: card.pinned,
    slaDueSeconds: card.slaDue === null ? null : secondsOf(card.slaDue),
    ...knownOf(card),
  };
}

/** Reads a technician card into the shape that planning counts with. */
export function planTechnicianFrom(card: TechnicianFacts): PlanTechnician {
  return {
    name: card.name,
    zone: card.zone,
    home: card.home,
    skills: card.skills.map(({ skill, level, expiresOn }) => ({ skill, level, expiresSeconds: expiresOn === null ? null : dayAfter(expiresOn) })),
    shifts: card.shifts.map((shift) => {
      const lunchStart = shift.lunchStart === null ? null : secondsOf(shift.lunchStart);
      const lunch = lunchStart === null || shift.lunchMinutes === 0 ? null : { startSeconds: lunchStart, endSeconds: lunchStart + shift.lunchMinutes * 60 };
      return { ...spanOf(shift), lunch, onCall: shift.onCall };
    }),
    absences: card.absences.map((absence) => ({ ...spanOf(absence), reason: absence.reason })),
  };
}
