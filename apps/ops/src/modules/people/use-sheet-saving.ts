import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { CommandBatchAnswer, TechnicianFile } from '@gigafibre/contracts';
import { command, sendCommands } from '../../api/commands.ts';
import { ApiProblem } from '../../api/http.ts';
import { afterChange, changesOf, withoutSaved } from './sheet/sheet-saving.ts';
import type { SkillCell } from './sheet/skill-cells.ts';

const QUIET_MS = 700;

/** Somebody whose change was refused: the reason, in the hub's own terms. */
export interface RefusedPerson {
  readonly technician: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

interface SavingParts {
  readonly kept: Ref<readonly TechnicianFile[]>;
  readonly skills: Ref<readonly string[]>;
  readonly drafts: ShallowRef<ReadonlyMap<string, SkillCell>>;
  readonly replace: (file: TechnicianFile) => void;
  readonly reload: () => Promise<void>;
}

/** Saves what was changed a moment after the last key: one command for each person, each done or refused by itself. */
export function useSheetSaving({ kept, skills, drafts, replace, reload }: SavingParts) {
  const refused = shallowRef<readonly RefusedPerson[]>([]);
  const isSaving = ref(false);
  const problem = shallowRef<ApiProblem>();

  function take(sent: ReturnType<typeof changesOf>, { lines }: CommandBatchAnswer): void {
    sent.forEach((each, at) => {
      const [file, modified] = [kept.value.find(({ name }) => name === each.technician), lines[at]?.answer?.modified];
      if (file !== undefined && modified !== undefined) replace(afterChange(file, each, modified));
    });
    drafts.value = withoutSaved(drafts.value, sent.filter((_, at) => lines[at]?.answer != null));
    refused.value = [...refused.value, ...sent.flatMap(({ technician }, at) => (lines[at]?.problem == null ? [] : [{ technician, code: lines[at].problem.code, facts: lines[at].problem.facts ?? {} }]))];
  }

  async function save(): Promise<void> {
    const sent = changesOf(kept.value, drafts.value, skills.value).filter(({ technician }) => refused.value.every((each) => each.technician !== technician));
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
    if (refused.value.length > 0) await reload();
  }

  let timer: number | undefined;
  function later(): void {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void save(), QUIET_MS);
  }
  watch(drafts, later);

  const settle = (technician: string): void => {
    refused.value = refused.value.filter((each) => each.technician !== technician);
  };
  /** Says the same again over what somebody else has written since. */
  async function insist(technician: string): Promise<void> {
    await reload();
    settle(technician);
    await save();
  }
  /** Leaves what somebody else has written. */
  function giveUp(technician: string): void {
    drafts.value = new Map([...drafts.value].filter(([key]) => !key.startsWith(`${technician}\t`)));
    settle(technician);
  }
  return { refused, isSaving, problem, save, insist, giveUp };
}
