import { Problem, type Actor, type LiveSignal, type OffersSetting, type PlanningOffers, type PlanningRun, type PlanningStart } from '@gigafibre/contracts';
import { siteDate, siteMidnight, type Clock } from '@gigafibre/kernel';
import { predictTours } from './lateness.service.ts';
import { reasonsOf } from './offer-reasons.ts';
import type { OfferBook } from './offers.ports.ts';
import { PLANNER } from './planner-actor.ts';
import type { DrivingSeconds, FactsKeeper } from './planning.ports.ts';

/** Little is moved, so little time is needed. */
const SECONDS = 2;
/** A hand that says nothing for this long has let go, or its desk is gone. */
const HAND_SECONDS = 8;

export interface OfferParts {
  readonly book: OfferBook;
  readonly facts: FactsKeeper;
  readonly driving: DrivingSeconds;
  readonly start: (by: Actor, start: PlanningStart) => Promise<PlanningRun>;
  readonly clock: Clock;
}

export interface Offers {
  /** Looks once whether something happened that another plan might mend, and begins to search one. @returns whether it did. */
  look(): Promise<boolean>;
  /** Takes note of what is in whose hand. */
  hear(signal: LiveSignal): void;
  read(): Promise<PlanningOffers>;
  dismiss(by: Actor, run: string): Promise<PlanningOffers>;
  set(by: Actor, setting: OffersSetting): Promise<PlanningOffers>;
}

/** Plans that are looked for without anybody asking: offered, never applied, and never while somebody has a visit in hand (R60). */
export function createOffers({ book, facts, driving, start, clock }: OfferParts): Offers {
  const hands = new Map<string, number>();
  const nowSeconds = (): number => Math.floor(clock().epochMilliseconds / 1000);
  const isSomebodyCarrying = (): boolean => [...hands.values()].some((heardAt) => nowSeconds() - heardAt < HAND_SECONDS);
  const read = async (): Promise<PlanningOffers> => ({ ...(await book.read()), offers: await book.open(clock()) });

  async function reasons() {
    const [now, today] = [clock(), siteDate(clock())];
    const { technicians, visits } = await facts.read({ from: today, days: 1 });
    const late = predictTours(technicians, visits, { now, driving }).flatMap((tour) => tour.visits);
    return reasonsOf({ technicians, visits, late, now, until: siteMidnight(today.add({ days: 1 })) });
  }

  return {
    read,
    hear(signal) {
      if (signal.topic !== 'hand') return;
      if (signal.visits.length === 0) hands.delete(signal.desk);
      else hands.set(signal.desk, nowSeconds());
    },
    async look() {
      if (isSomebodyCarrying() || !(await book.read()).setting.isOn) return false;
      const next = await book.claim(await reasons(), clock());
      if (next === undefined) return false;
      try {
        const run = await start(PLANNER, { scope: { from: siteDate(clock()).toString(), days: 1 }, cause: next.cause, seconds: SECONDS });
        await book.began(next.keys, run.id);
        return true;
      } catch (error) {
        // somebody plans these days already: what they find may do, and if not, the reason is still there
        await book.giveBack(next.keys);
        if (error instanceof Problem && error.code === 'planning_busy') return false;
        throw error;
      }
    },
    async dismiss(by, run) {
      await book.dismiss(run, { by, now: clock() });
      return read();
    },
    async set(by, setting) {
      await book.set(setting, { by, now: clock() });
      return read();
    },
  };
}
