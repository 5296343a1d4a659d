import { shallowRef, type Ref } from 'vue';
import type { SkillTag, TechnicianFile } from '@gigafibre/contracts';
import { EMPTY } from './sheet/skill-cells.ts';
import { cellText, readPaste, tableText, type PastedSheet } from './sheet/sheet-text.ts';
import type { SheetCursor } from './use-sheet-cursor.ts';
import type { SkillSheet } from './use-skill-sheet.ts';

interface ClipboardParts {
  readonly sheet: Pick<SkillSheet, 'cellAt' | 'set'>;
  readonly cursor: Pick<SheetCursor, 'places' | 'fill' | 'range'>;
  readonly files: Ref<readonly TechnicianFile[]>;
  readonly shown: Ref<readonly TechnicianFile[]>;
  readonly tags: Ref<readonly SkillTag[]>;
}

/** Copies, cuts and pastes like a sheet. What has names in it, or does not fit, is shown before it is applied. */
export function useSheetClipboard({ sheet, cursor, files, shown, tags }: ClipboardParts) {
  const preview = shallowRef<PastedSheet>();

  function onCopy(event: ClipboardEvent): void {
    event.clipboardData?.setData('text/plain', tableText(cursor.places().map((row) => row.map((place) => cellText(sheet.cellAt(place))))));
    event.preventDefault();
  }
  function onCut(event: ClipboardEvent): void {
    onCopy(event);
    cursor.fill(() => EMPTY);
  }
  function take(text: string): void {
    const at = cursor.range.value;
    const named = readPaste(text, { files: files.value.filter(({ isActive }) => isActive), tags: tags.value, at });
    const pasted = named.isNamed ? named : readPaste(text, { files: shown.value, tags: tags.value, at });
    if (!pasted.isNamed && pasted.unread.length === 0) sheet.set(pasted.cells);
    else preview.value = pasted;
  }
  function onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text === '') return;
    take(text);
    event.preventDefault();
  }
  function apply(): void {
    sheet.set(preview.value?.cells ?? []);
    preview.value = undefined;
  }
  return { preview, onCopy, onCut, onPaste, apply };
}
