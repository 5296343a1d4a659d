import { computed, ref, type Ref } from 'vue';
import type { SkillTag, TechnicianFile } from '@gigafibre/contracts';
import { edges, inside, isInRange, spotAfter, spotsOf, type SheetRange, type Spot } from './sheet/sheet-range.ts';
import { EMPTY, withLevel, type SkillCell } from './sheet/skill-cells.ts';
import type { SkillSheet } from './use-skill-sheet.ts';

interface CursorParts {
  readonly sheet: Pick<SkillSheet, 'cellAt' | 'set' | 'undo' | 'redo'>;
  readonly shown: Ref<readonly TechnicianFile[]>;
  readonly tags: Ref<readonly SkillTag[]>;
  /** The person wants to say a cell’s last day. */
  readonly openCell: (spot: Spot) => void;
}

/** Where one is in the sheet, what is chosen, and what the keys do there. */
export function useSheetCursor({ sheet, shown, tags, openCell }: CursorParts) {
  const range = ref<SheetRange>({ from: { row: 0, column: 0 }, to: { row: 0, column: 0 } });
  const size = computed(() => ({ rows: shown.value.length, columns: tags.value.length }));
  const at = computed(() => inside(range.value.to, size.value));
  const bounds = computed(() => edges(range.value));

  const goTo = (spot: Spot, isExtending = false): void => {
    const to = inside(spot, size.value);
    range.value = { from: isExtending ? range.value.from : to, to };
  };
  const places = () =>
    spotsOf(range.value).map((row) =>
      row.flatMap((spot) => {
        const [technician, skill] = [shown.value[spot.row]?.name, tags.value[spot.column]?.name];
        return technician === undefined || skill === undefined ? [] : [{ technician, skill }];
      }),
    );
  const fill = (cellFor: (cell: SkillCell) => SkillCell): void => void sheet.set(places().flat().map((place) => ({ ...place, cell: cellFor(sheet.cellAt(place)) })));

  function onCommandKey(event: KeyboardEvent): boolean {
    const key = event.key.toLowerCase();
    if (key === 'z') (event.shiftKey ? sheet.redo : sheet.undo)();
    else if (key === 'y') sheet.redo();
    else if (key === 'a') range.value = { from: { row: 0, column: 0 }, to: { row: size.value.rows - 1, column: size.value.columns - 1 } };
    else return false;
    return true;
  }

  function onPlainKey({ key }: KeyboardEvent): boolean {
    if (/^[0-5]$/.test(key)) fill((cell) => withLevel(cell, Number(key)));
    else if (key === 'Delete' || key === 'Backspace') fill(() => EMPTY);
    else if (key === 'Enter' || key === 'F2') openCell(at.value);
    else if (key === 'Escape') goTo(at.value);
    else return false;
    return true;
  }

  function onKey(event: KeyboardEvent): void {
    if (event.altKey) return;
    const isFar = event.ctrlKey || event.metaKey;
    const to = spotAfter(range.value.to, { key: event.key, isFar }, size.value);
    if (to !== undefined) goTo(to, event.shiftKey);
    else if (!(isFar ? onCommandKey(event) : onPlainKey(event))) return;
    event.preventDefault();
  }

  return { range, at, bounds, goTo, onKey, places, fill, isChosen: (spot: Spot) => isInRange(range.value, spot) };
}
export type SheetCursor = ReturnType<typeof useSheetCursor>;
