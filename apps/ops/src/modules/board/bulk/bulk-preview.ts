import { visitStatusAfter, type VisitCard } from '@gigafibre/contracts';
import { checkPlacement, rankPlacements, toursOf, type Plan, type Violation } from '@gigafibre/dispatch';
import { planVisitOf } from '../plans.ts';
import { leadOf, secondsOfStart } from '../visit-facts.ts';

/** What is to be done with all the chosen visits. */
export type BulkDeed =
  | { readonly kind: 'assign'; readonly technician: string }
  | { readonly kind: 'shift'; readonly minutes: number }
  | { readonly kind: 'day'; readonly days: number }
  | { readonly kind: 'unassign' }
  | { readonly kind: 'message'; readonly template: 'running-late' | 'rescheduled' | 'confirmed' | 'free'; readonly text: string };

/** Where a visit would stand. */
export interface BulkPlace {
  readonly crew: VisitCard['crew'];
  readonly startSeconds: number;
}

/** One line of the preview: what would become of a visit, and what it would break; or why it cannot be done. */
export interface BulkLine {
  readonly visit: VisitCard;
  readonly place: BulkPlace | null;
  readonly violations: readonly Violation[];
  /** `under-way`: begun or over. `undated`: has no time to shift. `nowhere`: nobody knows a time. `unmoved`: it is so already. */
  readonly obstacle: 'under-way' | 'undated' | 'nowhere' | 'unmoved' | undefined;
}

const DAY_SECONDS = 86_400;
const line = (visit: VisitCard, given: Partial<BulkLine> = {}): BulkLine => ({ visit, place: null, violations: [], obstacle: undefined, ...given });

function shiftedBy(visit: VisitCard, seconds: number): BulkLine {
  const start = secondsOfStart(visit);
  return start === undefined ? line(visit, { obstacle: 'undated' }) : line(visit, { place: { crew: visit.crew, startSeconds: start + seconds } });
}

const replaced = (plan: Plan, visit: VisitCard, { crew, startSeconds }: BulkPlace): Plan => ({
  ...plan,
  visits: [...plan.visits.filter(({ name }) => name !== visit.name), { ...planVisitOf(visit), status: 'planned', crew: crew.map(({ technician }) => technician), startSeconds }],
});

/** Those that have a time keep it; the others get the best one with this person, each after those before it. */
function assignedTo(visits: readonly VisitCard[], technician: string, plan: Plan): BulkLine[] {
  let grown = plan;
  return visits.map((visit) => {
    if (leadOf(visit) === technician && visit.status !== 'unassigned') return line(visit, { obstacle: 'unmoved' });
    const only = { ...grown, technicians: grown.technicians.filter(({ name }) => name === technician) };
    const startSeconds = secondsOfStart(visit) ?? rankPlacements(planVisitOf(visit), only)[0]?.startSeconds;
    if (startSeconds === undefined) return line(visit, { obstacle: 'nowhere' });
    const place: BulkPlace = { crew: [{ technician, role: 'lead' }, ...visit.crew.filter((member) => member.role !== 'lead' && member.technician !== technician)], startSeconds };
    grown = replaced(grown, visit, place);
    return line(visit, { place });
  });
}

function moved(visits: readonly VisitCard[], deed: BulkDeed, plan: Plan): BulkLine[] {
  switch (deed.kind) {
    case 'assign': return assignedTo(visits, deed.technician, plan);
    case 'shift': return visits.map((visit) => shiftedBy(visit, deed.minutes * 60));
    case 'day': return visits.map((visit) => shiftedBy(visit, deed.days * DAY_SECONDS));
    case 'unassign': return visits.map((visit) => line(visit, visit.status === 'unassigned' ? { obstacle: 'unmoved' } : {}));
    case 'message': return visits.map((visit) => line(visit));
  }
}

function judged(lines: readonly BulkLine[], plan: Plan): BulkLine[] {
  const after = lines.reduce((grown, { visit, place }) => (place === null ? grown : replaced(grown, visit, place)), plan);
  const tours = toursOf(after);
  return lines.map((each) => {
    const { visit, place } = each;
    if (place === null) return each;
    const violations = place.crew.flatMap(({ technician: name }, at) => {
      const technician = plan.technicians.find((person) => person.name === name);
      if (technician === undefined) return [];
      const found = checkPlacement({ visit: planVisitOf(visit), technician, tour: tours.get(name) ?? [], startSeconds: place.startSeconds, crewCount: place.crew.length, ...(plan.nowSeconds === undefined ? {} : { nowSeconds: plan.nowSeconds }) });
      return at === 0 ? found : found.filter(({ rule }) => rule === 'absence' || rule === 'overlap' || rule === 'outside-shift');
    });
    return { ...each, violations };
  });
}

/**
 * What would become of every visit, judged as if all of them were done. `plan` is that of the days where they land.
 * What has begun or is over is not touched, which its line says; a message may go to anybody.
 */
export function previewBulk(visits: readonly VisitCard[], deed: BulkDeed, plan: Plan): BulkLine[] {
  const action = deed.kind === 'unassign' ? 'unplan' : 'plan';
  const canDo = (visit: VisitCard): boolean => deed.kind === 'message' || visitStatusAfter(visit.status, action) !== undefined || (deed.kind === 'unassign' && visit.status === 'unassigned');
  const done = judged(moved(visits.filter(canDo), deed, plan), plan);
  const byName = new Map(done.map((each) => [each.visit.name, each]));
  return visits.map((visit) => byName.get(visit.name) ?? line(visit, { obstacle: 'under-way' }));
}
