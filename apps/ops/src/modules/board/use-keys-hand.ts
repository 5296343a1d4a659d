import type { Ref } from 'vue';
import type { VisitCard } from '@gigafibre/contracts';
import { rankPlacements } from '@gigafibre/dispatch';
import { SNAP_SECONDS } from './board-scale.ts';
import type { Landing } from './carrying.ts';
import { SHORTEST_SECONDS } from './drag-landing.ts';
import { planVisitOf } from './plans.ts';
import type { HandState } from './use-hand.ts';
import { useKeysHelp } from './use-keys-help.ts';
import type { BoardPlan, BoardRow } from './use-plan.ts';
import type { Timeline } from './use-timeline.ts';
import { secondsOfStart } from './visit-facts.ts';

interface KeysParts {
  readonly hand: HandState;
  readonly plan: BoardPlan;
  readonly rows: Readonly<Ref<readonly BoardRow[]>>;
  readonly timeline: Timeline;
  /** What is chosen together with a visit: it is carried along. */
  readonly chosenWith: (visit: VisitCard) => readonly VisitCard[];
}

interface Step {
  readonly rows?: 1 | -1;
  readonly seconds?: number;
  readonly longer?: number;
}

/** Picking a visit up and carrying it by the keyboard: WCAG 2.5.7's other way to drag (R05). */
export function useKeysHand({ hand, plan, rows, timeline, chosenWith }: KeysParts) {
  const rowIndex = (technician: string): number => rows.value.findIndex((row) => row.technician.name === technician);

  function aim(landing: Landing): void {
    hand.aim(landing);
    if (landing.on === 'row') timeline.reveal(rowIndex(landing.technician), landing.startSeconds);
  }

  const help = useKeysHelp({ hand, rows, aim });

  /** Where it is; from the tray, at the best place there is. */
  function startingPoint(visit: VisitCard, from: string | null): Landing {
    const durationSeconds = visit.durationMinutes * 60;
    const start = secondsOfStart(visit);
    if (from !== null && start !== undefined) return { on: 'row', technician: from, startSeconds: start, durationSeconds };
    const shown = new Set(rows.value.map((row) => row.technician.name));
    const best = rankPlacements(planVisitOf(visit), plan.plan.value).find(({ technician }) => shown.has(technician));
    return best === undefined ? { on: 'nothing' } : { on: 'row', technician: best.technician, startSeconds: best.startSeconds, durationSeconds };
  }

  function pickUp(visit: VisitCard): void {
    const row = rows.value.find(({ visits }) => visits.some(({ name }) => name === visit.name));
    const from = row?.technician.name ?? null;
    hand.take(visit, { by: 'keys', mode: 'move', from, landing: { on: 'nothing' } }, chosenWith(visit));
    if (hand.hand.value !== undefined) aim(startingPoint(visit, from));
  }

  function moveBy(change: Step): void {
    const landing = hand.hand.value?.landing;
    if (landing?.on !== 'row') return;
    const at = Math.min(rows.value.length - 1, Math.max(0, rowIndex(landing.technician) + (change.rows ?? 0)));
    const technician = rows.value[at]?.technician.name ?? landing.technician;
    const durationSeconds = Math.max(SHORTEST_SECONDS, landing.durationSeconds + (change.longer ?? 0));
    aim({ on: 'row', technician, startSeconds: landing.startSeconds + (change.seconds ?? 0), durationSeconds });
  }

  /** @returns whether the key meant something for the visit in hand. */
  function onKey(event: KeyboardEvent): boolean {
    const step = event.altKey ? SNAP_SECONDS / 3 : SNAP_SECONDS;
    const moves: Readonly<Record<string, Step>> = {
      ArrowUp: { rows: -1 },
      ArrowDown: { rows: 1 },
      ArrowLeft: event.shiftKey ? { longer: -step } : { seconds: -step },
      ArrowRight: event.shiftKey ? { longer: step } : { seconds: step },
    };
    const move = moves[event.key];
    if (move === undefined) return false;
    const held = hand.hand.value;
    if (held?.mode !== 'join') moveBy(move);
    else if (move.rows !== undefined) help.moveHelp(held.visit, move.rows);
    return true;
  }

  return { pickUp, callHelp: help.callHelp, onKey, join: help.join };
}
