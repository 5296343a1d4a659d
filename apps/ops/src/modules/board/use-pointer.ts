import { onScopeDispose, type Ref } from 'vue';
import type { VisitCard } from '@gigafibre/contracts';
import { landingFor, sameLanding, type Press, type Under } from './drag-landing.ts';
import { canPickUp, type HandState } from './use-hand.ts';
import type { BoardRow } from './use-plan.ts';
import type { Timeline } from './use-timeline.ts';
import { secondsOfStart } from './visit-facts.ts';

/** A press becomes a drag after this many pixels; before that it is a click. */
const DRAG_THRESHOLD = 4;

interface PointerParts {
  readonly hand: HandState;
  readonly timeline: Timeline;
  readonly rows: Readonly<Ref<readonly BoardRow[]>>;
  /** What is chosen together with a visit: it is dragged along. */
  readonly chosenWith: (visit: VisitCard) => readonly VisitCard[];
  readonly drop: () => void;
}

interface Listeners {
  readonly move: (event: PointerEvent) => void;
  readonly up: () => void;
  readonly abandon: () => void;
  readonly key: (event: KeyboardEvent) => void;
}

function listen({ move, up, abandon, key }: Listeners): () => void {
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('pointercancel', abandon);
  window.addEventListener('keydown', key, true);
  return () => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', abandon);
    window.removeEventListener('keydown', key, true);
  };
}

function pressFrom(event: PointerEvent, visit: VisitCard, from: string | null, timeline: Timeline): Press {
  const on = (part: string): boolean => event.target instanceof Element && event.target.closest(`[data-${part}]`) !== null;
  const under = timeline.locate(event.clientX, event.clientY);
  const start = secondsOfStart(visit);
  const grabSeconds = from === null || under === undefined || start === undefined ? 0 : under.seconds - start;
  return { visit, from, mode: on('edge') ? 'resize' : on('join') ? 'join' : 'move', x: event.clientX, y: event.clientY, grabSeconds };
}

interface PointerPlace {
  readonly x: number;
  readonly y: number;
  readonly isFine: boolean;
  readonly joins: boolean;
}

function underPointer(at: PointerPlace, timeline: Timeline, rows: readonly BoardRow[]): Under {
  const found = timeline.locate(at.x, at.y);
  return {
    isTray: document.elementFromPoint(at.x, at.y)?.closest('[data-drop="tray"]') != null,
    spot: found === undefined ? undefined : { technician: rows[found.row]?.technician.name, seconds: found.seconds },
    isFine: at.isFine,
    joins: at.joins,
  };
}

const onEscape = (act: () => void) => (event: KeyboardEvent): void => {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  act();
};

/** Dragging by mouse or pen: from the tray, between rows and times, by the right edge, back to the tray (R05). */
export function usePointer({ hand, timeline, rows, chosenWith, drop }: PointerParts) {
  let press: Press | undefined;
  let last: PointerPlace = { x: 0, y: 0, isFine: false, joins: false };
  let frame: number | undefined;
  let wasDragged = false;
  let unlisten: () => void = () => undefined;

  const under = (): Under => underPointer(last, timeline, rows.value);

  function aim(): void {
    const held = hand.hand.value;
    if (press === undefined || held === undefined) return;
    const landing = landingFor(press, under());
    if (!sameLanding(landing, held.landing)) hand.aim(landing);
  }

  function follow(): void {
    frame = undefined;
    if (press === undefined) return;
    const isScrolling = timeline.scrollAtEdges(last.x, last.y);
    aim();
    if (isScrolling) frame = requestAnimationFrame(follow);
  }

  function move(event: PointerEvent): void {
    if (press === undefined) return;
    last = { x: event.clientX, y: event.clientY, isFine: event.altKey, joins: event.ctrlKey || event.metaKey };
    if (hand.hand.value === undefined) {
      if (Math.hypot(last.x - press.x, last.y - press.y) < DRAG_THRESHOLD || !canPickUp(press.visit)) return;
      wasDragged = true;
      hand.take(press.visit, { by: 'pointer', mode: press.mode, from: press.from, landing: landingFor(press, under()) }, chosenWith(press.visit));
    }
    frame ??= requestAnimationFrame(follow);
  }

  function stop(): void {
    press = undefined;
    if (frame !== undefined) cancelAnimationFrame(frame);
    frame = undefined;
    unlisten();
  }

  function up(): void {
    const isCarrying = hand.hand.value !== undefined;
    aim();
    stop();
    if (isCarrying) drop();
  }

  function abandon(): void {
    stop();
    hand.release();
  }

  const key = onEscape(abandon);

  /** A press on a bar, its edge or a card of the tray. Fingers scroll; they use « Assigner à… ». */
  function start(event: PointerEvent, visit: VisitCard, from: string | null): void {
    wasDragged = false;
    if (event.button !== 0 || event.pointerType === 'touch') return;
    stop();
    press = pressFrom(event, visit, from, timeline);
    unlisten = listen({ move, up, abandon, key });
  }

  onScopeDispose(stop);
  /** Was the press that ends with this click a drag? Then it is no click. */
  const endedDrag = (): boolean => wasDragged;
  return { start, endedDrag };
}
