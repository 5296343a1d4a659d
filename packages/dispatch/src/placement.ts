import { absencesOf, endSeconds, isOver, isUnderWay, spansOverlap, type PlacedVisit, type PlanTechnician, type PlanVisit, type Span } from './model.ts';
import { broken, worstFirst, type Violation } from './rules.ts';
import { neighboursAt, type Tour } from './tour.ts';
import { travelSeconds } from './travel.ts';

/** Driving times are estimates: nobody is called late for less. */
export const TRAVEL_TOLERANCE_SECONDS = 300;

/** A visit, the person and the time somebody thinks of giving it. */
export interface PlacementQuestion {
  readonly visit: PlanVisit;
  readonly technician: PlanTechnician;
  /** The technician's tour; the visit itself in it is passed over. */
  readonly tour: Tour;
  readonly startSeconds: number;
  /** How long it would take; the visit's own duration when left out. */
  readonly durationSeconds?: number;
  /** How many people would be on it; 1 when left out. */
  readonly crewCount?: number;
  readonly nowSeconds?: number;
}

interface Question extends PlacementQuestion {
  readonly span: Span;
  readonly others: Tour;
}

export const isForeign = (visit: PlanVisit, technician: PlanTechnician): boolean =>
  visit.zone !== '' && technician.zone !== '' && visit.zone !== technician.zone && technician.zones?.includes(visit.zone) !== true;

/** What stands against this person for this visit whatever the hour: skills and territory, expiry judged at `startSeconds`. */
export function checkPerson(visit: PlanVisit, technician: PlanTechnician, startSeconds: number): Violation[] {
  const skills = visit.requiredSkills.flatMap(({ skill, level }): Violation[] => {
    const held = technician.skills.find((each) => each.skill === skill);
    if (held === undefined) return [broken('missing-skill', { skill, requiredLevel: level })];
    if (held.level < level) return [broken('skill-level', { skill, requiredLevel: level, level: held.level })];
    if (held.expiresSeconds !== null && held.expiresSeconds <= startSeconds) return [broken('skill-expired', { skill, expiredSeconds: held.expiresSeconds })];
    return [];
  });
  return isForeign(visit, technician) ? [...skills, broken('territory', { zone: visit.zone, technicianZone: technician.zone })] : skills;
}

function checkAbsences({ technician, span }: Question): Violation[] {
  return absencesOf(technician)
    .filter((absence) => spansOverlap(absence, span))
    .map((absence) => broken('absence', { reason: absence.reason, fromSeconds: absence.startSeconds, untilSeconds: absence.endSeconds }));
}

function checkShift({ technician, span }: Question): Violation[] {
  const shift = technician.shifts.find((each) => spansOverlap(each, span)) ?? nearestShift(technician, span);
  const isInside = shift !== undefined && shift.startSeconds <= span.startSeconds && span.endSeconds <= shift.endSeconds;
  const outside = isInside ? [] : [broken('outside-shift', { shiftStartSeconds: shift?.startSeconds ?? null, shiftEndSeconds: shift?.endSeconds ?? null, ...span })];
  const lunches = shift === undefined || shift.lunch === null ? [] : [shift.lunch];
  const missed = lunches.filter((lunch) => spansOverlap(lunch, span)).map((lunch) => broken('lunch', { lunchStartSeconds: lunch.startSeconds, lunchEndSeconds: lunch.endSeconds }));
  return [...outside, ...missed];
}

const HALF_DAY_SECONDS = 12 * 3600;
const nearestShift = (technician: PlanTechnician, span: Span) =>
  technician.shifts.find((each) => spansOverlap({ startSeconds: each.startSeconds - HALF_DAY_SECONDS, endSeconds: each.endSeconds + HALF_DAY_SECONDS }, span));

function checkPromise({ visit, startSeconds, nowSeconds }: Question): Violation[] {
  const violations: Violation[] = [];
  const { window, slaDueSeconds } = visit;
  if (window !== null && (startSeconds < window.startSeconds || startSeconds > window.endSeconds)) {
    violations.push(broken('outside-window', { windowStartSeconds: window.startSeconds, windowEndSeconds: window.endSeconds, startSeconds }));
  }
  if (slaDueSeconds !== null && startSeconds > slaDueSeconds) violations.push(broken('sla-missed', { dueSeconds: slaDueSeconds, startSeconds }));
  if (nowSeconds !== undefined && startSeconds < nowSeconds) violations.push(broken('past-start', { startSeconds, nowSeconds }));
  return violations;
}

const spanOf = (visit: PlacedVisit): Span => ({ startSeconds: visit.startSeconds, endSeconds: endSeconds(visit) });

function checkOverlaps({ others, span }: Question): Violation[] {
  return others
    .filter((other) => spansOverlap(spanOf(other), span))
    .map((other) => broken('overlap', { visit: other.name, overlapSeconds: Math.min(endSeconds(other), span.endSeconds) - Math.max(other.startSeconds, span.startSeconds) }));
}

function checkTravel({ visit, others, span }: Question): Violation[] {
  const violations: Violation[] = [];
  const { before, after } = neighboursAt(others, span.startSeconds, span.endSeconds - span.startSeconds);
  if (before !== undefined && !spansOverlap(spanOf(before), span)) {
    const drive = travelSeconds(before.place, visit.place);
    const arrives = endSeconds(before) + drive;
    const late = arrives - span.startSeconds;
    if (late > TRAVEL_TOLERANCE_SECONDS) violations.push(broken('late-arrival', { after: before.name, travelSeconds: drive, arrivesSeconds: arrives, lateSeconds: late }));
  }
  if (after !== undefined && !spansOverlap(spanOf(after), span)) {
    const drive = travelSeconds(visit.place, after.place);
    const arrives = span.endSeconds + drive;
    const late = arrives - after.startSeconds;
    if (late > TRAVEL_TOLERANCE_SECONDS) violations.push(broken('next-late', { visit: after.name, travelSeconds: drive, arrivesSeconds: arrives, lateSeconds: late }));
  }
  return violations;
}

function checkVisit({ visit, crewCount = 1 }: Question): Violation[] {
  const violations: Violation[] = [];
  if (isUnderWay(visit) || isOver(visit)) violations.push(broken('under-way-visit', { status: visit.status }));
  if (crewCount < visit.crewSize) violations.push(broken('crew-size', { required: visit.crewSize, present: crewCount }));
  return violations;
}

/** What depends on the hour: the person's time, the promise made, and the visits around it. */
export function checkTime(question: PlacementQuestion): Violation[] {
  const { visit, startSeconds, durationSeconds = visit.durationSeconds } = question;
  const asked: Question = {
    ...question,
    span: { startSeconds, endSeconds: startSeconds + durationSeconds },
    others: question.tour.filter((other) => other.name !== visit.name),
  };
  return [...checkVisit(asked), ...checkAbsences(asked), ...checkShift(asked), ...checkPromise(asked), ...checkOverlaps(asked), ...checkTravel(asked)];
}

/**
 * Every rule that giving this visit to this person at this time would break, the worst first; none when the place is good.
 * Each violation carries the figures that make it true, so that it can be said in one sentence and checked.
 */
export function checkPlacement(question: PlacementQuestion): Violation[] {
  return worstFirst([...checkPerson(question.visit, question.technician, question.startSeconds), ...checkTime(question)]);
}
