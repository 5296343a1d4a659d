import { nextTick, ref, shallowReactive, type Ref } from 'vue';
import type { VisitCard } from '@gigafibre/contracts';
import { makeSame } from './same-set.ts';
import { between, middleOf } from './selection.ts';
import type { BoardRow } from './use-plan.ts';
import type { Timeline } from './use-timeline.ts';
import { secondsOfStart } from './visit-facts.ts';

interface SelectionParts {
  readonly rows: Readonly<Ref<readonly BoardRow[]>>;
  readonly tray: Readonly<Ref<readonly VisitCard[]>>;
  readonly timeline: Timeline;
}

/** Several visits chosen at once, by Ctrl, Shift or a frame drawn around them. One visit alone is none chosen. */
function useChosen(selected: Ref<string | undefined>, { rows, tray }: Pick<SelectionParts, 'rows' | 'tray'>) {
  const chosen = shallowReactive(new Set<string>());

  const choose = (visits: Iterable<string>): void => makeSame(chosen, new Set(visits));

  /** Adds a visit to the chosen ones or takes it out; the one that had the focus counts among them. */
  function toggle(visit: string): void {
    if (chosen.size === 0 && selected.value !== undefined && selected.value !== visit) chosen.add(selected.value);
    if (chosen.has(visit)) chosen.delete(visit);
    else chosen.add(visit);
    selected.value = visit;
  }

  /** Everything from the visit that has the focus to this one. */
  function extendTo(visit: string): void {
    choose(between(selected.value ?? visit, visit, { rows: rows.value, tray: tray.value }));
  }

  return { chosen, choose, toggle, extendTo };
}

/** Which visits are chosen, which one has the focus, and the ways to the next one without a mouse. */
export function useSelection({ rows, tray, timeline }: SelectionParts) {
  const selected = ref<string>();
  const opened = ref<string>();
  const choice = useChosen(selected, { rows, tray });

  const rowOf = (visit: string): number => rows.value.findIndex((row) => row.visits.some(({ name }) => name === visit));

  async function select(visit: VisitCard, focuses = true): Promise<void> {
    selected.value = visit.name;
    if (!focuses) return;
    const row = rowOf(visit.name);
    const start = secondsOfStart(visit);
    if (row >= 0 && start !== undefined) timeline.reveal(row, start);
    await nextTick();
    document.querySelector<HTMLElement>(`[data-visit="${CSS.escape(visit.name)}"]`)?.focus({ preventScroll: row >= 0 });
  }

  const isInTray = (): boolean => tray.value.some(({ name }) => name === selected.value);

  /** The next visit of the tray or of the board, whichever has the focus. */
  function step(by: 1 | -1): void {
    const isTray = isInTray() || (selected.value === undefined && tray.value.length > 0);
    const list = isTray ? tray.value : rows.value.flatMap(({ visits }) => visits);
    const at = list.findIndex(({ name }) => name === selected.value);
    const next = list[at === -1 ? 0 : Math.min(list.length - 1, Math.max(0, at + by))];
    if (next !== undefined) void select(next);
  }

  /** The visit nearest in time on the next row that has one. */
  function stepRow(by: 1 | -1): void {
    const at = selected.value === undefined ? -1 : rowOf(selected.value);
    const current = rows.value[at]?.visits.find(({ name }) => name === selected.value);
    if (current === undefined) {
      step(by);
      return;
    }
    const ahead = by === 1 ? rows.value.slice(at + 1) : rows.value.slice(0, at).toReversed();
    const row = ahead.find(({ visits }) => visits.length > 0);
    const [nearest] = (row?.visits ?? []).toSorted((one, other) => Math.abs(middleOf(one) - middleOf(current)) - Math.abs(middleOf(other) - middleOf(current)));
    if (nearest !== undefined) void select(nearest);
  }

  return { selected, opened, ...choice, select, step, stepRow, rowOf };
}

export type Selection = ReturnType<typeof useSelection>;
