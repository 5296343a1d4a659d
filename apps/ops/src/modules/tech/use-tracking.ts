import { computed, onScopeDispose, shallowRef } from 'vue';
import type { Tracking } from '@gigafibre/contracts';
import { ApiProblem } from '../../api/http.ts';
import { readTracking, reportPositions } from '../../api/positions.ts';
import { useNow } from '../../ui/use-now.ts';
import { createPhoneTracker, isInShift, type TrackerPorts } from './phone-tracker.ts';

const SEND_EVERY_MS = 60_000;
const ASK_EVERY_MS = 300_000;

const orUndefined = async <T>(asked: Promise<T>): Promise<T | undefined> => {
  try {
    return await asked;
  } catch (cause) {
    if (!(cause instanceof ApiProblem)) throw cause;
    return undefined;
  }
};

const measure: NonNullable<TrackerPorts['measure']> = (onMeasured) => {
  const watch = navigator.geolocation.watchPosition(
    ({ coords, timestamp }) =>
      onMeasured({
        at: new Date(timestamp).toISOString(),
        latitude: coords.latitude,
        longitude: coords.longitude,
        speedKmh: coords.speed === null ? null : Math.min(400, Math.max(0, Math.round(coords.speed * 36) / 10)),
        courseDegrees: coords.heading === null || Number.isNaN(coords.heading) ? null : coords.heading,
        accuracyMeters: Math.min(100_000, Math.round(coords.accuracy)),
      }),
    () => undefined, // refused by the person or not to be had: then the phone reports nothing, and the screen does not say it does
    { enableHighAccuracy: true, maximumAge: 10_000, timeout: 30_000 },
  );
  return () => {
    navigator.geolocation.clearWatch(watch);
  };
};

/** Whether the technician is being followed, for as long as his pages are open; and his phone's part in it (R07). */
export function useTracking() {
  const tracking = shallowRef<Tracking>();
  const now = useNow();
  const tracker = createPhoneTracker({ measure: 'geolocation' in navigator ? measure : undefined, send: (report) => orUndefined(reportPositions(report)), now: () => Date.now() });

  async function ask(): Promise<void> {
    const said = await orUndefined(readTracking());
    if (said === undefined) return;
    tracking.value = said;
    tracker.follow(said);
  }
  async function send(): Promise<void> {
    tracking.value = (await tracker.flush()) ?? tracking.value;
  }
  const look = (): void => {
    if (document.visibilityState === 'visible') void ask();
  };
  const asking = window.setInterval(() => void ask(), ASK_EVERY_MS);
  const sending = window.setInterval(() => void send(), SEND_EVERY_MS);
  document.addEventListener('visibilitychange', look);
  onScopeDispose(() => {
    window.clearInterval(asking);
    window.clearInterval(sending);
    document.removeEventListener('visibilitychange', look);
    tracker.stop();
  });
  /** The end of the shift while positions are kept; undefined when they are not. */
  const until = computed(() => (tracking.value?.isOn === true && isInShift(tracking.value, now.value) ? tracking.value.shift?.end : undefined));
  return { until, tracking, ask };
}
