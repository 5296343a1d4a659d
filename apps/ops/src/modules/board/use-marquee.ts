import { onScopeDispose, shallowRef, type Ref } from 'vue';
import { framed, type Frame } from './selection.ts';
import type { BoardRow } from './use-plan.ts';
import type { Selection } from './use-selection.ts';
import type { Timeline } from './use-timeline.ts';

interface MarqueeParts {
  readonly timeline: Timeline;
  readonly rows: Readonly<Ref<readonly BoardRow[]>>;
  readonly selection: Selection;
}

/** A frame is drawn once the pointer has gone this far; before that it is a click beside the bars. */
const THRESHOLD = 5;

/** Drawing a frame on the empty part of the timeline chooses the visits that it touches. */
export function useMarquee({ timeline, rows, selection }: MarqueeParts) {
  const frame = shallowRef<Frame>();
  let begun: { x: number; y: number; row: number; seconds: number; kept: readonly string[] } | undefined;
  let pending: number | undefined;
  let last = { x: 0, y: 0 };
  let wasDrawn = false;

  function draw(): void {
    pending = undefined;
    const to = timeline.locate(last.x, last.y);
    if (begun === undefined || to === undefined) return;
    frame.value = { row: begun.row, seconds: begun.seconds, toRow: Math.min(rows.value.length - 1, to.row), toSeconds: to.seconds };
    selection.choose([...begun.kept, ...framed(rows.value, frame.value)]);
  }

  function move(event: PointerEvent): void {
    if (begun === undefined) return;
    last = { x: event.clientX, y: event.clientY };
    if (frame.value === undefined && Math.hypot(last.x - begun.x, last.y - begun.y) < THRESHOLD) return;
    wasDrawn = true;
    pending ??= requestAnimationFrame(draw);
  }

  function stop(): void {
    begun = undefined;
    frame.value = undefined;
    if (pending !== undefined) cancelAnimationFrame(pending);
    pending = undefined;
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', stop);
    window.removeEventListener('pointercancel', stop);
  }

  /** A press on no visit: with Ctrl or Shift what is chosen already stays so. */
  function start(event: PointerEvent): void {
    wasDrawn = false;
    const at = timeline.locate(event.clientX, event.clientY);
    if (event.button !== 0 || event.pointerType === 'touch' || at === undefined || at.row >= rows.value.length) return;
    stop();
    const keeps = event.ctrlKey || event.metaKey || event.shiftKey;
    begun = { x: event.clientX, y: event.clientY, ...at, kept: keeps ? [...selection.chosen] : [] };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', stop);
    window.addEventListener('pointercancel', stop);
  }

  onScopeDispose(stop);
  /** Was the press that ends with this click a frame? Then it is no click. */
  const endedFrame = (): boolean => wasDrawn;
  return { frame, start, endedFrame };
}
