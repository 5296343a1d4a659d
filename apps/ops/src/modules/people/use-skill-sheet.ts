import { computed } from 'vue';
import type { TechnicianFile } from '@gigafibre/contracts';
import { readSkillGrid } from '../../api/people.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useLive } from '../../app/use-live.ts';
import { useReadAge } from '../../app/use-read-age.ts';
import { taggedCount } from './sheet/skill-cells.ts';
import { useSheetDrafts } from './use-sheet-drafts.ts';
import { useSheetSaving } from './use-sheet-saving.ts';

const READ_MS = 400;

/** The skills of everybody, changed cell by cell and saved by itself a moment later. */
export function useSkillSheet() {
  const asked = useAsk((signal) => readSkillGrid(signal));
  const tags = computed(() => asked.data.value?.tags ?? []);
  const skills = computed(() => tags.value.map(({ name }) => name));
  const kept = computed(() => asked.data.value?.technicians ?? []);
  const drawn = useSheetDrafts(kept, skills);
  const replace = (file: TechnicianFile): void => {
    const grid = asked.data.value;
    if (grid !== undefined) asked.data.value = { ...grid, technicians: grid.technicians.map((each) => (each.name === file.name ? file : each)) };
  };
  const saving = useSheetSaving({ kept, skills, drafts: drawn.drafts, replace, reload: asked.reload });

  let reading: number | undefined;
  const readSoon = (): void => {
    window.clearTimeout(reading);
    reading = window.setTimeout(() => {
      if (saving.isSaving.value) readSoon();
      else void asked.reload();
    }, READ_MS);
  };
  useLive((event) => event.type === 'technician.skilled' || event.type === 'technician.profiled', readSoon);
  void asked.reload();

  return { ...drawn, ...saving, tags, today: computed(() => asked.data.value?.today ?? ''), counted: computed(() => taggedCount(drawn.files.value)), phase: asked.phase, data: asked.data, reload: asked.reload, ...useReadAge(asked) };
}
export type SkillSheet = ReturnType<typeof useSkillSheet>;
