import { computed, shallowRef, type Ref } from 'vue';
import { isVisitOver, isVisitUnderWay, type VisitCard } from '@gigafibre/contracts';
import { checkPlacement, isHard, type PlanTechnician, type Violation } from '@gigafibre/dispatch';
import { carriedTo, type Carried, type Hand, type Landing } from './carrying.ts';
import { moveCost, tourAfter, type MoveCost, type Moving } from './move-cost.ts';
import { planVisitOf } from './plans.ts';
import type { BoardPlan } from './use-plan.ts';

/** What the landing would break, the worst first, and what it would cost. */
export interface Verdict {
  readonly violations: readonly Violation[];
  readonly cost: MoveCost;
}

export const canPickUp = (visit: VisitCard): boolean => !isVisitUnderWay(visit.status) && !isVisitOver(visit.status);

const movingOf = ({ visit, ...place }: Carried): Moving => ({ ...place, visit: { ...planVisitOf(visit), durationSeconds: place.durationSeconds } });
const hardFirst = (violations: readonly Violation[]): readonly Violation[] => [...violations.filter(isHard), ...violations.filter((violation) => !isHard(violation))];

/** The visits in hand and what every row says of them before they are let go (R05). */
export function useHand(plan: BoardPlan, now: Readonly<Ref<number>>) {
  const hand = shallowRef<Hand>();
  const people = computed(() => new Map(plan.plan.value.technicians.map((technician) => [technician.name, technician])));
  const order = computed(() => plan.rows.value.map(({ technician }) => technician.name));
  const carried = computed<readonly Carried[]>(() => (hand.value === undefined ? [] : carriedTo(hand.value, order.value)));

  function crewCount({ visit }: Carried, isJoining: boolean): number {
    return Math.max(1, visit.crew.length) + Number(isJoining);
  }

  function judge(technician: PlanTechnician, place: Carried, { isJoining, moving }: { readonly isJoining: boolean; readonly moving: readonly Moving[] }): Violation[] {
    const { startSeconds } = place;
    const { visit } = movingOf(place);
    const tour = tourAfter(plan.tours.value.get(technician.name) ?? [], technician.name, moving);
    const isMoved = startSeconds !== visit.startSeconds;
    return checkPlacement({ visit, technician, tour, startSeconds, crewCount: crewCount(place, isJoining), ...(isMoved ? { nowSeconds: now.value } : {}) });
  }

  const isJoining = (): boolean => hand.value?.landing.on === 'row' && hand.value.landing.joins === true;

  const verdict = computed<Verdict | undefined>(() => {
    if (carried.value.length === 0) return undefined;
    const moving = carried.value.map(movingOf);
    const violations = carried.value.flatMap((place) => {
      const person = people.value.get(place.technician);
      return person === undefined ? [] : judge(person, place, { isJoining: isJoining(), moving });
    });
    return { violations: hardFirst(violations), cost: moveCost(moving, plan.tours.value, people.value) };
  });

  /** Rows on which the visit held would break a hard rule at this hour. */
  const blocked = computed<ReadonlySet<string>>(() => {
    const [held, ...others] = carried.value;
    if (held === undefined) return new Set();
    const moving = others.map(movingOf);
    return new Set(plan.plan.value.technicians.filter((person) => judge(person, held, { isJoining: isJoining(), moving }).some(isHard)).map(({ name }) => name));
  });

  function take(visit: VisitCard, given: Pick<Hand, 'by' | 'mode' | 'from' | 'landing'>, others: readonly VisitCard[] = []): void {
    if (canPickUp(visit)) hand.value = { visit, others: given.mode === 'move' ? others.filter((other) => other.name !== visit.name && canPickUp(other)) : [], ...given };
  }

  function aim(landing: Landing): void {
    if (hand.value !== undefined) hand.value = { ...hand.value, landing };
  }

  const release = (): Hand | undefined => {
    const held = hand.value;
    hand.value = undefined;
    return held;
  };

  return { hand, carried, verdict, blocked, take, aim, release };
}

export type HandState = ReturnType<typeof useHand>;
