import type { TechnicianCard, VisitCard } from '@gigafibre/contracts';
import { secondsOf } from '@gigafibre/dispatch';
import { secondsOfEnd, secondsOfStart } from '../visit-facts.ts';

export interface SkillMark {
  readonly skill: string;
  readonly level: number;
  readonly label: TechnicianCard['skills'][number]['label'];
  /** The card has run out, or does within a month. */
  readonly state: 'valid' | 'soon' | 'expired';
  readonly expiresOn: string | null;
}

const MONTH_SECONDS = 30 * 86_400;

/** What somebody can do, the best first; cards that run out are marked. */
export const skillMarks = ({ skills }: TechnicianCard, nowSeconds: number): SkillMark[] =>
  skills
    .map(({ skill, level, label, expiresOn }): SkillMark => {
      const left = expiresOn === null ? Number.POSITIVE_INFINITY : Date.parse(expiresOn) / 1000 - nowSeconds;
      return { skill, level, label, expiresOn, state: left <= 0 ? 'expired' : left < MONTH_SECONDS ? 'soon' : 'valid' };
    })
    .sort((one, other) => other.level - one.level);

const isFree = ({ status }: VisitCard): boolean => status === 'planned' || status === 'confirmed';

/** Visits that an absence touches and that can still be given to somebody else. */
export const visitsHit = (visits: readonly VisitCard[], absence: { readonly fromSeconds: number; readonly untilSeconds: number }): VisitCard[] =>
  visits.filter((visit) => isFree(visit) && (secondsOfStart(visit) ?? absence.untilSeconds) < absence.untilSeconds && (secondsOfEnd(visit) ?? 0) > absence.fromSeconds);

/** Is this person away at this moment, and until when? */
export const absenceAt = ({ absences }: TechnicianCard, seconds: number): TechnicianCard['absences'][number] | undefined =>
  absences.find(({ start, end }) => secondsOf(start) <= seconds && secondsOf(end) > seconds);

/** The last time that somebody did anything we know of, from what the visits say. */
export function lastSeen(visits: readonly VisitCard[]): number | undefined {
  const moments = visits.flatMap(({ departedAt, arrivedAt, endedAt }) => [departedAt, arrivedAt, endedAt]).flatMap((at) => (at === null ? [] : [secondsOf(at)]));
  return moments.length === 0 ? undefined : Math.max(...moments);
}

/** When a phone's deed reached us, and how long it had waited there. */
export interface Heard {
  readonly atSeconds: number;
  readonly delaySeconds: number;
}

const DELAYED_SECONDS = 120;
/** `live`: what he does reaches us at once. `delayed`: the last of it had waited without network. `silent`: nothing heard yet today. */
export type SyncState = 'live' | 'delayed' | 'silent';
export const syncStateOf = (heard: Heard | undefined): SyncState => {
  if (heard === undefined) return 'silent';
  return heard.delaySeconds > DELAYED_SECONDS ? 'delayed' : 'live';
};
