import type { Position, PositionReceipt, PositionReport, PositionSource, Positions, Tracking } from '@gigafibre/contracts';
import type { Clock } from '@gigafibre/kernel';
import { Temporal } from '@gigafibre/kernel';
import type { MeasuredPosition, PositionStore, ShiftBook, TrackedTechnician, WorkSpan } from './positions.ports.ts';

/** A device's clock may run ahead by as much; what says it is from later is not believed. */
const AHEAD_SECONDS = 120;
/** A phone that was in a dead zone reports late; longer ago than a day's work it is of no use to anybody. */
const LATE_SECONDS = 12 * 3600;
/** Somebody whose last position is older is not being followed at the moment. */
const IN_USE_SECONDS = 30 * 60;

export interface PositionRules {
  readonly asksPhone: boolean;
  readonly dispatchHours: number;
  readonly replayDays: number;
}

export interface PositionDeps {
  readonly clock: Clock;
  readonly shifts: ShiftBook;
  readonly store: PositionStore;
  readonly rules: PositionRules;
  /** Tells the screens that are open. */
  readonly publish: (positions: readonly Position[]) => void;
  readonly feedState: () => Positions['feed'];
}

/** A measurement that still names the device instead of the person. */
export type DeviceFix = Omit<MeasuredPosition, 'technician' | 'source' | 'sourceId'> & { readonly id: string; readonly device: string };

const secondsOf = (instant: string): number => Date.parse(instant) / 1000;
const textOf = (seconds: number): string => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString();
const holds = (seconds: number) => (span: WorkSpan): boolean => seconds >= span.startSeconds && seconds < span.endSeconds;
const isAtWork = (technician: TrackedTechnician | undefined, seconds: number): boolean => technician?.work.some(holds(seconds)) ?? false;

export function createPositionService(deps: PositionDeps) {
  const { clock, shifts, store, rules } = deps;
  const nowSeconds = (): number => Math.floor(clock().epochMilliseconds / 1000);

  /** Keeps what was measured in somebody's working time, and tells the open screens. Nothing else is stored anywhere. */
  async function take(measured: readonly MeasuredPosition[], tracked: readonly TrackedTechnician[]): Promise<readonly Position[]> {
    const now = nowSeconds();
    const people = new Map(tracked.map((technician) => [technician.name, technician]));
    const isBelievable = ({ at }: MeasuredPosition): boolean => secondsOf(at) <= now + AHEAD_SECONDS && secondsOf(at) >= now - LATE_SECONDS;
    const wanted = measured.filter((position) => isBelievable(position) && isAtWork(people.get(position.technician), secondsOf(position.at)));
    const kept = await store.keep(wanted);
    if (kept.length > 0) deps.publish(kept);
    return kept;
  }

  function trackingOf(technician: TrackedTechnician | undefined, last: Position | undefined): Tracking {
    const now = nowSeconds();
    const shift = technician?.work.find(holds(now));
    const isFollowed = shift !== undefined && last !== undefined && secondsOf(last.at) >= now - IN_USE_SECONDS;
    return {
      isOn: isFollowed,
      source: isFollowed ? last.source : null,
      asksPhone: rules.asksPhone && shift !== undefined,
      shift: shift === undefined ? null : { start: textOf(shift.startSeconds), end: textOf(shift.endSeconds) },
      keptHours: Math.max(rules.dispatchHours, rules.replayDays * 24),
    };
  }

  async function tracking(name: string): Promise<Tracking> {
    const [tracked, latest] = await Promise.all([shifts.trackedAround(nowSeconds()), store.latest(textOf(nowSeconds() - IN_USE_SECONDS))]);
    return trackingOf(tracked.find((technician) => technician.name === name), latest.find(({ technician }) => technician === name));
  }

  return {
    tracking,
    /** What a phone measured. Whatever it says, it is its own technician's. */
    async report(technician: string, { positions }: PositionReport): Promise<PositionReceipt> {
      const tracked = await shifts.trackedAround(nowSeconds());
      const measured = positions.map((position) => ({ ...position, technician, source: 'phone' as const, sourceId: `${technician} ${secondsOf(position.at)}` }));
      const kept = await take(measured, tracked);
      return { stored: kept.length, ignored: positions.length - kept.length, tracking: await tracking(technician) };
    },
    /** What the trackers measured; a device that is nobody's is left out. */
    async takeFixes(fixes: readonly DeviceFix[], source: PositionSource): Promise<readonly Position[]> {
      const tracked = await shifts.trackedAround(nowSeconds());
      const owners = new Map(tracked.map(({ device, name }) => [device, name]));
      const measured = fixes.flatMap(({ id, device, ...fix }) => {
        const technician = owners.get(device);
        return technician === undefined ? [] : [{ ...fix, technician, source, sourceId: id }];
      });
      return take(measured, tracked);
    },
    /** The last position of everybody who is at work now. */
    async latest(): Promise<Positions> {
      const now = nowSeconds();
      const [tracked, latest] = await Promise.all([shifts.trackedAround(now), store.latest(textOf(now - LATE_SECONDS))]);
      const people = new Map(tracked.map((technician) => [technician.name, technician]));
      const sinceShiftBegan = ({ technician, at }: Position): boolean => (people.get(technician)?.work ?? []).some((span) => holds(now)(span) && holds(secondsOf(at))(span));
      return { asOf: textOf(now), feed: deps.feedState(), positions: latest.filter(sinceShiftBegan) };
    },
    /** Forgets what has been kept long enough for its purpose. Gives how many positions that was. */
    async purge(): Promise<number> {
      const now = clock();
      const forDispatch = await store.purge('dispatch', now.subtract({ hours: rules.dispatchHours }).toString());
      const forReplay = await store.purge('replay', now.subtract({ hours: Math.max(rules.dispatchHours, rules.replayDays * 24) }).toString());
      return forDispatch + forReplay;
    },
  };
}

export type PositionService = ReturnType<typeof createPositionService>;
