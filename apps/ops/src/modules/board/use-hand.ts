import { computed, shallowRef, type Ref } from 'vue';
import { isVisitOver, isVisitUnderWay, type VisitCard } from '@gigafibre/contracts';
import { checkPlacement, isHard, travelChange, type PlanTechnician, type TravelChange, type Violation } from '@gigafibre/dispatch';
import { planVisitOf } from './plans.ts';
import type { BoardPlan } from './use-plan.ts';

/** Where the visit in hand would land. */
export type Landing = { readonly on: 'row'; readonly technician: string; readonly startSeconds: number; readonly durationSeconds: number } | { readonly on: 'tray' } | { readonly on: 'nothing' };

/** The visit that the pointer or the keyboard has picked up. */
export interface Hand {
  readonly visit: VisitCard;
  readonly by: 'pointer' | 'keys';
  readonly mode: 'move' | 'resize';
  /** The row it was taken from; null from the tray. */
  readonly from: string | null;
  readonly landing: Landing;
}

/** What the landing would break and cost. */
export interface Verdict {
  readonly violations: readonly Violation[];
  readonly travel: TravelChange;
}

export const canPickUp = (visit: VisitCard): boolean => !isVisitUnderWay(visit.status) && !isVisitOver(visit.status);

/** The visit in hand and what every row says of it before it is let go (R05). */
export function useHand(plan: BoardPlan, now: Readonly<Ref<number>>) {
  const hand = shallowRef<Hand>();
  const people = computed(() => new Map(plan.plan.value.technicians.map((technician) => [technician.name, technician])));

  function judge(technician: PlanTechnician, held: Hand, landing: Extract<Landing, { on: 'row' }>): Verdict {
    const visit = { ...planVisitOf(held.visit), durationSeconds: landing.durationSeconds };
    const tour = plan.tours.value.get(technician.name) ?? [];
    const { startSeconds } = landing;
    const crewCount = Math.max(1, held.visit.crew.length);
    const isMoved = startSeconds !== planVisitOf(held.visit).startSeconds;
    const violations = checkPlacement({ visit, technician, tour, startSeconds, crewCount, ...(isMoved ? { nowSeconds: now.value } : {}) });
    return { violations, travel: travelChange(visit, technician, tour, startSeconds) };
  }

  const verdict = computed<Verdict | undefined>(() => {
    const held = hand.value;
    if (held?.landing.on !== 'row') return undefined;
    const person = people.value.get(held.landing.technician);
    return person === undefined ? undefined : judge(person, held, held.landing);
  });

  /** Rows on which it would break a hard rule at this hour. */
  const blocked = computed<ReadonlySet<string>>(() => {
    const held = hand.value;
    if (held === undefined || held.landing.on !== 'row') return new Set();
    const { landing } = held;
    return new Set(plan.plan.value.technicians.filter((person) => judge(person, held, landing).violations.some(isHard)).map(({ name }) => name));
  });

  function take(visit: VisitCard, given: Pick<Hand, 'by' | 'mode' | 'from' | 'landing'>): void {
    if (canPickUp(visit)) hand.value = { visit, ...given };
  }

  function aim(landing: Landing): void {
    if (hand.value !== undefined) hand.value = { ...hand.value, landing };
  }

  const release = (): Hand | undefined => {
    const held = hand.value;
    hand.value = undefined;
    return held;
  };

  return { hand, verdict, blocked, take, aim, release };
}

export type HandState = ReturnType<typeof useHand>;
