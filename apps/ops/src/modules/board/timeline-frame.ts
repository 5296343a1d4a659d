import { hourAt, secondsAt, type BoardScale } from './board-scale.ts';

/** The timeline's window as it is at this moment, in pixels. */
export interface FrameSizes {
  readonly element: HTMLElement;
  readonly scale: BoardScale;
  readonly labelWidth: number;
  readonly laneWidth: number;
  readonly rowHeight: number;
  readonly pixelsPerHour: number;
  readonly axisHeight: number;
}

/** How far from an edge the board scrolls by itself while something is dragged, and how fast. */
const EDGE = 44;
const EDGE_SPEED = 14;
/** Frames to wait there first: a drag from the tray crosses the edge on its way in. */
const EDGE_PATIENCE = 14;
const REVEAL_MARGIN = 60;
/** The most that the words beside a ghost take, in pixels. */
const WORDS_WIDTH = 330;
const towards = (point: number, low: number, high: number): number => (point < low + EDGE ? -1 : point > high - EDGE ? 1 : 0);

/** What lies under a point of the screen, and scrolling to what does not. */
export function timelineFrame(read: () => FrameSizes | undefined) {
  /** Row number and time under a point of the screen; undefined outside the lanes. */
  function locate(clientX: number, clientY: number): { row: number; seconds: number } | undefined {
    const frame = read();
    if (frame === undefined) return undefined;
    const { element, labelWidth, axisHeight } = frame;
    const box = element.getBoundingClientRect();
    const isInside = clientX >= box.left + labelWidth && clientX <= box.right && clientY >= box.top + axisHeight && clientY <= box.bottom;
    if (!isInside) return undefined;
    const hours = (clientX - box.left - labelWidth + element.scrollLeft) / frame.pixelsPerHour;
    return { row: Math.floor((clientY - box.top - axisHeight + element.scrollTop) / frame.rowHeight), seconds: secondsAt(frame.scale, hours) };
  }

  let framesAtEdge = 0;

  /** Scrolls a little when the pointer stays near an edge; called at every frame of a drag. @returns whether to call again. */
  function scrollAtEdges(clientX: number, clientY: number): boolean {
    const frame = read();
    if (frame === undefined) return false;
    const box = frame.element.getBoundingClientRect();
    if (clientX > box.right || clientX < box.left) return false;
    const dx = towards(clientX, box.left + frame.labelWidth, box.right);
    const dy = towards(clientY, box.top + frame.axisHeight, box.bottom);
    const isAtEdge = dx !== 0 || dy !== 0;
    framesAtEdge = isAtEdge ? framesAtEdge + 1 : 0;
    if (framesAtEdge > EDGE_PATIENCE) frame.element.scrollBy(dx * EDGE_SPEED, dy * EDGE_SPEED);
    return isAtEdge;
  }

  /** Brings a row and a time into sight, moving no more than needed. */
  function reveal(row: number, seconds: number): void {
    const frame = read();
    if (frame === undefined) return;
    const { element, rowHeight } = frame;
    const x = hourAt(frame.scale, seconds) * frame.pixelsPerHour;
    const y = row * rowHeight;
    if (x < element.scrollLeft) element.scrollLeft = Math.max(0, x - REVEAL_MARGIN);
    else if (x > element.scrollLeft + frame.laneWidth - 2 * REVEAL_MARGIN) element.scrollLeft = x - frame.laneWidth + 3 * REVEAL_MARGIN;
    if (y < element.scrollTop || y > element.scrollTop + element.clientHeight - frame.axisHeight - rowHeight) element.scrollTop = Math.max(0, y - element.clientHeight / 3);
  }

  /** Does a time lie in the right part of what is in sight, so that words beside it would run out of it? */
  function isFarRight(seconds: number): boolean {
    const frame = read();
    if (frame === undefined) return false;
    return hourAt(frame.scale, seconds) * frame.pixelsPerHour - frame.element.scrollLeft > frame.laneWidth - WORDS_WIDTH;
  }

  return { locate, scrollAtEdges, reveal, isFarRight };
}
