import type { PlanTechnician, PlanVisit, Priority } from '../../model.ts';
import { COST_KINDS, type CostKind, type PlanCost } from '../plan.ts';
import type { PlanningProblem } from '../problem.ts';
import type { Standing, Workday } from './day.ts';
import { minutesNeeded } from './day.ts';
import type { CheckedTour, Leg } from './tour.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const rankOf = (visit: PlanVisit): Priority => visit.priority ?? 'Medium';

/** Adds a plan up from its starts alone. */
export class Bill {
  private readonly lines = new Map<CostKind, number>(COST_KINDS.map((kind) => [kind, 0]));
  private travelSeconds = 0;
  private travelMeters = 0;
  private lateSeconds = 0;
  private overtimeSeconds = 0;
  private unassigned = 0;
  private moved = 0;
  private brokenPromises = 0;
  private readonly problem: PlanningProblem;

  constructor(problem: PlanningProblem) {
    this.problem = problem;
  }

  private charge(kind: CostKind, cents: number): void {
    this.lines.set(kind, (this.lines.get(kind) ?? 0) + cents);
  }

  private dayNumber(at: number): number {
    return Math.floor((at - this.problem.horizon.startSeconds) / DAY);
  }

  private today(): number {
    return this.dayNumber(Math.max(this.problem.nowSeconds, this.problem.horizon.startSeconds));
  }

  private latenessOf(visit: PlanVisit, start: number): { seconds: number; cents: number } {
    if (visit.slaDueSeconds === null) return { seconds: 0, cents: 0 };
    const seconds = Math.max(0, start - Math.max(visit.slaDueSeconds, this.problem.nowSeconds));
    return { seconds, cents: Math.round((seconds * this.problem.weights.perLateMinute[rankOf(visit)]) / 60) };
  }

  addTour(tour: CheckedTour): void {
    if (tour.stops.length === 0) return;
    for (const { leg, at } of tour.stops) {
      this.addLeg(leg);
      this.addVisit(tour.day, at);
    }
    this.addLeg(tour.wayBack);
    const extra = tour.day.lasts === 'to the end of the shift' ? Math.max(0, tour.over - tour.day.until) : 0;
    this.overtimeSeconds += extra;
    this.charge('overtime', Math.round((extra * this.problem.weights.perOvertimeMinute) / 60));
  }

  private addLeg({ seconds, meters }: Leg): void {
    const { perKilometer, perTravelMinute } = this.problem.weights;
    this.travelSeconds += seconds;
    this.travelMeters += meters;
    this.charge('travel', Math.round((perKilometer * meters) / 1000 + (perTravelMinute * seconds) / 60));
  }

  private addVisit(day: Workday, { visit, crew, start }: Standing): void {
    const { weights } = this.problem;
    const { who } = day;
    if (visit.zone !== '' && who.zone !== '' && visit.zone !== who.zone && !(who.zones ?? []).includes(visit.zone)) this.charge('territory', weights.foreignZone);
    if (day.shift.onCall) this.charge('on-call', weights.callOut);
    this.charge('fairness', this.fairness(visit, who));
    this.chargeChurn(day, visit);
    if (crew[0] !== who.name) return;
    this.charge('over-qualification', this.spare(visit, who) * weights.perSpareLevel);
    this.charge('parts', (visit.parts ?? []).reduce((sum, { part, quantity }) => sum + (who.stock === undefined ? 0 : Math.max(0, quantity - (who.stock[part] ?? 0))), 0) * weights.missingPart);
    this.charge('waiting', Math.max(0, this.dayNumber(day.from) - this.today()) * weights.perDayWaited[rankOf(visit)]);
    const late = this.latenessOf(visit, start);
    this.lateSeconds += late.seconds;
    this.charge('lateness', late.cents);
    if (visit.window === null || (visit.window.startSeconds <= start && start <= visit.window.endSeconds)) return;
    this.brokenPromises += 1;
    this.charge('promise', weights.brokenPromise);
  }

  private chargeChurn(day: Workday, visit: PlanVisit): void {
    if (visit.startSeconds === null || visit.crew.length === 0) return;
    const { moved, movedDay } = this.problem.weights;
    if (!visit.crew.includes(day.who.name)) this.charge('churn', visit.status === 'confirmed' ? moved.confirmed : moved.planned);
    if (this.dayNumber(visit.startSeconds) !== this.dayNumber(day.from)) this.charge('churn', movedDay);
  }

  private spare({ requiredSkills }: PlanVisit, { skills }: PlanTechnician): number {
    if (requiredSkills.length === 0) return Math.max(0, ...skills.map(({ level }) => level - 1));
    return requiredSkills.reduce((sum, asked) => sum + Math.max(0, (skills.find(({ skill }) => skill === asked.skill)?.level ?? asked.level) - asked.level), 0);
  }

  private fairness(visit: PlanVisit, who: PlanTechnician): number {
    const known = this.problem.technicians.flatMap(({ recentLoadMinutes }) => recentLoadMinutes ?? []);
    const mean = known.reduce((sum, each) => sum + each, 0) / Math.max(1, known.length);
    if (who.recentLoadMinutes === undefined || mean === 0) return 0;
    const above = Math.min(1, Math.max(0, who.recentLoadMinutes / mean - 1));
    return Math.round((above * this.problem.weights.perUnfairHour * minutesNeeded(visit, who)) / HOUR);
  }

  addMoved(): void {
    this.moved += 1;
  }

  addNobody(visit: PlanVisit): void {
    const { weights, horizon } = this.problem;
    const waited = Math.max(0, this.dayNumber(horizon.endSeconds) - this.today()) * weights.perDayWaited[rankOf(visit)];
    this.charge('unserved', weights.unserved[rankOf(visit)] + this.latenessOf(visit, horizon.endSeconds).cents + waited);
    this.unassigned += 1;
    if (visit.startSeconds !== null && visit.crew.length > 0) this.addMoved();
    if (visit.window === null) return;
    this.charge('promise', weights.brokenPromise);
    this.brokenPromises += 1;
  }

  total(): PlanCost {
    const split = Object.fromEntries(this.lines) as Record<CostKind, number>;
    const { travelSeconds, travelMeters, lateSeconds, overtimeSeconds, unassigned, moved, brokenPromises } = this;
    return { totalCents: Object.values(split).reduce((sum, each) => sum + each, 0), split, travelSeconds, travelMeters, lateSeconds, overtimeSeconds, unassigned, moved, brokenPromises };
  }
}
