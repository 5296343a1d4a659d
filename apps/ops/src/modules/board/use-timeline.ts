import { computed, nextTick, onScopeDispose, ref, watch, type Ref } from 'vue';
import { DENSITIES, fittingPixelsPerHour, hoursOf, openingOf, zoomAround, type BoardScale } from './board-scale.ts';

import { timelineFrame } from './timeline-frame.ts';
import { useFollow } from './use-follow.ts';
import type { BoardView } from './view-state.ts';

export const AXIS_HEIGHT = 36;
const LABEL_WIDTHS = { comfort: 250, compact: 232, all: 206 } as const;
/** In a narrow window the names get less room, the day more. */
const NARROW = 1000;
const NARROW_LABEL_WIDTH = 178;
const KEEP_ZOOM_MS = 300;

interface TimelineParts {
  readonly view: Readonly<Ref<BoardView>>;
  readonly scale: Readonly<Ref<BoardScale>>;
  /** Seconds since 1970. */
  readonly now: Readonly<Ref<number>>;
  /** Does the timeline show its days? */
  readonly isReady: Readonly<Ref<boolean>>;
  readonly keepZoom: (pixelsPerHour: number) => void;
}

/** How wide the window is; tells before it changes. */
function useWidth(scroller: Readonly<Ref<HTMLElement | undefined>>, beforeChange: () => void): Ref<number> {
  const width = ref(1200);
  const observer = new ResizeObserver(([entry]) => {
    if (entry === undefined || entry.contentRect.width === width.value) return;
    beforeChange();
    width.value = entry.contentRect.width;
  });
  watch(scroller, (element) => {
    observer.disconnect();
    if (element === undefined) return;
    width.value = element.clientWidth;
    observer.observe(element);
  });
  onScopeDispose(() => {
    observer.disconnect();
  });
  return width;
}

function useZoom({ view, scale, isReady, keepZoom }: TimelineParts, scroller: Readonly<Ref<HTMLElement | undefined>>) {
  const zoomed = ref(view.value.zoom);
  const width = useWidth(scroller, keepHour);
  const labelWidth = computed(() => (width.value < NARROW ? NARROW_LABEL_WIDTH : LABEL_WIDTHS[view.value.density]));
  const laneWidth = computed(() => Math.max(200, width.value - labelWidth.value));
  const pixelsPerHour = computed(() => (zoomed.value === 0 ? fittingPixelsPerHour(laneWidth.value, scale.value) : zoomed.value));
  let keeping: number | undefined;

  const scrollTo = (left: () => number): void => {
    void nextTick(() => {
      if (scroller.value !== undefined) scroller.value.scrollLeft = left();
    });
  };
  const toOpening = (): void => scrollTo(() => (view.value.days === 1 ? openingOf(scale.value) * pixelsPerHour.value : 0));

  /** The hour at the left edge stays there when the window grows or shrinks. */
  function keepHour(): void {
    const hour = (scroller.value?.scrollLeft ?? 0) / pixelsPerHour.value;
    scrollTo(() => hour * pixelsPerHour.value);
  }

  function zoomBy(factor: number, cursor: number = laneWidth.value / 2): void {
    const next = zoomAround({ pixelsPerHour: pixelsPerHour.value, scrollLeft: scroller.value?.scrollLeft ?? 0 }, factor, cursor);
    zoomed.value = next.pixelsPerHour;
    scrollTo(() => next.scrollLeft);
    window.clearTimeout(keeping);
    keeping = window.setTimeout(() => keepZoom(Math.round(next.pixelsPerHour)), KEEP_ZOOM_MS);
  }

  function fit(): void {
    zoomed.value = 0;
    keepZoom(0);
    toOpening();
  }

  watch(() => view.value.days, fit);
  watch(isReady, (ready) => {
    if (ready) toOpening();
  });
  onScopeDispose(() => {
    window.clearTimeout(keeping);
  });
  return { labelWidth, laneWidth, pixelsPerHour, zoomBy, fit };
}

/** The window onto the days: its size, zoom and scroll, and what lies under a point of the screen. */
export function useTimeline(parts: TimelineParts) {
  const { view, scale } = parts;
  const scroller = ref<HTMLElement>();
  const { labelWidth, laneWidth, pixelsPerHour, zoomBy, fit } = useZoom(parts, scroller);
  const rowHeight = computed(() => DENSITIES[view.value.density]);
  const frame = timelineFrame(() =>
    scroller.value === undefined
      ? undefined
      : { element: scroller.value, scale: scale.value, labelWidth: labelWidth.value, laneWidth: laneWidth.value, rowHeight: rowHeight.value, pixelsPerHour: pixelsPerHour.value, axisHeight: AXIS_HEIGHT },
  );

  useFollow({ scroller, scale, now: parts.now, pixelsPerHour, laneWidth });

  function onWheel(event: WheelEvent): void {
    if (!event.ctrlKey || scroller.value === undefined) return;
    event.preventDefault();
    const cursor = event.clientX - scroller.value.getBoundingClientRect().left - labelWidth.value;
    zoomBy(Math.exp(-event.deltaY * 0.0022), Math.max(0, cursor));
  }

  const style = computed(() => ({
    '--hour': `${pixelsPerHour.value}px`,
    '--hours': hoursOf(scale.value),
    '--row': `${rowHeight.value}px`,
    '--label': `${labelWidth.value}px`,
    '--axis': `${AXIS_HEIGHT}px`,
  }));
  return { scroller, style, pixelsPerHour, rowHeight, zoomBy, fit, onWheel, ...frame };
}

export type Timeline = ReturnType<typeof useTimeline>;
