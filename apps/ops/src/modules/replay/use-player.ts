import { computed, onScopeDispose, ref, watch, type Ref } from 'vue';

export const SPEEDS = [1, 5, 15, 60] as const;
export type Speed = (typeof SPEEDS)[number];
const MINUTE_MS = 60_000;
const STEP_MINUTES = 5;
const STRIDE_MINUTES = 30;

/** The moment that is looked at, to the minute, and the playing of it. */
export function usePlayer(range: Readonly<Ref<{ readonly from: number; readonly until: number }>>) {
  const exact = ref(range.value.until);
  const isPlaying = ref(false);
  const speed = ref<Speed>(15);
  const moment = computed(() => Math.floor(exact.value / MINUTE_MS) * MINUTE_MS);
  let frame = 0;
  let last = 0;

  function seek(to: number): void {
    exact.value = Math.min(range.value.until, Math.max(range.value.from, to));
  }
  function run(now: number): void {
    seek(exact.value + ((now - last) / 1000) * speed.value * MINUTE_MS);
    last = now;
    if (exact.value >= range.value.until) isPlaying.value = false;
    else frame = requestAnimationFrame(run);
  }
  function toggle(): void {
    if (!isPlaying.value && exact.value >= range.value.until) seek(range.value.from);
    isPlaying.value = !isPlaying.value;
  }
  watch(isPlaying, (plays) => {
    cancelAnimationFrame(frame);
    if (!plays) return;
    last = performance.now();
    frame = requestAnimationFrame(run);
  });
  watch(range, ({ until }) => {
    isPlaying.value = false;
    exact.value = until;
  });
  onScopeDispose(() => {
    cancelAnimationFrame(frame);
  });

  const by = (minutes: number): void => seek(moment.value + minutes * MINUTE_MS);
  /** @returns whether the key was one of the player's. */
  function onKey({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean {
    const stride = shiftKey ? STRIDE_MINUTES : STEP_MINUTES;
    const acts: Readonly<Record<string, () => void>> = { ' ': toggle, ArrowLeft: () => by(-stride), ArrowRight: () => by(stride), Home: () => seek(range.value.from), End: () => seek(range.value.until) };
    acts[key]?.();
    return acts[key] !== undefined;
  }
  return { moment, isPlaying, speed, seek, toggle, onKey };
}
