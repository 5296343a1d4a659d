import { isOver, isUnderWay, type PlanTechnician, type PlanVisit } from '../model.ts';
import { broken, type Violation } from '../rules.ts';
import { priorityOf } from './problem.ts';
import type { Stretch } from './stretches.ts';

/** Whether planning knows who may do it. */
const isKnown = (visit: PlanVisit): boolean => visit.requiredSkills.length > 0 || (visit.jobType !== undefined && visit.jobType !== null);

/**
 * What keeps planning from giving a visit to this person whatever the hour. The lead of a crew needs the skills; the others need
 * only be tagged.
 */
export function personBarriers(visit: PlanVisit, technician: PlanTechnician, isLead: boolean): Violation[] {
  const barriers: Violation[] = [];
  if (!isKnown(visit)) barriers.push(broken('skills-unknown', { jobType: visit.jobType ?? null }));
  if (technician.skills.length === 0) barriers.push(broken('untagged', { technician: technician.name }));
  if (!isLead) return barriers;
  for (const { skill, level } of visit.requiredSkills) {
    const held = technician.skills.find((each) => each.skill === skill);
    if (held === undefined) barriers.push(broken('missing-skill', { skill, requiredLevel: level }));
    else if (held.level < level) barriers.push(broken('skill-level', { skill, requiredLevel: level, level: held.level }));
  }
  return barriers;
}

/** What keeps planning from this stretch in particular: a card that expires before its end, and a shift that is for emergencies. */
export function stretchBarriers(visit: PlanVisit, stretch: Stretch, isLead: boolean): Violation[] {
  const barriers: Violation[] = [];
  if (stretch.shift.onCall && priorityOf(visit) !== 'Urgent') barriers.push(broken('on-call', { priority: priorityOf(visit) }));
  if (!isLead) return barriers;
  for (const { skill, level } of visit.requiredSkills) {
    const held = stretch.technician.skills.find((each) => each.skill === skill);
    if (held === undefined || held.level < level || held.expiresSeconds === null || held.expiresSeconds >= stretch.latestSeconds) continue;
    barriers.push(broken('skill-expired', { skill, expiredSeconds: held.expiresSeconds }));
  }
  return barriers;
}

/** Why a visit that is locked is not planning's to move: it has begun, is pinned, begins too soon, or stands on other days. */
export function lockBarriers(visit: PlanVisit, untilSeconds: number): Violation[] {
  if (isUnderWay(visit) || isOver(visit)) return [broken('under-way-visit', { status: visit.status })];
  if (visit.pinned && visit.startSeconds !== null) return [broken('pinned', { technician: visit.crew[0] ?? null, startSeconds: visit.startSeconds })];
  if (visit.startSeconds === null || visit.crew.length === 0) return [];
  return visit.startSeconds < untilSeconds ? [broken('frozen', { startSeconds: visit.startSeconds, untilSeconds })] : [broken('pinned', { technician: visit.crew[0] ?? null, startSeconds: visit.startSeconds })];
}
