import { computed, ref, shallowReactive, watch } from 'vue';
import type { BoardState } from '../use-board.ts';
import type { BoardViewState } from '../use-board-view.ts';
import { keyOf, legendOf } from './palette.ts';

const KEPT_CLEAR = 'gf.board.clear';

/** What the colours of the bars tell, and whether they are those that everybody can tell apart. */
export function usePalette(board: Pick<BoardState, 'visits'>, { view }: Pick<BoardViewState, 'view'>) {
  const isClear = ref(localStorage.getItem(KEPT_CLEAR) === 'yes');
  const legend = computed(() => legendOf(view.value.palette, board.visits.values()));
  /** The colour of each visit, by its number; none where the colour tells the status. */
  const hues = shallowReactive(new Map<string, number>());

  watch(
    () => {
      const numbers = new Map(legend.value.map(({ key, hue }) => [key, hue]));
      return numbers.size === 0 ? [] : [...board.visits.values()].map((visit) => [visit.name, numbers.get(keyOf(view.value.palette, visit)) ?? 0] as const);
    },
    (wanted) => {
      const names = new Set(wanted.map(([name]) => name));
      for (const name of hues.keys()) if (!names.has(name)) hues.delete(name);
      for (const [name, hue] of wanted) if (hues.get(name) !== hue) hues.set(name, hue);
    },
    { immediate: true },
  );

  function setClear(wanted: boolean): void {
    isClear.value = wanted;
    localStorage.setItem(KEPT_CLEAR, wanted ? 'yes' : 'no');
  }
  return { hues, legend, isClear, setClear };
}

export type PaletteState = ReturnType<typeof usePalette>;
