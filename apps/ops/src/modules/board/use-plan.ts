import { computed, shallowReactive, watch, type ComputedRef, type Ref } from 'vue';
import { conflictsOf, toursOf, tourWithTravel, type Conflict, type Plan, type TravelSegment, type Violation } from '@gigafibre/dispatch';
import type { TechnicianCard, VisitCard } from '@gigafibre/contracts';
import { barTimes, growsWithTime, stepOf, type BarTimes } from './bar-times.ts';
import { stackInLanes, type Lane } from './lanes.ts';
import { planTechnicianOf, planVisitOf } from './plans.ts';
import { fadedIn, isRowWanted } from './row-filter.ts';
import { makeSameMap } from './same-set.ts';
import type { BoardState } from './use-board.ts';
import type { BoardView } from './view-state.ts';

/** When and in which lane of its row a bar is drawn. */
export type BarPlace = BarTimes & Lane;

/** One technician's line of the board. Equal content keeps the same object, so that an untouched row is not drawn again. */
export interface BoardRow {
  readonly technician: TechnicianCard;
  readonly visits: readonly VisitCard[];
  readonly bars: ReadonlyMap<string, BarPlace>;
  readonly travel: readonly TravelSegment[];
  /** Work and driving as a share of the working time; undefined without a shift. */
  readonly load: number | undefined;
}

const secondsOfWork = (technician: TechnicianCard): number =>
  planTechnicianOf(technician).shifts.reduce((sum, shift) => sum + shift.endSeconds - shift.startSeconds - (shift.lunch === null ? 0 : shift.lunch.endSeconds - shift.lunch.startSeconds), 0);

function loadOf(technician: TechnicianCard, visits: readonly VisitCard[], travel: readonly TravelSegment[]): number | undefined {
  const available = secondsOfWork(technician);
  if (available === 0) return undefined;
  const busy = visits.reduce((sum, visit) => sum + visit.durationMinutes * 60, 0) + travel.reduce((sum, { travelSeconds, from }) => sum + (from === null ? 0 : travelSeconds), 0);
  return Math.round((busy / available) * 100);
}

function barsOf(visits: readonly VisitCard[], nowSeconds: number): ReadonlyMap<string, BarPlace> {
  const times = new Map(visits.flatMap((visit) => {
    const found = barTimes(visit, nowSeconds);
    return found === undefined ? [] : [[visit.name, found] as const];
  }));
  const stretches = [...times].map(([name, { startSeconds, endSeconds }]) => ({ name, startSeconds, endSeconds })).sort((one, other) => one.startSeconds - other.startSeconds);
  const lanes = stackInLanes(stretches);
  return new Map([...times].map(([name, found]) => [name, { ...found, ...(lanes.get(name) ?? { lane: 0, lanes: 1 }) }]));
}

function rowOf(technician: TechnicianCard, visits: readonly VisitCard[], nowSeconds: number): BoardRow {
  const planned = visits.map(planVisitOf).flatMap((visit) => (visit.startSeconds === null ? [] : [{ ...visit, startSeconds: visit.startSeconds }]));
  const travel = tourWithTravel(planned.filter(({ status }) => status !== 'cancelled' && status !== 'failed'), planTechnicianOf(technician));
  return { technician, visits, bars: barsOf(visits, nowSeconds), travel, load: loadOf(technician, visits, travel) };
}

const byStart = (one: VisitCard, other: VisitCard): number => Date.parse(one.plannedStart ?? '') - Date.parse(other.plannedStart ?? '') || (one.name < other.name ? -1 : 1);
const sameItems = (one: readonly unknown[], other: readonly unknown[]): boolean => one.length === other.length && one.every((item, index) => item === other[index]);

function byTechnician(visits: Iterable<VisitCard>): Map<string, VisitCard[]> {
  const found = new Map<string, VisitCard[]>();
  for (const visit of visits) {
    if (visit.status === 'unassigned' || visit.plannedStart === null) continue;
    for (const { technician } of visit.crew) found.set(technician, [...(found.get(technician) ?? []), visit]);
  }
  for (const list of found.values()) list.sort(byStart);
  return found;
}

function countVisits(visits: Iterable<VisitCard>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { job, sequence } of visits) if (sequence > 1) counts.set(job, Math.max(counts.get(job) ?? 1, sequence));
  return counts;
}

/** Touches only the visits whose alarms differ, so that the others are not drawn again. */
function syncAlarms(shown: Map<string, readonly Violation[]>, conflicts: readonly Conflict[]): void {
  const found = new Map<string, readonly Violation[]>();
  for (const { visit, violations } of conflicts) found.set(visit, [...(found.get(visit) ?? []), ...violations]);
  for (const visit of shown.keys()) if (!found.has(visit)) shown.delete(visit);
  for (const [visit, violations] of found) if (JSON.stringify(shown.get(visit)) !== JSON.stringify(violations)) shown.set(visit, violations);
}

/** What the cards mean together: rows, conflicts and the plan that placements are judged against. */
export function usePlan(board: BoardState, view: Ref<BoardView>, now: Readonly<Ref<number>>) {
  let known = new Map<string, BoardRow>();
  let drawnAt = 0;
  const step = computed(() => stepOf(now.value));
  const allRows = computed<readonly BoardRow[]>(() => {
    const tours = byTechnician(board.visits.values());
    const rows = board.technicians.value.map((technician) => {
      const visits = tours.get(technician.name) ?? [];
      const before = known.get(technician.name);
      const isSame = before !== undefined && before.technician === technician && sameItems(before.visits, visits) && (drawnAt === step.value || !visits.some(growsWithTime));
      return isSame ? before : rowOf(technician, visits, step.value);
    });
    drawnAt = step.value;
    known = new Map(rows.map((row) => [row.technician.name, row]));
    return rows;
  });

  const plan = computed<Plan>(() => ({ technicians: board.technicians.value.map(planTechnicianOf), visits: [...board.visits.values()].map(planVisitOf), nowSeconds: now.value }));
  const tours = computed(() => toursOf(plan.value));
  const conflicts = computed<readonly Conflict[]>(() => conflictsOf(plan.value));
  const alarms = shallowReactive(new Map<string, readonly Violation[]>());
  watch(conflicts, (found) => syncAlarms(alarms, found), { immediate: true });

  const rows = computed(() => allRows.value.filter((row) => isRowWanted(row, view.value)));
  /** Visits that the filter leaves aside. */
  const faded = computed<ReadonlySet<string>>(() => (view.value.text === '' && view.value.status === '' ? new Set() : new Set(rows.value.flatMap((row) => fadedIn(row, view.value)))));
  const zones: ComputedRef<string[]> = computed(() => [...new Set(board.technicians.value.map(({ zone }) => zone))].filter((zone) => zone !== '').sort((one, other) => one.localeCompare(other, 'fr')));
  const trades = computed(() => [...new Set(board.technicians.value.map(({ trade }) => trade))].filter((trade) => trade !== '').sort());
  const skills = computed(() => new Map(board.technicians.value.flatMap((technician) => technician.skills.map(({ skill, label }) => [skill, label] as const))));
  /** Visits a job has, by the number of the last one on the board; jobs of one visit are left out. */
  const visitCounts = shallowReactive(new Map<string, number>());
  watch(() => countVisits(board.visits.values()), (found) => makeSameMap(visitCounts, found), { immediate: true });
  return { rows, allRows, visitCounts, plan, tours, conflicts, alarms, faded, zones, trades, skills };
}

export type BoardPlan = ReturnType<typeof usePlan>;
