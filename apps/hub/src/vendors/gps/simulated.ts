import { Temporal, type Clock } from '@gigafibre/kernel';
import type { Fix, GpsFeed, OpenGps, PlannedTour } from './gps.port.ts';
import { lastHeard, metersBetween, vanAt } from './simulated-van.ts';

const TICK_SECONDS = 10;
const STANDING_SECONDS = 60;
const NEAR_METERS = 15;

interface SimulationOptions {
  readonly clock: Clock;
  readonly onFault: (error: unknown) => void;
}

const isWorthTelling = (fix: Fix, before: Fix | undefined): boolean =>
  before === undefined || metersBetween(before, fix) > NEAR_METERS || Date.parse(fix.at) - Date.parse(before.at) >= STANDING_SECONDS * 1000;

/** What the trackers of these vans would say at an instant, those unheard since with the last they said. */
export function simulatedFixes(tours: readonly PlannedTour[], nowSeconds: number): readonly Fix[] {
  return tours.flatMap((tour) => {
    const heard = lastHeard(tour, Math.floor(nowSeconds / TICK_SECONDS) * TICK_SECONDS);
    const van = nowSeconds < tour.shift.endSeconds ? vanAt(tour, heard) : undefined;
    if (van === undefined) return [];
    const at = Temporal.Instant.fromEpochMilliseconds(heard * 1000).toString();
    return [{ id: `${tour.device} ${at}`, device: tour.device, at, ...van, accuracyMeters: 8 }];
  });
}

/** Vans of the demonstration: they drive the plan by the clock, and say so. */
export const simulateVans =
  ({ clock, onFault }: SimulationOptions): OpenGps =>
  ({ tours }): GpsFeed => {
    const last = new Map<string, Fix>();
    let timer: NodeJS.Timeout | undefined;
    let turn: Promise<void> | undefined;

    async function tick(onFixes: (fixes: readonly Fix[]) => void): Promise<void> {
      try {
        const nowSeconds = Math.floor(clock().epochMilliseconds / 1000);
        const told = simulatedFixes(await tours(), nowSeconds).filter((fix) => fix.at !== last.get(fix.device)?.at && isWorthTelling(fix, last.get(fix.device)));
        for (const fix of told) last.set(fix.device, fix);
        if (told.length > 0) onFixes(told);
      } catch (error) {
        onFault(error);
      } finally {
        turn = undefined;
      }
    }
    return {
      source: 'simulated',
      state: () => 'simulated',
      start(onFixes) {
        const begin = (): void => {
          turn ??= tick(onFixes);
        };
        begin();
        timer = setInterval(begin, TICK_SECONDS * 1000).unref();
      },
      async close() {
        clearInterval(timer);
        await turn;
      },
    };
  };
