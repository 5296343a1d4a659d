import { computed, ref, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { announce } from '../../ui/announce.ts';
import { useProblem } from '../../app/use-problem.ts';
import { EVERYBODY, filteredFiles, type SkillCell } from './sheet/skill-cells.ts';
import type { Spot } from './sheet/sheet-range.ts';
import { useProposals } from './use-proposals.ts';
import { useSheetClipboard } from './use-sheet-clipboard.ts';
import { useSheetCursor } from './use-sheet-cursor.ts';
import { useSkillSheet } from './use-skill-sheet.ts';

/** The sheet of skills, with its cursor, its clipboard, its filters and what past work proposes. */
export function useSkillsPage() {
  const { t } = useI18n();
  const say = useProblem();
  const sheet = useSkillSheet();
  const filter = ref(EVERYBODY);
  const shown = computed(() => filteredFiles(sheet.files.value, filter.value, { tags: sheet.tags.value, today: sheet.today.value }));
  const edited = ref<Spot>();
  const cursor = useSheetCursor({ sheet, shown, tags: sheet.tags, openCell: (spot) => void (edited.value = spot) });
  const clipboard = useSheetClipboard({ sheet, cursor, files: sheet.files, shown, tags: sheet.tags });
  const proposals = useProposals(sheet);
  watch(filter, () => cursor.goTo({ row: 0, column: cursor.at.value.column }));

  const editedCell = computed(() => {
    const file = edited.value === undefined ? undefined : shown.value[edited.value.row];
    const tag = edited.value === undefined ? undefined : sheet.tags.value[edited.value.column];
    return file === undefined || tag === undefined ? undefined : { file, tag, cell: sheet.cellAt({ technician: file.name, skill: tag.name }) };
  });
  function setEdited(cell: SkillCell): void {
    const open = editedCell.value;
    if (open !== undefined) sheet.set([{ technician: open.file.name, skill: open.tag.name, cell }]);
    edited.value = undefined;
  }
  function acceptAll(): void {
    const count = proposals.accept(proposals.open.value);
    announce(t('people.proposals.accepted', { count }, count), { label: t('people.undo'), act: sheet.undo });
  }
  const zones = computed(() => [...new Set(sheet.files.value.map(({ zone }) => zone).filter((zone) => zone !== ''))].sort());
  const state = computed(() => {
    if (sheet.problem.value !== undefined) return { word: say(sheet.problem.value), isBad: true };
    if (sheet.isSaving.value || sheet.drafts.value.size > 0) return { word: t(sheet.refused.value.length > 0 ? 'people.waiting' : 'people.saving'), isBad: false };
    return { word: t('people.saved'), isBad: false };
  });
  return { t, sheet, filter, shown, cursor, clipboard, proposals, edited, editedCell, setEdited, acceptAll, zones, state };
}
