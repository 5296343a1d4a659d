import { computed, shallowRef, type Ref } from 'vue';
import type { TechnicianFile } from '@gigafibre/contracts';
import { NOTHING_DONE, redo, remember, undo } from './sheet/sheet-history.ts';
import { cellOf, drawnOver, isSame, keyOf, type CellChange, type CellPlace, type SkillCell } from './sheet/skill-cells.ts';
import type { PastedCell } from './sheet/sheet-text.ts';

/** What was changed on top of the files, gesture by gesture, until it is saved. */
export function useSheetDrafts(kept: Ref<readonly TechnicianFile[]>, skills: Ref<readonly string[]>) {
  const drafts = shallowRef<ReadonlyMap<string, SkillCell>>(new Map());
  const history = shallowRef(NOTHING_DONE);
  const files = computed(() => drawnOver(kept.value, drafts.value, skills.value));
  const byName = computed(() => new Map(files.value.map((file) => [file.name, file])));
  const cellAt = ({ technician, skill }: CellPlace): SkillCell => cellOf(byName.value.get(technician)?.skills ?? [], skill);

  function draw(changes: readonly CellChange[]): void {
    const next = new Map(drafts.value);
    for (const { after, ...place } of changes) {
      const file = kept.value.find(({ name }) => name === place.technician);
      if (file !== undefined && isSame(cellOf(file.skills, place.skill), after)) next.delete(keyOf(place));
      else next.set(keyOf(place), after);
    }
    drafts.value = next;
  }

  /** Sets cells as one gesture, which one undo takes back. @returns how many changed. */
  function set(cells: readonly PastedCell[]): number {
    const changes = cells.map(({ cell, ...place }) => ({ ...place, before: cellAt(place), after: cell })).filter(({ before, after }) => !isSame(before, after));
    history.value = remember(history.value, changes);
    draw(changes);
    return changes.length;
  }
  function turn(step: typeof undo): void {
    const { changes, history: next } = step(history.value);
    history.value = next;
    draw(changes);
  }
  return { drafts, files, cellAt, set, undo: () => turn(undo), redo: () => turn(redo), canUndo: computed(() => history.value.done.length > 0), canRedo: computed(() => history.value.undone.length > 0) };
}
