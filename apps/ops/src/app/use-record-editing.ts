import { reactive } from 'vue';
import { updateDocument } from '../api/gateway.ts';
import { ApiProblem } from '../api/http.ts';
import type { FieldState } from '../ui/field-state.ts';
import { useProblem } from './use-problem.ts';

export interface EditedRecord {
  doctype: string;
  name: string;
  /** The stamp the screen was drawn from. */
  modified: string;
  /** What the record holds now, by field. */
  values: Readonly<Record<string, string>>;
  /** How a field is kept, where that differs from what people type. */
  stored?(field: string, value: string): string;
  /** Who last changed a field, as far as its history tells. */
  changedBy(field: string): string | undefined;
}

interface Source {
  current: () => EditedRecord | undefined;
  reload: () => Promise<void>;
}

/**
 * Saves one field at a time, each on the stamp that was read. When someone else has saved since, the record is read again:
 * a change of another field lets ours through; a change of the same field is shown, and the person chooses.
 */
export function useRecordEditing(source: Source, update: typeof updateDocument = updateDocument) {
  const states = reactive<Record<string, FieldState>>({});
  const sentence = useProblem();

  async function write(field: string, value: string): Promise<void> {
    const record = source.current();
    if (record === undefined) return;
    await update(record.doctype, record.name, { [field]: record.stored?.(field, value) ?? value, modified: record.modified });
    states[field] = { phase: 'saved' };
    await source.reload();
  }

  async function settleConflict(field: string, mine: string, before: string): Promise<void> {
    await source.reload();
    const record = source.current();
    const theirs = record?.values[field] ?? '';
    if (theirs === before) return write(field, mine);
    states[field] = { phase: 'conflict', mine, theirs, by: record?.changedBy(field) };
  }

  function refuse(field: string, problem: unknown): void {
    if (!(problem instanceof ApiProblem)) throw problem;
    states[field] = { phase: 'refused', reason: sentence(problem) };
  }

  /** @param before what the person saw when beginning to type: the screen may have been read again since. */
  async function save(field: string, value: string, before: string): Promise<void> {
    const record = source.current();
    const theirs = record?.values[field] ?? '';
    if (theirs !== before) {
      states[field] = { phase: 'conflict', mine: value, theirs, by: record?.changedBy(field) };
      return;
    }
    states[field] = { phase: 'saving' };
    try {
      await write(field, value);
    } catch (problem) {
      if (!(problem instanceof ApiProblem) || problem.code !== 'document_changed') return refuse(field, problem);
      await settleConflict(field, value, before).catch((second: unknown) => refuse(field, second));
    }
  }

  /** The other person's value stays. */
  function yieldTo(field: string): void {
    states[field] = { phase: 'idle' };
  }

  return { states, save, yieldTo };
}
