import { computed, ref, shallowRef, watch } from 'vue';
import type { CommandBatchAnswer, TechnicianFile } from '@gigafibre/contracts';
import { command, sendCommands } from '../../api/commands.ts';
import { ApiProblem } from '../../api/http.ts';
import { readSkillGrid } from '../../api/people.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useLive } from '../../app/use-live.ts';
import { useReadAge } from '../../app/use-read-age.ts';
import { cellOf, drawnOver, isSame, keyOf, taggedCount, type CellChange, type CellPlace, type SkillCell } from './sheet/skill-cells.ts';
import { NOTHING_DONE, redo, remember, undo } from './sheet/sheet-history.ts';
import { afterChange, changesOf, withoutSaved } from './sheet/sheet-saving.ts';
import type { PastedCell } from './sheet/sheet-text.ts';

const QUIET_MS = 700;
const READ_MS = 400;

/** Somebody whose change was refused: the reason, in the hub's own terms. */
export interface RefusedPerson {
  readonly technician: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The skills of everybody, changed cell by cell and saved by itself a moment later. */
export function useSkillSheet() {
  const asked = useAsk((signal) => readSkillGrid(signal));
  const drafts = shallowRef<ReadonlyMap<string, SkillCell>>(new Map());
  const history = shallowRef(NOTHING_DONE);
  const refused = shallowRef<readonly RefusedPerson[]>([]);
  const isSaving = ref(false);
  const problem = shallowRef<ApiProblem>();

  const tags = computed(() => asked.data.value?.tags ?? []);
  const today = computed(() => asked.data.value?.today ?? '');
  const skills = computed(() => tags.value.map(({ name }) => name));
  const kept = computed(() => asked.data.value?.technicians ?? []);
  const files = computed(() => drawnOver(kept.value, drafts.value, skills.value));
  const byName = computed(() => new Map(files.value.map((file) => [file.name, file])));
  const counted = computed(() => taggedCount(files.value));

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

  /** Sets cells as one gesture, which one undo takes back. */
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

  const replace = (file: TechnicianFile): void => {
    const grid = asked.data.value;
    if (grid !== undefined) asked.data.value = { ...grid, technicians: grid.technicians.map((each) => (each.name === file.name ? file : each)) };
  };
  const isRefused = (technician: string): boolean => refused.value.some((each) => each.technician === technician);

  function take(sent: ReturnType<typeof changesOf>, { lines }: CommandBatchAnswer): void {
    const done = sent.filter((_, at) => lines[at]?.answer != null);
    for (const each of done) {
      const file = kept.value.find(({ name }) => name === each.technician);
      const modified = lines[sent.indexOf(each)]?.answer?.modified;
      if (file !== undefined && modified !== undefined) replace(afterChange(file, each, modified));
    }
    drafts.value = withoutSaved(drafts.value, done);
    refused.value = [...refused.value, ...sent.flatMap(({ technician }, at) => (lines[at]?.problem == null ? [] : [{ technician, code: lines[at].problem.code, facts: lines[at].problem.facts ?? {} }]))];
  }

  async function save(): Promise<void> {
    const sent = changesOf(kept.value, drafts.value, skills.value).filter(({ technician }) => !isRefused(technician));
    if (sent.length === 0 || isSaving.value) return;
    isSaving.value = true;
    problem.value = undefined;
    try {
      take(sent, await sendCommands(sent.map((payload) => command('technician.skills', payload))));
    } catch (cause) {
      if (!(cause instanceof ApiProblem)) throw cause;
      problem.value = cause;
    } finally {
      isSaving.value = false;
    }
    if (problem.value === undefined) later();
    if (refused.value.length > 0) await asked.reload();
  }

  let timer: number | undefined;
  function later(): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), QUIET_MS);
  }
  watch(drafts, later);

  /** Says the same again over what somebody else has written since. */
  function insist(technician: string): void {
    refused.value = refused.value.filter((each) => each.technician !== technician);
    void save();
  }
  /** Leaves what somebody else has written. */
  function giveUp(technician: string): void {
    drafts.value = new Map([...drafts.value].filter(([key]) => !key.startsWith(`${technician}\t`)));
    refused.value = refused.value.filter((each) => each.technician !== technician);
  }

  let reading: number | undefined;
  const readSoon = (): void => {
    window.clearTimeout(reading);
    reading = window.setTimeout(() => void (isSaving.value ? readSoon() : asked.reload()), READ_MS);
  };
  useLive((event) => event.type === 'technician.skilled' || event.type === 'technician.profiled', readSoon);
  void asked.reload();

  return {
    files, tags, today, counted, drafts, refused, isSaving, problem, cellAt, set, insist, giveUp, save,
    undo: () => turn(undo), redo: () => turn(redo), canUndo: computed(() => history.value.done.length > 0), canRedo: computed(() => history.value.undone.length > 0),
    phase: asked.phase, data: asked.data, reload: asked.reload, ...useReadAge(asked),
  };
}
export type SkillSheet = ReturnType<typeof useSkillSheet>;
