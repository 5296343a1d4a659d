/** What makes each rule's sentence true. Times are seconds since 1970 UTC, stretches of time plain seconds. */
export interface RuleFacts {
  /** The visit has begun or ended: it is no longer the board's to move. */
  'under-way-visit': { status: string };
  /** Begins so soon that planning leaves it as it is. */
  frozen: { startSeconds: number; untilSeconds: number };
  /** Somebody locked its people and its time; null when it stands nowhere. */
  pinned: { technician: string | null; startSeconds: number | null };
  absence: { reason: string; fromSeconds: number; untilSeconds: number };
  /** No shift at all that day when both times are null. */
  'outside-shift': { shiftStartSeconds: number | null; shiftEndSeconds: number | null; startSeconds: number; endSeconds: number };
  'missing-skill': { skill: string; requiredLevel: number };
  'skill-level': { skill: string; requiredLevel: number; level: number };
  'skill-expired': { skill: string; expiredSeconds: number };
  overlap: { visit: string; overlapSeconds: number };
  'outside-window': { windowStartSeconds: number; windowEndSeconds: number; startSeconds: number };
  /** He cannot be there in time from the visit before. */
  'late-arrival': { after: string; travelSeconds: number; arrivesSeconds: number; lateSeconds: number };
  /** He would reach the next visit too late. */
  'next-late': { visit: string; travelSeconds: number; arrivesSeconds: number; lateSeconds: number };
  /** A visit of the same job has to be over first; null when that one has no place. */
  precedence: { visit: string; endsSeconds: number | null; startSeconds: number };
  /** The other people of the crew are there at another time. */
  'crew-apart': { technician: string; startSeconds: number };
  'past-start': { startSeconds: number; nowSeconds: number };
  /** The planned start has passed and he has not arrived. */
  'running-late': { startSeconds: number; lateSeconds: number };
  /** He is still there after the planned end. */
  overrun: { endSeconds: number; lateSeconds: number };
  'sla-missed': { dueSeconds: number; startSeconds: number };
  lunch: { lunchStartSeconds: number; lunchEndSeconds: number };
  /** After the shift, within the overtime he accepts. */
  overtime: { shiftEndSeconds: number; endSeconds: number };
  'crew-size': { required: number; present: number };
  /** Neither a job type nor a skill is known: nobody can say who may do it. */
  'skills-unknown': { jobType: string | null };
  /** A technician without any skill tag gets nothing automatically. */
  untagged: { technician: string };
  /** On call for emergencies only. */
  'on-call': { priority: string };
  /** Not in the van. */
  'part-missing': { part: string; required: number; present: number };
  territory: { zone: string; technicianZone: string };
}

export type Rule = keyof RuleFacts;
export type Severity = 'hard' | 'soft';

/** A broken rule with the figures that break it: a sentence can be made of it, and checked. */
export type Violation = { [Each in Rule]: { readonly rule: Each; readonly severity: Severity; readonly facts: RuleFacts[Each] } }[Rule];

/** Every rule with its severity, the worst first: the order in which people are told. */
const SEVERITIES: Readonly<Record<Rule, Severity>> = {
  'under-way-visit': 'hard',
  frozen: 'hard',
  pinned: 'hard',
  absence: 'hard',
  'outside-shift': 'hard',
  'missing-skill': 'hard',
  'skill-level': 'hard',
  'skill-expired': 'hard',
  overlap: 'hard',
  'outside-window': 'hard',
  'late-arrival': 'hard',
  'next-late': 'hard',
  precedence: 'hard',
  'crew-apart': 'hard',
  'past-start': 'hard',
  'running-late': 'hard',
  overrun: 'soft',
  'sla-missed': 'soft',
  lunch: 'soft',
  overtime: 'soft',
  'crew-size': 'soft',
  'skills-unknown': 'soft',
  untagged: 'soft',
  'on-call': 'soft',
  'part-missing': 'soft',
  territory: 'soft',
};

export const RULES = Object.keys(SEVERITIES) as readonly Rule[];
const RANKS = new Map(RULES.map((rule, rank) => [rule, rank]));

export function broken<R extends Rule>(rule: R, facts: RuleFacts[R]): Violation {
  return { rule, severity: SEVERITIES[rule], facts } as Violation;
}

export const isHard = (violation: Violation): boolean => violation.severity === 'hard';
export const worstFirst = (violations: readonly Violation[]): Violation[] => violations.toSorted((one, other) => (RANKS.get(one.rule) ?? 0) - (RANKS.get(other.rule) ?? 0));
