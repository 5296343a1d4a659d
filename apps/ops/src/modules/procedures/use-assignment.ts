import { computed, ref, watch } from 'vue';
import type { ProcedureCard } from '@gigafibre/contracts';
import { readJobTypes, readProcedures } from '../../api/procedures.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCommand } from '../../app/use-command.ts';

/** One kind of job, whether its visits follow this procedure, and which other one they follow now. */
export interface AssignableType {
  readonly code: string;
  readonly label: { readonly fr: string; readonly en: string };
  readonly isChosen: boolean;
  readonly elsewhere: { readonly fr: string; readonly en: string } | undefined;
}

/** Which kinds of jobs follow a procedure. None: it is retired, and visits under way keep the version they began with. */
export function useAssignment(card: () => ProcedureCard | undefined, reread: () => Promise<void>) {
  const asked = useAsk(async (signal) => {
    const [types, { procedures }] = await Promise.all([readJobTypes(signal), readProcedures(signal)]);
    return { types, procedures };
  });
  const assigning = useCommand('procedure.assign');
  const chosen = ref<readonly string[]>([]);
  const kept = computed(() => (card()?.jobTypes ?? []).map(({ code }) => code).sort());
  const rows = computed((): AssignableType[] =>
    (asked.data.value?.types ?? []).map(({ name, label }) => {
      const other = asked.data.value?.procedures.find((procedure) => procedure.name !== card()?.name && procedure.jobTypes.some(({ code }) => code === name));
      return { code: name, label, isChosen: chosen.value.includes(name), elsewhere: other?.title };
    }),
  );
  const isChanged = computed(() => JSON.stringify([...chosen.value].sort()) !== JSON.stringify(kept.value));

  watch(kept, (codes) => (chosen.value = codes), { immediate: true });
  void asked.reload();

  async function assign(jobTypes: readonly string[]): Promise<boolean> {
    const now = card();
    if (now === undefined) return false;
    const answer = await assigning.give({ procedure: now.name, baseModified: now.modified, jobTypes: [...jobTypes] });
    if (answer === undefined) return false;
    await Promise.all([reread(), asked.reload()]);
    return true;
  }
  return {
    phase: asked.phase,
    reload: asked.reload,
    rows,
    isChanged,
    isRetired: computed(() => kept.value.length === 0),
    toggle: (code: string) => (chosen.value = chosen.value.includes(code) ? chosen.value.filter((each) => each !== code) : [...chosen.value, code]),
    save: () => assign(chosen.value),
    retire: () => assign([]),
    isBusy: assigning.isSending,
    problem: assigning.problem,
  };
}
