import { onScopeDispose, watch, type Ref } from 'vue';
import { followScroll, hourAt, type BoardScale } from './board-scale.ts';

interface FollowParts {
  readonly scroller: Readonly<Ref<HTMLElement | undefined>>;
  readonly scale: Readonly<Ref<BoardScale>>;
  /** Seconds since 1970. */
  readonly now: Readonly<Ref<number>>;
  readonly pixelsPerHour: Readonly<Ref<number>>;
  readonly laneWidth: Readonly<Ref<number>>;
}

/** Nobody has touched anything for this long, in milliseconds: the board may scroll by itself. */
const IDLE_MS = 120_000;
const SIGNS_OF_LIFE = ['pointermove', 'pointerdown', 'wheel', 'keydown', 'scroll'] as const;

/** Keeps the present in sight while nobody is at work; a hand on the mouse stops it. */
export function useFollow({ scroller, scale, now, pixelsPerHour, laneWidth }: FollowParts): void {
  let lastSign = performance.now();
  const sign = (): void => {
    lastSign = performance.now();
  };
  for (const name of SIGNS_OF_LIFE) window.addEventListener(name, sign, { capture: true, passive: true });
  onScopeDispose(() => {
    for (const name of SIGNS_OF_LIFE) window.removeEventListener(name, sign, { capture: true });
  });

  watch(now, (seconds) => {
    const element = scroller.value;
    const isShown = seconds >= scale.value.fromSeconds && seconds < scale.value.untilSeconds;
    if (element === undefined || !isShown || performance.now() - lastSign < IDLE_MS) return;
    const to = followScroll(hourAt(scale.value, seconds) * pixelsPerHour.value, { scrollLeft: element.scrollLeft, laneWidth: laneWidth.value });
    if (to === undefined) return;
    element.scrollTo({ left: to, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  });
}
